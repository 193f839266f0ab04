import type { WaitStep } from '../../changes/waiting/wait-step.ts'
import type { SyntaxNode } from '../../languages/language.ts'
import { isOfOneType, lineAt, namedChildren, textOf } from '../../languages/syntax.ts'
import type { EditedFile } from '../../repair/edited-files.ts'
import type { ForeignEdit } from '../foreign-edit.ts'
import { asyncPlace } from './async-place.ts'
import type { EditedCode, NodePair, ReshapedPlace } from './edited-code.ts'

/** Every place that has to wait now, with the shapes that it may take. */
export function waitingPlaces(code: EditedCode): ReadonlyMap<ReshapedPlace, WaitStep> {
  return new Map(code.waits.flatMap((step) => placesOf(step, code).map((place) => [place, step] as const)))
}

function placesOf(step: WaitStep, code: EditedCode): readonly ReshapedPlace[] {
  const { start, end } = step.node
  switch (step.kind) {
    case 'await':
      return [{ start, end, partsOf: (one, other) => ofOperand(one, step.node, awaited(other, code)) }]
    case 'run':
      return [{ start, end, partsOf: (one, other) => ofOperand(one, step.node, ranBy(other, code)) }]
    case 'async':
      return asyncPlace(step, code)
    case 'throws':
      return [{ start, end, partsOf: (one, other) => (one === step.node ? rejected(step, other, code) : null) }]
    case 'loop':
      return [{ start, end, partsOf: (one, other) => (one === step.node ? looped(step, other, code) : null) }]
  }
}

function ofOperand(one: SyntaxNode, call: SyntaxNode, operand: SyntaxNode | null): readonly NodePair[] | null {
  return operand === null || !isOfOneType(one, call) ? null : [[one, operand]]
}

/** What `await x` or `(await x)` waits for. */
function awaited(node: SyntaxNode, { now }: EditedCode): SyntaxNode | null {
  const { is } = now.language.syntax
  const [inner] = is(node, 'parentheses') ? namedChildren(node) : [node]
  return inner !== undefined && is(inner, 'await') ? (namedChildren(inner)[0] ?? null) : null
}

/** What `asyncio.run(x)` runs, if that name is the module's. */
function ranBy(node: SyntaxNode, { now }: EditedCode): SyntaxNode | null {
  const { runner } = now.language.waiting
  const call = now.language.syntax.call(node)
  const [only, ...others] = call?.arguments ?? []
  const isImported = now
    .imports()
    .some(({ imported, local, specifier }) => imported === null && local === specifier && local === runner?.module)
  const isRunner = call !== null && runner !== null && textOf(now.tree, call.callee) === runner.call
  return isRunner && isImported && others.length === 0 ? (only ?? null) : null
}

/** `await expect(call()).rejects.toThrow(…)` in place of `expect(() => call()).toThrow(…)`. */
function rejected(
  { file, node, subject, callable, call, isNegated }: Extract<WaitStep, { kind: 'throws' }>,
  other: SyntaxNode,
  code: EditedCode,
): readonly NodePair[] | null {
  const { syntax } = code.now.language
  const [mine, yours] = [syntax.call(node), syntax.call(awaited(other, code) ?? other)]
  if (mine?.list === undefined || yours?.list === undefined || yours === null || awaited(other, code) === null) return null
  const [words, written] = [chain(file.text, mine.callee, code), chain(code.now.text, yours.callee, code)]
  const wanted = [...words.names, isNegated ? 'resolves' : 'rejects']
  if (written.names.join(' ') !== wanted.join(' ') || words.root !== subject) return null
  const expected = syntax.call(written.root)
  const [argument, ...others] = expected?.arguments ?? []
  if (expected === null || argument === undefined || others.length > 0 || textOf(code.now.tree, expected.callee) !== 'expect') return null
  return [
    [call ?? callable, argument],
    [mine.list, yours.list],
  ]
}

/** The names that are read one after the other, the last one first, and what the first is read from. */
function chain(text: string, callee: SyntaxNode, { now }: EditedCode): { readonly names: readonly string[]; readonly root: SyntaxNode } {
  const names: string[] = []
  let root = callee
  for (let member = now.language.syntax.member(root); member !== null; member = now.language.syntax.member(root)) {
    names.push(text.slice(member.name.start, member.name.end))
    root = member.object
  }
  return { names, root }
}

/** `for (const item of list) …` in place of `list.forEach((item) => …)`. */
function looped(
  { file, list, item, body }: Extract<WaitStep, { kind: 'loop' }>,
  other: SyntaxNode,
  { now }: EditedCode,
): readonly NodePair[] | null {
  const [name, gone, done] = namedChildren(other)
  if (name === undefined || gone === undefined || done === undefined || namedChildren(other).length !== 3) return null
  const [head, between, after] = [
    now.text.slice(other.start, name.start),
    now.text.slice(name.end, gone.start),
    now.text.slice(gone.end, done.start),
  ]
  if (head !== 'for (const ' || between !== ' of ' || after !== ') ') return null
  if (textOf(now.tree, name) !== textOf(file.tree, item)) return null
  const { is } = now.language.syntax
  const [inner] = is(body, 'block') ? [done] : is(done, 'expressionStatement') ? namedChildren(done) : []
  return inner === undefined
    ? null
    : [
        [list, gone],
        [body, inner],
      ]
}

/**
 * A place that has to wait and does not, although what is around it was changed: its test would pass whatever comes. A test that was not
 * touched at all is left as it was, unless it calls a helper that waits now.
 */
export function notAwaited(
  waiting: ReadonlyMap<ReshapedPlace, WaitStep>,
  reshaped: ReadonlySet<ReshapedPlace>,
  all: readonly WaitStep[],
  files: readonly EditedFile[],
): ForeignEdit | null {
  const made = new Set([...waiting].flatMap(([place, step]) => (reshaped.has(place) ? [step] : [])))
  if (made.size === 0) return null
  const isTouched = (step: WaitStep): boolean =>
    [...made].some((one) => one.kind === 'async' && one.node.start <= step.node.start && step.node.end <= one.node.end)
  const open = [...new Set(waiting.values())].filter((step) => !made.has(step) && !isShared(step, made))
  const isCalled = (step: WaitStep): boolean =>
    step.kind === 'async' && [...made].some((one) => one.kind !== 'async' && one.waited?.node === step.node)
  const left = open.find((step) => (step.waited !== null && step.kind !== 'async') || isTouched(step) || isCalled(step))
  if (left !== undefined) return at(left, 'it is not waited for')
  const helpers = new Set([...made].flatMap((step) => (step.kind === 'async' && step.waited !== null ? [step.node] : [])))
  const caller = all.find(
    ({ waited, kind, file }) =>
      kind !== 'async' && waited !== null && helpers.has(waited.node) && !files.some(({ path }) => path === file.path),
  )
  return caller === undefined ? null : at(caller, `${caller.file.path} calls a helper that waits now, and does not wait itself`)
}

/** One of several places that one step may be made at. */
function isShared(step: WaitStep, made: ReadonlySet<WaitStep>): boolean {
  return [...made].some((one) => one.kind === step.kind && one.node === step.node)
}

function at({ file, node }: WaitStep, why: string): ForeignEdit {
  return { line: lineAt(file.text, node.start), reason: `'${textOf(file.tree, node).split('\n')[0]?.slice(0, 120)}': ${why}` }
}
