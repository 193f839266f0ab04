import type { ProbedFailure } from '../../../model/runs/test-run.ts'
import type { SourceFile } from '../../changes/resolve/project.ts'
import type { MadePart, SourceValue } from '../../languages/facets/source-values.ts'
import type { SyntaxNode } from '../../languages/language.ts'
import { literalStyle } from '../../languages/literal-texts.ts'
import { pathTo } from '../../languages/node-path.ts'
import { textOf } from '../../languages/syntax.ts'
import { classNames } from '../expected/class-names.ts'
import { expectationEdits } from '../expected/expectation-edits.ts'
import type { FailingAssertion } from '../expected/failing-assertions.ts'
import { readValue } from '../expected/value-text.ts'
import type { RepairContext } from '../strategy.ts'
import { addBehind, type Come } from '../values/come-texts.ts'
import { withItems } from '../values/expected-place.ts'
import { printValue } from '../values/print-value.ts'
import { unedited, type ValueEdits } from '../values/value-edit.ts'
import { areEqual } from '../values/value-key.ts'
import { askedCalls } from './call-assertions.ts'
import { type ArgumentPairs, argumentPairs, argumentsOf, likeliestCall } from './call-values.ts'
import { takesCall } from './real-signature.ts'

/** Edits of the arguments that a mock is expected to be called with; `null` where the matcher asks for no call by its arguments. */
export function expectedCallEdits(failing: FailingAssertion, failure: ProbedFailure, context: RepairContext): ValueEdits | null {
  const { file, assertion } = failing
  const asked = askedCalls(assertion.matcher)
  if (asked === undefined) return null
  const [was, now] = [failure.expected, failure.actual].map((value) => readValue(value, file.language, context.parsers))
  if (assertion.isNegated || was == null || now == null || !('items' in now)) return unedited('no-literal-form')
  if (asked === 'sequence') return sequenceEdits(failing, was, now.items, context)
  // a call of Jest and Vitest is told as a list of one call
  const wanted = 'items' in was ? was.items[0] : was
  const all = argumentsOf(wanted)
  const nth =
    asked === 'nth' && all?.[0]?.value.kind === 'leaf' && all[0].value.literal.kind === 'integer' ? Number(all[0].value.literal.text) : null
  const call = wanted === undefined ? null : likeliestCall(asked, wanted, now.items, nth)
  const [old, come] = [all?.slice(nth === null ? 0 : 1), argumentsOf(call ?? undefined)]
  const written = writtenCall(failing)
  if (old === undefined || come === null || written === null) return unedited('no-counterpart')
  if (takesCall(file, assertion.actual, come, context.trees.after) === false) return unedited('not-taken')
  return argumentEdits(file, { ...written, arguments: written.arguments.slice(nth === null ? 0 : 1) }, { old, now: come }, context)
}

type WrittenCall = { readonly list: SyntaxNode; readonly arguments: readonly SyntaxNode[] }

/** The call of the matcher as it stands in the test. */
function writtenCall({ file, assertion }: FailingAssertion): WrittenCall | null {
  const { language, tree } = file
  const within = assertion.expected ?? assertion.actual
  const around = within === null ? [] : pathTo(tree.root, within)
  const found = around.findLast((node) => {
    const name = language.syntax.calleeName(language.syntax.call(node)?.callee ?? node)
    return language.syntax.call(node) !== null && name !== null && textOf(tree, name) === assertion.matcher
  })
  const parts = found === undefined ? null : language.syntax.call(found)
  return parts?.list === undefined ? null : { list: parts.list, arguments: parts.arguments }
}

type Arguments = { readonly old: readonly MadePart[]; readonly now: readonly MadePart[] }

function argumentEdits(file: SourceFile, written: WrittenCall, { old, now }: Arguments, context: RepairContext): ValueEdits {
  const { language, tree, path } = file
  const { list, arguments: nodes } = written
  if (nodes.length !== old.length || nodes.some((node) => language.syntax.is(node, 'listSpread', 'mapSpread'))) return unedited('layout')
  const pairs = argumentPairs(old, now)
  const gone = new Set(pairs.flatMap((pair) => (pair.now === null && pair.old !== null ? [pair.old] : [])))
  const come = comeArguments(file, pairs, now, nodes.length)
  if (come === null) return unedited('no-literal-form')
  if (nodes.length === 0 && come.size > 0) return firstArguments(path, list, [...come.values()].flat())
  const parts = pairs.flatMap((pair) => {
    const [node, before, after] = [nodes[pair.old ?? -1], old[pair.old ?? -1], now[pair.now ?? -1]]
    if (node === undefined || before === undefined || after === undefined || areEqual(before.value, after.value)) return []
    const held = language.syntax.keyword(node)?.value ?? node
    return [expectationEdits(file, held, { actual: after.value, was: before.value, mode: { isPart: false } }, context)]
  })
  const items = nodes.map((node) => ({ node }))
  return withItems(list, items, { gone, come }, parts, { file: path, tree, language })
}

/** The texts of arguments that came, by the place behind which they stand; `null` where one can't be written. */
function comeArguments(file: SourceFile, pairs: ArgumentPairs, now: readonly MadePart[], count: number): Come | null {
  const { language, tree } = file
  const place = { language, style: literalStyle(tree, language.syntax.is), classNamed: classNames(file) }
  const come: Come = new Map()
  let last = -1
  for (const pair of pairs) {
    const argument = pair.old === null ? now[pair.now ?? -1] : undefined
    if (pair.old !== null) last = pair.old
    if (argument === undefined) continue
    const text = printValue(argument.value, place)
    const named = argument.name === null || text === null ? text : language.calling.keywordArgument(argument.name, text)
    // what comes by name stands behind everything
    if (!addBehind(come, argument.name === null ? last : count - 1, named)) return null
  }
  return come
}

function firstArguments(file: string, { start }: SyntaxNode, texts: readonly string[]): ValueEdits {
  const after = texts.join(', ')
  const range = { start: start + 1, end: start + 1 }
  return { kind: 'edits', edits: [{ file, range, replacement: after, value: { before: '', after } }] }
}

/** Of several calls in their order: those of the mock that stand where the expected ones stood. */
function sequenceEdits(
  { file, assertion }: FailingAssertion,
  was: SourceValue,
  calls: readonly SourceValue[],
  context: RepairContext,
): ValueEdits {
  if (assertion.expected === null || !('items' in was) || was.kind === 'set') return unedited('no-counterpart')
  // more calls than are asked for: which of them are meant, nobody says
  if (calls.length !== was.items.length) return unedited('no-counterpart')
  const actual: SourceValue = { ...was, items: calls }
  return expectationEdits(file, assertion.expected, { actual, was, mode: { isPart: false } }, context)
}
