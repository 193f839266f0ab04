import type { BodyToken } from '../changes/pairing/body-tokens.ts'
import type { Range, SyntaxNode } from '../languages/language.ts'
import { namedChildren, visit } from '../languages/syntax.ts'
import type { Mutant } from '../mutation/mutant.ts'
import { everyLine, faultsIn, isAllNew, languageIn, type Spot, spanAt, unitAt } from './spot.ts'
import { undoing, undoneWithin } from './undo.ts'
import type { Unit } from './unit.ts'

const OPERATOR = /^([-+*/%<>=!&|?^~]+|and|or|not|in|is|await)$/
const NO_OPERATOR = /^(=|=>|\?\?=|->)$/

/**
 * A statement that is new, or has something new in it besides what is a thing of its own. What introduces no literal, no operator and no call
 * only says the same in other words.
 */
export function statementUnit(reading: Spot, node: SyntaxNode, within: readonly Unit[]): Unit | null {
  const { code, parsers } = reading
  const { syntax, faults } = languageIn(reading)
  const claimed = within.map((unit) => rangeOfLines(reading, unit, node))
  const runs = code.runsIn(node).filter((run) => !claimed.some(({ start, end }) => start <= run.start && run.end <= end))
  const now = runs.flatMap((run) => run.now)
  const novel = introduced(
    code.source.text,
    now,
    runs.flatMap((run) => run.old),
  )
  if (novel.length === 0) return null
  const isNew = isAllNew(reading, node)
  const lines = spanOf(reading, isNew ? [node] : runs)
  const conditions: Range[] = []
  visit(node, (one) => {
    const condition = syntax.is(one, 'conditional') ? faults.conditionOf(one) : undefined
    if (condition !== undefined) conditions.push(condition)
    return true
  })
  // one of its two sides is what was there before, which tests notice
  const isAddedChoice = conditions.length > 0 && runs.every(({ old }) => old.length === 0)
  const isOfChoice = (mutant: Mutant): boolean =>
    mutant.operator === 'logic-swapped' || conditions.some(({ start, end }) => start <= mutant.start && mutant.end <= end)
  const isTaken = (mutant: Mutant): boolean => claimed.some(({ start, end }) => start <= mutant.start && mutant.end <= end)
  return unitAt(reading, {
    ...nameOf(reading, node, novel),
    ...{ lines, reach: everyLine(spanAt(reading, node)) },
    undo: isNew ? undoing(code, parsers, node, [faults.emptyStatement, '']) : undoneWithin(code, parsers, node, claimed),
    faults: isAddedChoice ? [] : faultsIn(reading, node, (mutant) => isOfChoice(mutant) || isTaken(mutant)),
  })
}

/** Where a thing within the statement has its lines; a statement on one line is claimed by what is changed in it. */
function rangeOfLines({ code }: Spot, { undo, faults }: Unit, node: SyntaxNode): Range {
  const all = [...(undo === null ? [] : [undo]), ...faults].filter(({ start, end }) => start >= node.start && end <= node.end)
  const runs = code.runsIn(node).filter((run) => all.some(({ start, end }) => run.start < Math.max(end, start + 1) && start < run.end))
  return {
    start: Math.min(...all.map(({ start }) => start), ...runs.map(({ start }) => start)),
    end: Math.max(...all.map(({ end }) => end), ...runs.map(({ end }) => end)),
  }
}

function spanOf(reading: Spot, ranges: readonly Range[]): readonly [number, number] {
  const start = Math.min(...ranges.map((range) => range.start))
  return spanAt(reading, { start, end: Math.max(...ranges.map((range) => range.end)) })
}

/** Literals, operators and called names of the new tokens that none of the old ones is. */
function introduced(text: string, now: readonly BodyToken[], old: readonly BodyToken[]): readonly BodyToken[] {
  const left = new Map<string, number>()
  for (const token of old) left.set(token.text, (left.get(token.text) ?? 0) + 1)
  return now.filter((token) => {
    const count = left.get(token.text) ?? 0
    left.set(token.text, count - 1)
    if (count > 0) return false
    const isCalled = token.isName && text[token.start + token.text.length] === '('
    return token.isLiteral || isCalled || (OPERATOR.test(token.text) && !NO_OPERATOR.test(token.text))
  })
}

function nameOf(
  reading: Spot,
  node: SyntaxNode,
  novel: readonly BodyToken[],
): { readonly kind: Unit['declares']['kind']; readonly name: string } {
  const { text } = reading.code.source
  const { syntax } = languageIn(reading)
  const isChoice = novel.some((token) => /^(\?|\?\?|&&|\|\||and|or|if)$/.test(token.text))
  const [first, last] = [reading.code.runsIn(node)[0], reading.code.runsIn(node).at(-1)]
  const whole =
    isAllNew(reading, node) || first === undefined || last === undefined
      ? text.slice(node.start, node.end)
      : text.slice(first.start, last.end)
  if (isChoice) return { kind: 'branch', name: whole }
  const words = novel.find((token) => token.isLiteral && /\s/.test(token.text.trim()) && /[A-Za-z]{2}/.test(token.text))
  const thrown = syntax.is(node, 'throw') ? novel.find((token) => token.isLiteral) : undefined
  const message = thrown ?? words
  if (message !== undefined) return { kind: 'message', name: message.text.replace(/^['"`]|['"`]$/g, '').trim() }
  const [assigned] = syntax.is(node, 'expressionStatement') ? namedChildren(node) : [node]
  const target = assigned === undefined ? undefined : syntax.targetOf(assigned)
  if (target !== undefined && isAllNew(reading, target) && syntax.is(target, 'subscript', 'member')) {
    return { kind: 'key', name: text.slice(target.start, target.end) }
  }
  return { kind: 'value', name: whole }
}
