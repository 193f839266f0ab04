import type { Argument, ExpressionOf, Range, SyntaxNode } from '../../languages/language.ts'
import type { SourceFile } from '../resolve/project.ts'
import type { AdaptedCall } from './adapted-calls.ts'

/** A part of what a call becomes: text, with the names in it that have to mean the same elsewhere, or what the call gave. */
type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'name'; readonly range: Range }
  | { readonly kind: 'hole'; readonly hole: string }

/** An edit with holes: `shape` is what the call has to give, each at its place or by its name; `parts` what it becomes. */
export type CallPattern = { readonly shape: string; readonly parts: readonly Part[]; readonly from: AdaptedCall }

/** The receiver and the arguments of a call, each under the name of its hole; `null` where something is spread, or given twice. */
export function holesOf(call: ExpressionOf<'call'>, text: string): ReadonlyMap<string, string> | null {
  const holes = new Map<string, string>()
  if (call.callee.kind === 'member') holes.set('receiver', text.slice(call.callee.object.start, call.callee.object.end))
  for (const [index, argument] of call.arguments.entries()) {
    if (argument.spread !== 'none') return null
    const { start, end } = rangeOf(argument)
    holes.set(argument.keyword?.name ?? String(index), text.slice(start, end))
  }
  return holes
}

function rangeOf(argument: Argument): Range {
  return argument.keyword === null ? argument : argument.value
}

/**
 * What one adapted call shows: in what it became, each thing that the call gave is a hole. `null` where that is not clear: one thing given
 * twice, or an effect that is gone.
 */
export function patternOf(from: AdaptedCall): CallPattern | null {
  const { call, old, became, now } = from
  const holes = holesOf(call, old.text)
  if (holes === null || new Set(holes.values()).size < holes.size) return null
  const parts: Part[] = []
  const used = new Set<string>()
  const names = new Set(now.bindings().names.map(({ start, end }) => `${start} ${end}`))
  let at = became.start
  const push = (node: Range, part: Part | null): void => {
    if (node.start > at) parts.push({ kind: 'text', text: now.text.slice(at, node.start) })
    if (part !== null) parts.push(part)
    at = node.end
  }
  const walk = (node: SyntaxNode): void => {
    const text = now.text.slice(node.start, node.end)
    const [hole] = [...holes].find(([, value]) => value === text) ?? []
    if (hole !== undefined) {
      used.add(hole)
      push(node, { kind: 'hole', hole })
    } else if (names.has(`${node.start} ${node.end}`)) push(node, { kind: 'name', range: { start: node.start, end: node.end } })
    else if (node.children.length === 0) push(node, { kind: 'text', text })
    else for (const child of node.children) walk(child)
  }
  walk(became)
  if (became.end > at) parts.push({ kind: 'text', text: now.text.slice(at, became.end) })
  // one value that was given, and now stands there twice, may be two things
  const uses = parts.flatMap((part) => (part.kind === 'hole' ? [part.hole] : []))
  if (uses.some((hole, index) => uses.indexOf(hole) < index && isLiteral(holes.get(hole) ?? ''))) return null
  const isLost = [...holes].some(([hole, value]) => !used.has(hole) && !/^[\w.'"-]+$/.test(value))
  return isLost ? null : { shape: shapeOf(holes), parts, from }
}

/** A value that says nothing of where it comes from. */
export function isLiteral(text: string): boolean {
  return /^(?:-?[\d._]+|(['"`])[^\n]*\1|True|False|None|true|false|null|undefined|\[\s*\]|\{\s*\})$/.test(text)
}

/** The names of what a call gives, in their order. */
export function shapeOf(holes: ReadonlyMap<string, string>): string {
  return [...holes.keys()].join(' ')
}

/** The same words for patterns that say the same; names read as they do in `file`, or as they are written there. */
export function writtenWith(
  pattern: CallPattern,
  holes: ReadonlyMap<string, string>,
  nameOf: (range: Range, at: SourceFile) => string | null,
): string | null {
  const texts = pattern.parts.map((part) =>
    part.kind === 'text' ? part.text : part.kind === 'hole' ? (holes.get(part.hole) ?? null) : nameOf(part.range, pattern.from.now),
  )
  return texts.includes(null) ? null : texts.join('')
}
