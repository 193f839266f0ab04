import type { CureFound, CureInput } from '../../facets/cures.ts'
import { textOf } from '../../syntax.ts'
import { restoring } from './restore.ts'
import { atFirst, ending, quoteOf } from './test-at.ts'

/** What gives the time of the machine's own zone. */
const LOCAL =
  /\.(?:get|set)(?:FullYear|Month|Date|Day|Hours|Minutes)\(|\.toLocale(?:Date|Time)?String\((?![^)]*timeZone)|\bnew Date\(\s*\d{4}\s*,|\.toDateString\(|\.toTimeString\(|\bgetTimezoneOffset\(|\bIntl\.DateTimeFormat\((?![^)]*timeZone)/

/** Fixes the zone where only the test speaks in local time: where the product does, users in other zones meet that too. */
export function fixedZone(input: CureInput): CureFound {
  const { test, framework } = input
  const { file, body } = test
  const reader = input.loadedBy(file).find(({ text }) => LOCAL.test(text))
  if (reader !== undefined) return { kind: 'refused', why: 'any-zone', what: reader.path }
  if (!LOCAL.test(textOf(file.tree, body))) return { kind: 'none' }
  // Jest gives its tests a copy of the environment, which the clock does not read
  if (framework !== 'vitest') return { kind: 'refused', why: 'no-tool', what: 'the test' }
  const quote = quoteOf(file)
  const hook = /\bunstubAllEnvs\b/.test(file.text)
    ? []
    : restoring(file, framework, [{ remember: [], after: ['vi.unstubAllEnvs()'] }], ['vi'])
  const line = `vi.stubEnv(${quote}TZ${quote}, ${quote}UTC${quote})${ending(file)}`
  return { kind: 'edits', why: 'local time is that of UTC in this test', ways: [[...hook, ...atFirst(test, [line])]] }
}
