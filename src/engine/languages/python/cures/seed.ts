import type { CureEdit, CureFound, CureInput } from '../../facets/cures.ts'
import { fieldOf, namedChildren, textOf, visit } from '../../syntax.ts'
import type { SyntaxNode } from '../../syntax-tree.ts'
import { pythonSyntax } from '../syntax.ts'
import { demandOf } from './demands.ts'
import { importing } from './file-lines.ts'
import { atFirst } from './test-at.ts'
import { symbolAt } from './writes.ts'

const { is, call, keyword } = pythonSyntax
/** A test that expects one of many draws passes with few seeds. */
const SEEDS = Array.from({ length: 16 }, (_, index) => index + 1)
const TAKES_GENERATOR = /^(?:rng|random|generator|rand|random_state|prng)$/
const DRAWS = /\brandom\.\w+\(|\bnp\.random\.|\bnumpy\.random\./
/** Half of the draws: what more of them break is no promise of the product. */
const MOSTLY = 0.5

/** Fixes the draw where the test expects a single one; where it demands something of all draws, some draw shows a bug. */
export function seed(input: CureInput): CureFound {
  const { test, isRaisedInProduct, failureRate } = input
  const { file, body } = test
  if (isRaisedInProduct) return { kind: 'refused', why: 'product-fails', what: 'the product' }
  const demand = demandOf(test, input.lines)
  const isOneDraw = demand.isUnequal || (demand.isEqualToLiteral && failureRate >= MOSTLY)
  if (!isOneDraw) return { kind: 'refused', why: 'any-draw', what: 'what it demands' }
  const ownDraws = DRAWS.test(textOf(file.tree, body))
  if (ownDraws && !demand.isUnequal) return { kind: 'refused', why: 'any-draw', what: 'what it demands' }
  const given = givenGenerators(input)
  if (given.length > 0) {
    const ways = SEEDS.map((number) => [
      ...importing(file, ['import random']),
      ...given.map((edit) => ({ ...edit, replacement: edit.replacement.replace('#', String(number)) })),
    ])
    return { kind: 'edits', why: 'the generator that the product takes is given with a fixed seed', ways }
  }
  const texts = [file, ...input.loadedBy(file)].map(({ text }) => text)
  const isNumpy =
    texts.some((text) => /\b(?:np|numpy)\.random\.\w+\(/.test(text)) &&
    !texts.some((text) => /^\s*(?:import random|from random import)\b/m.test(text))
  if (!isNumpy && !texts.some((text) => /^\s*(?:import random|from random import)\b/m.test(text)))
    return { kind: 'refused', why: 'no-tool', what: 'the product' }
  const ways = SEEDS.map((number) => {
    const line = isNumpy ? `numpy.random.seed(${number})` : `random.seed(${number})`
    return [...importing(file, [isNumpy ? 'import numpy' : 'import random']), ...atFirst(test, [line])]
  })
  return { kind: 'edits', why: 'what is drawn is the same in each run', ways }
}

/** `, rng=random.Random(#)` for each call of the product that takes a generator and is given none. */
function givenGenerators(input: CureInput): readonly CureEdit[] {
  const { file, body } = input.test
  const found: CureEdit[] = []
  visit(body, (node) => {
    const parts = is(node, 'call') ? call(node) : null
    const symbol = parts === null ? null : symbolAt(input, file, parts.callee)
    const parameter =
      symbol === null || symbol.isTest ? undefined : symbol.declaration.parameters.find(({ name }) => TAKES_GENERATOR.test(name))
    if (parts?.list === undefined || parameter === undefined || parameter.default === null) return true
    const position = symbol?.declaration.parameters.indexOf(parameter) ?? 0
    const isGiven = parts.arguments.length > position || parts.arguments.some((one) => nameOfKeyword(file.tree, one) === parameter.name)
    if (isGiven) return true
    const at = parts.list.end - 1
    const lead = namedChildren(parts.list).length === 0 ? '' : ', '
    found.push({ file: file.path, start: at, end: at, replacement: `${lead}${parameter.name}=random.Random(#)` })
    return true
  })
  return found
}

function nameOfKeyword(tree: CureInput['test']['file']['tree'], node: SyntaxNode): string | null {
  const name = keyword(node)?.name ?? fieldOf(node, 'name')
  return name === undefined ? null : textOf(tree, name)
}
