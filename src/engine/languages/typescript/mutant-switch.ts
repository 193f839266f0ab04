import type { MutantSwitch, SwitchedMutant } from '../facets/faults.ts'
import { fieldOf } from '../syntax.ts'
import type { Range, SyntaxNode } from '../syntax-tree.ts'
import { scriptSyntax } from './syntax.ts'

type Edit = Range & { readonly text: string }

const { is } = scriptSyntax
const LOOP = /^(for_statement|for_in_statement|while_statement|do_statement)$/
/** Read by what runs the tests (`src/runner/probes/javascript/mutants.cjs`): the mutant that is on, functions that were entered, turns of loops. */
const ON = 'globalThis.__sutureMutant'
const GUARD = 'if(++globalThis.__sutureTurns>globalThis.__sutureMostTurns)throw new RangeError("a loop that does not end");'

/**
 * A program in which every mutant can be switched on while it runs: each function holds its own body and a copy of it for each mutant. What
 * stands outside of functions cannot be switched, nor what calls `super()`, which has a place of its own.
 */
export const mutantSwitch: MutantSwitch = (tree, mutants) => {
  const groups = new Map<number, string>()
  const owned = new Map<SyntaxNode, SwitchedMutant[]>()
  for (const mutant of mutants) {
    const owner = innermost(tree.root, mutant)
    if (owner === null || !isSwitchable(owner, mutant, tree.text)) continue
    owned.set(owner, [...(owned.get(owner) ?? []), mutant])
    groups.set(mutant.index, String(owner.start))
  }
  const edits = editsIn(tree.root, owned, tree.text)
  return { text: applied(tree.text, { start: 0, end: tree.text.length }, edits), groups }
}

function innermost(node: SyntaxNode, range: Range): SyntaxNode | null {
  const inner = node.children.find((child) => child.start <= range.start && range.end <= child.end)
  const found = inner === undefined ? null : innermost(inner, range)
  return found ?? (is(node, 'function') && fieldOf(node, 'body') !== undefined ? node : null)
}

function isSwitchable(owner: SyntaxNode, { start, end, isDefault }: SwitchedMutant, text: string): boolean {
  const body = fieldOf(owner, 'body')
  if (body === undefined || /\bsuper\s*\(/.test(text.slice(body.start, body.end))) return false
  return isDefault || (body.start <= start && end <= body.end)
}

/** The functions below a node that have mutants, rewritten; of others, the functions inside of them. */
function editsIn(node: SyntaxNode, owned: ReadonlyMap<SyntaxNode, readonly SwitchedMutant[]>, text: string): readonly Edit[] {
  const inner = node.children.flatMap((child) => editsIn(child, owned, text))
  const own = owned.get(node)
  const body = fieldOf(node, 'body')
  if (own === undefined || body === undefined) return inner
  const defaults = own.filter(({ isDefault }) => isDefault)
  const inBody = own.filter(({ isDefault }) => !isDefault)
  const byPlace = [...Map.groupBy(defaults, ({ start, end }) => `${start} ${end}`).values()]
  const before = inner.filter(({ end }) => end <= body.start)
  const nested = inner.filter(({ start }) => start >= body.start)
  return [
    ...before,
    ...byPlace.flatMap((same): readonly Edit[] => {
      const [first] = same
      if (first === undefined) return []
      const original = text.slice(first.start, first.end)
      return [{ start: first.start, end: first.end, text: same.reduce((rest, one) => chosen(one, one.replacement, rest), `(${original})`) }]
    }),
    { start: body.start, end: body.end, text: switchedBody(node, body, inBody, nested, text) },
  ].toSorted((a, b) => a.start - b.start)
}

function switchedBody(
  node: SyntaxNode,
  body: SyntaxNode,
  mutants: readonly SwitchedMutant[],
  nested: readonly Edit[],
  text: string,
): string {
  const entered = `globalThis.__sutureEntered?.add("${node.start}")`
  const guards = loopsIn(body).map((loop): Edit => ({ start: loop.start + 1, end: loop.start + 1, text: GUARD }))
  const isApart = (edit: Edit) => (other: Edit) => other.end <= edit.start || other.start >= edit.end
  const copyOf = (mutant: SwitchedMutant): string => {
    const edit = { start: mutant.start, end: mutant.end, text: mutant.replacement }
    return applied(text, body, inOrder([edit, ...guards.filter(isApart(edit))]))
  }
  const apart = guards.filter((guard) => nested.every((edit) => isApart(edit)(guard)))
  const marks = statementsIn(body).map(({ start }): Edit => ({ start, end: start, text: `globalThis.__sutureHit?.add(${start});` }))
  const marked = marks.filter((mark) => nested.every((edit) => isApart(edit)(mark)))
  const own = applied(text, body, inOrder([...nested, ...apart, ...marked]))
  if (!is(body, 'block')) return `(${entered},${mutants.reduce((rest, one) => chosen(one, copyOf(one), rest), `(${own})`)})`
  return `{${entered};${mutants.map((one) => `if(${ON}===${one.index})${copyOf(one)}else `).join('')}${own}}`
}

function chosen({ index }: SwitchedMutant, text: string, rest: string): string {
  return `(${ON}===${index}?(${text}):${rest})`
}

/** The statements of blocks, but for the words to the compiler that a function may begin with. */
function statementsIn(node: SyntaxNode): readonly SyntaxNode[] {
  const inner = node.children.flatMap(statementsIn)
  const own = is(node, 'block') ? node.children.filter((child) => child.named && !is(child, 'comment')) : []
  const first = own.findIndex((child) => !(is(child, 'expressionStatement') && child.children.some((one) => is(one, 'string'))))
  return [...(first < 0 ? [] : own.slice(first)), ...inner]
}

/** The blocks of loops. */
function loopsIn(node: SyntaxNode): readonly SyntaxNode[] {
  const inner = node.children.flatMap(loopsIn)
  const body = LOOP.test(node.type) ? fieldOf(node, 'body') : undefined
  return body !== undefined && is(body, 'block') ? [body, ...inner] : inner
}

function inOrder(edits: readonly Edit[]): readonly Edit[] {
  return edits.toSorted((a, b) => a.start - b.start)
}

/** The text of a range with edits inside of it, which are sorted and do not overlap. */
function applied(text: string, { start, end }: Range, edits: readonly Edit[]): string {
  let [at, out] = [start, '']
  for (const edit of edits) {
    out += text.slice(at, edit.start) + edit.text
    at = edit.end
  }
  return out + text.slice(at, end)
}
