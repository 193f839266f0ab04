import type { ContractChange } from '../../model/contract-change.ts'
import type { ProbedFailure } from '../../model/runs/test-run.ts'
import { isClassName, resultValues } from '../changes/compare/result-changes.ts'
import { ONE_VALUE, wrappedResult } from '../changes/results/wrapped-result.ts'
import { lastPart, type Trees } from '../changes/uses/use-site.ts'
import { escapeRegExp, wholeWord } from '../languages/whole-word.ts'

/**
 * Whether a failure shows the values that came back before in their new shape: as an object of a class, or with more values behind them.
 * Values that changed with the shape, or changed places, may be the bug.
 */
export function showsResult(
  change: ContractChange,
  { message, actual, expected }: Pick<ProbedFailure, 'message' | 'actual' | 'expected'>,
  trees: Pick<Trees, 'before' | 'after'>,
): boolean {
  const { kind, after } = change
  if (kind !== 'result_changed') return false
  const wrapped = wrappedResult(change, trees)
  if (change.before === ONE_VALUE && (wrapped === null || !isHeld(expected?.text ?? '', actual?.text ?? message))) return false
  if (wrapped !== null && !isClassName(after)) return showsField(wrapped.field, actual?.text ?? '')
  const name = lastPart(after).replaceAll('$', '\\$')
  const shown = isClassName(after)
    ? new RegExp(`(?<![\\w$])${name}(?:\\(| \\{| object\\b)|'${name}'`).test(`${message}\n${actual?.text ?? ''}`)
    : /values$/.test(after) && /values to unpack/.test(message)
  return shown && (wrapped !== null || keepsValues(change, trees))
}

/** The expected value stands within what came: another one in the same wrapper may be the bug. */
function isHeld(expected: string, shown: string): boolean {
  return expected === '' || new RegExp(`[=:(]\\s*${escapeRegExp(expected)}(?![\\w.])`).test(shown)
}

/** An object with this key came where a value was expected. */
function showsField(field: string, actual: string): boolean {
  return /^(?:Object )?\{/.test(actual) && wholeWord(field).test(actual)
}

function keepsValues({ symbol, newSymbol, oldFile, file, line }: ContractChange, trees: Pick<Trees, 'before' | 'after'>): boolean {
  const [before, after] = [trees.before.file(oldFile), trees.after.file(file)]
  const old = before?.declared().get(symbol)?.[0]
  const now = after?.declarations().find((one) => one.line === line && one.name === newSymbol)
  if (before === null || after === null || old === undefined || now === undefined) return false
  const [gone, come] = [resultValues({ file: before, declaration: old }), resultValues({ file: after, declaration: now })]
  return gone.length === come.length && gone.every((values, index) => isKept(values, come[index] ?? []))
}

/** All of them, in their order and first. */
function isKept(values: readonly string[], among: readonly string[]): boolean {
  return values.every((value, index) => among[index] === value)
}
