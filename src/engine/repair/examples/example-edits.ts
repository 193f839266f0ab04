import type { ContractChange } from '../../../model/contract-change.ts'
import { type Reason, reason } from '../../../model/reason.ts'
import { adaptedCalls } from '../../changes/examples/adapted-calls.ts'
import { type CallPattern, holesOf, isLiteral, patternOf, shapeOf, writtenWith } from '../../changes/examples/call-pattern.ts'
import type { SourceFile } from '../../changes/resolve/project.ts'
import type { SymbolRef } from '../../changes/resolve/resolve-export.ts'
import { callSites } from '../../changes/uses/call-sites.ts'
import type { TextEdit } from '../../changes/uses/list-deletions.ts'
import { changedSymbol, type Trees } from '../../changes/uses/use-site.ts'
import type { ExpressionOf, Range } from '../../languages/language.ts'
import { nameIn } from './usable-value.ts'

/** What a call of a test becomes by the example of the product's callers, what has to be imported for it, and the caller that shows it. */
export type ExampleEdit = {
  readonly edit: TextEdit
  readonly imports: readonly TextEdit[]
  readonly symbols: readonly SymbolRef[]
  readonly shownBy: { readonly file: string; readonly line: number }
}
export type ExampleEdits = { readonly edits: readonly ExampleEdit[]; readonly refusal: Reason | null }

/** Changes that say what went, and not what to write in its place. */
export function callsForExample({ kind }: ContractChange, group: readonly ContractChange[]): boolean {
  const kinds = new Set(group.map((change) => change.kind))
  if (kind === 'removed' || kind === 'result_changed') return true
  return kind === 'parameter_removed' && kinds.has('parameter_added')
}

/** The edits of one file that follow how the product's own callers were adapted to one change. */
export function exampleEdits(change: ContractChange, file: SourceFile, trees: Trees): ExampleEdits {
  const target = changedSymbol(change, trees.before)
  const calls = target === null ? [] : callSites(change, file, trees, target).sites
  if (calls.length === 0) return { edits: [], refusal: null }
  const patterns = adaptedCalls(change, trees).flatMap((pair) => patternOf(pair) ?? [])
  const edits: ExampleEdit[] = []
  for (const { call } of calls) {
    const found = patterns.length === 0 ? null : forCall(call, patterns, file, trees)
    if (found === 'disagree') return { edits: [], refusal: reason('examples-disagree', { symbol: change.symbol }) }
    if (found === null) return { edits: [], refusal: null }
    edits.push(found)
  }
  return { edits, refusal: null }
}

function forCall(
  call: ExpressionOf<'call'>,
  patterns: readonly CallPattern[],
  file: SourceFile,
  trees: Trees,
): ExampleEdit | 'disagree' | null {
  const holes = holesOf(call, file.text)
  const alike = holes === null ? [] : patterns.filter(({ shape }) => shape === shapeOf(holes))
  const [first] = alike
  if (holes === null || first === undefined || !isGeneral(holes, alike)) return null
  const imports = new Map<string, TextEdit>()
  const symbols: SymbolRef[] = []
  const local = (range: Range, at: SourceFile): string | null => {
    const name = at.bindings().names.find(({ start, end }) => start === range.start && end === range.end)
    const found = name === undefined ? null : nameIn(file, name, at, trees)
    if (found === null) return null
    for (const edit of found.edits) imports.set(`${edit.start} ${edit.replacement}`, edit)
    symbols.push(...found.symbols)
    return found.local
  }
  const texts = new Set(alike.map((pattern) => writtenWith(pattern, holes, local)))
  const [text] = texts
  if (text == null || texts.size > 1) return texts.size > 1 ? 'disagree' : null
  const { start, end } = call
  const shownBy = { file: first.from.now.path, line: first.from.line }
  return { edit: { start, end, replacement: text }, imports: [...imports.values()], symbols, shownBy }
}

/** Whether what the test gives is something that the examples are about: a constant that all of them give may be what the edit hangs on. */
function isGeneral(holes: ReadonlyMap<string, string>, patterns: readonly CallPattern[]): boolean {
  return [...holes].every(([hole, value]) => {
    const given = new Set(patterns.map(({ from }) => holesOf(from.call, from.old.text)?.get(hole) ?? ''))
    return given.size > 1 || given.has(value) || ![...given].every(isLiteral)
  })
}
