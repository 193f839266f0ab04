import type { CureFound, CureInput } from '../../facets/cures.ts'
import { textOf } from '../../syntax.ts'
import { demandedBy } from './demands.ts'
import { toolOf } from './file-lines.ts'
import { givenParameters } from './given-parameters.ts'
import { atFirst, ending, quoteOf } from './test-at.ts'

const DRAWN = [0.5, 0.1, 0.9, 0.3, 0.7, 0.01, 0.99, 0.2, 0.8]
const TAKES_GENERATOR = /^(?:rng|random|rand|prng|getRandom)$/
/** Half of the draws: what more of them break is no promise of the product. */
const MOSTLY = 0.5

/** Fixes the draw where the test expects a single one: through the product's own parameter, or where the file fakes `Math.random` already. */
export function seed(input: CureInput): CureFound {
  const { test, framework } = input
  const { file, body } = test
  if (input.isRaisedInProduct) return { kind: 'refused', why: 'product-fails', what: 'the product' }
  const demand = demandedBy(test, input.lines)
  const isOneDraw = demand.isUnequal || (demand.isEqualToLiteral && input.failureRate >= MOSTLY)
  if (!isOneDraw || (/\bMath\.random\(/.test(textOf(file.tree, body)) && !demand.isUnequal))
    return { kind: 'refused', why: 'any-draw', what: 'what it demands' }
  const given = DRAWN.map((value) => givenParameters(input, TAKES_GENERATOR, `() => ${value}`)).filter((edits) => edits.length > 0)
  if (given.length > 0) return { kind: 'edits', why: 'the product is given what it draws', ways: given }
  const isFaked = /\bspyOn\(\s*Math\s*,\s*['"]random['"]/.test(file.text) && /restoreAllMocks|mockRestore/.test(file.text)
  if (!isFaked) return { kind: 'refused', why: 'no-tool', what: 'the product' }
  const quote = quoteOf(file)
  const ways = DRAWN.map((value) =>
    atFirst(test, [`${toolOf(framework)}.spyOn(Math, ${quote}random${quote}).mockReturnValue(${value})${ending(file)}`]),
  )
  return { kind: 'edits', why: 'what is drawn is the same in each run, as in other tests of the file', ways }
}
