import type { CureEdit, CureFound, CureInput } from '../../facets/cures.ts'
import { textOf } from '../../syntax.ts'
import { scriptSyntax } from '../syntax.ts'
import { demandedBy } from './demands.ts'
import { givenParameters } from './given-parameters.ts'
import { restoring } from './restore.ts'
import { atFirst, ending, quoteOf } from './test-at.ts'

const TAKES_CLOCK = /^(?:now|today|currentDate|currentTime|asOf|at|clock|date)$/
const YEAR = /\b(?:19|20)\d\d\b/

/** Fixes the clock where the test expects what holds on one day, or speaks of a day itself; what it computes from the clock may show a bug. */
export function fixedClock(input: CureInput): CureFound {
  const { test, day, framework } = input
  const { file, body } = test
  if (input.isRaisedInProduct) return { kind: 'refused', why: 'product-fails', what: 'the product' }
  const isOfOneDay = demandedBy(test, input.lines).isEqualToLiteral || YEAR.test(textOf(file.tree, body))
  if (!isOfOneDay) return { kind: 'refused', why: 'any-day', what: 'what the product gives' }
  const quote = quoteOf(file)
  const noon = `new Date(${quote}${day}T12:00:00Z${quote})`
  const why = `the clock stands at ${day}, a day on which it passes`
  const given = givenParameters(input, TAKES_CLOCK, noon)
  const isNumber = given.length > 0 && input.loadedBy(file).some(({ text }) => /\bnow(?:: number)?\s*=\s*Date\.now\(\)/.test(text))
  const edits = isNumber ? givenParameters(input, TAKES_CLOCK, `${noon}.getTime()`) : given
  if (edits.length > 0) return { kind: 'edits', why, ways: [edits] }
  return { kind: 'edits', why, ways: [faked(input, noon, framework === 'vitest')] }
}

/** Vitest can set the date alone; Jest fakes the timers too, which go on by themselves where the test waits for something. */
function faked({ test, framework }: CureInput, noon: string, isVitest: boolean): readonly CureEdit[] {
  const { file, callable } = test
  const tool = isVitest ? 'vi' : 'jest'
  const options = scriptSyntax.isAsync(callable) ? `{ now: ${noon}, advanceTimers: true }` : `{ now: ${noon} }`
  const line = isVitest ? `vi.setSystemTime(${noon})` : `jest.useFakeTimers(${options})`
  const hook = /\buseRealTimers\b/.test(file.text)
    ? []
    : restoring(file, framework, [{ remember: [], after: [`${tool}.useRealTimers()`] }], [tool])
  return [...hook, ...atFirst(test, [`${line}${ending(file)}`])]
}
