import type { SyntaxNode } from '../languages/language.ts'
import { namedChildren } from '../languages/syntax.ts'
import { everyLine, faultsIn, isAllNew, languageIn, type Spot, spanAt, unitAt } from './spot.ts'
import { undoing, undoneWithin } from './undo.ts'
import type { Unit } from './unit.ts'

/** A body of which less is new was there before: then it is the question that is new. */
const MOSTLY = 0.5

/** A new `if`, or a new question around code that was there: taken back by never, or always, taking the branch. */
export function branchUnit(reading: Spot, node: SyntaxNode): Unit | null {
  const { code, parsers } = reading
  const { faults } = languageIn(reading)
  const condition = faults.conditionOf(node)
  const { whenTrue } = faults.branchesOf(node)
  if (condition === undefined || whenTrue === undefined || !isAllNew(reading, condition)) return null
  const { fresh, all } = code.freshness(whenTrue)
  const isBodyNew = fresh >= MOSTLY * all
  const [yes, no] = faults.booleans
  const asked = spanAt(reading, condition)
  const body = spanAt(reading, whenTrue)
  return unitAt(reading, {
    kind: 'branch',
    name: `if ${code.source.text.slice(condition.start, condition.end)}`,
    lines: [node.line, isBodyNew ? body[1] : asked[1]],
    reach: everyLine(asked),
    // a body on the line of its question is entered by asking it
    inside: isBodyNew ? everyLine(body).filter((line) => line > asked[1]) : [],
    undo: undoing(code, parsers, condition, [isBodyNew ? no : yes]),
    faults: isBodyNew ? faultsIn(reading, whenTrue) : [],
  })
}

/** A new `else` of an `if` that was there. */
export function elseUnit(reading: Spot, node: SyntaxNode): Unit | null {
  const { code, parsers } = reading
  const { syntax, faults } = languageIn(reading)
  const [word] = node.children
  if (word === undefined || faults.conditionOf(node) !== undefined || !isAllNew(reading, word)) return null
  if (!isAllNew(reading, node) || namedChildren(node).some((child) => syntax.is(child, 'if'))) return null
  const lines = spanAt(reading, node)
  return unitAt(reading, {
    ...{ kind: 'branch', name: 'else', lines, reach: everyLine(lines), inside: everyLine(lines) },
    undo: undoing(code, parsers, node, ['']),
    faults: faultsIn(reading, node),
  })
}

/** A new case among those that were there. */
export function choiceUnit(reading: Spot, node: SyntaxNode, parent: SyntaxNode): Unit | null {
  const { code, parsers } = reading
  // a pattern stands in the clause that is the case
  const clause = namedChildren(node).length > 1 || parent.children.length > 4 ? node : parent
  const value = clause === node ? namedChildren(node)[0] : node
  if (value === undefined || !isAllNew(reading, value) || !isAllNew(reading, clause)) return null
  const lines = spanAt(reading, clause)
  return unitAt(reading, {
    kind: 'branch',
    name: `case ${code.source.text.slice(value.start, value.end)}`,
    ...{ lines, reach: everyLine([Math.max(1, lines[0] - 1), lines[0]]), inside: everyLine(lines).slice(1) },
    undo: undoing(code, parsers, clause, ['']),
    faults: faultsIn(reading, clause),
  })
}

const LOGIC = /^(and|or|&&|\|\||\?\?)$/
const COMPARING = /^(<|>|<=|>=|==|!=|===|!==)$/

/** A question that was there and asks for more, or for another value: only what it was before shows whether a test notices. */
export function changedConditionUnit(reading: Spot, node: SyntaxNode): Unit | null {
  const { code, parsers } = reading
  const condition = languageIn(reading).faults.conditionOf(node)
  if (condition === undefined) return null
  const runs = code.runsIn(condition)
  const [now, old] = [runs.flatMap((run) => run.now), runs.flatMap((run) => run.old)]
  const hasLogic = (tokens: typeof now) => tokens.some(({ text }) => LOGIC.test(text))
  const [one, was] = [now[0], old[0]]
  const isOneForOne = now.length === 1 && old.length === 1 && one !== undefined && was !== undefined
  const isExchanged = isOneForOne && ((one.isLiteral && was.isLiteral) || (COMPARING.test(one.text) && COMPARING.test(was.text)))
  if (!isExchanged && !(hasLogic(now) && old.length === 0)) return null
  const lines = spanAt(reading, condition)
  return unitAt(reading, {
    kind: isExchanged ? 'value' : 'branch',
    name: `if ${code.source.text.slice(condition.start, condition.end)}`,
    ...{ lines, reach: everyLine(lines), faults: [] },
    undo: undoneWithin(code, parsers, condition),
  })
}
