import type { ContractChange } from '../../model/contract-change.ts'
import type { ProbedFailure } from '../../model/test-run.ts'
import { isClassName } from '../changes/compare/result-changes.ts'
import { lastPart } from '../changes/uses/use-site.ts'

/**
 * Whether a failure shows a result in its new shape where the old one was expected: an object of the class that comes back now, another
 * number of values, or the new keys.
 */
export function showsResult({ kind, before, after }: ContractChange, { message, actual, expected }: ProbedFailure): boolean {
  if (kind !== 'result_changed') return false
  const text = `${message}\n${actual?.text ?? ''}`
  if (isClassName(after)) {
    const name = lastPart(after).replaceAll('$', '\\$')
    return new RegExp(`(?<![\\w$])${name}(?:\\(| \\{| object\\b)|'${name}'`).test(text)
  }
  if (/values$/.test(after)) return /values to unpack|non-iterable|is not iterable/.test(message)
  const [old, now] = [keysOf(before), keysOf(after)]
  const holds = (keys: readonly string[], where: string): boolean => keys.length > 0 && keys.every((key) => isKeyIn(key, where))
  const come = now.filter((key) => !old.includes(key))
  return holds(come, actual?.text ?? '') && !come.some((key) => isKeyIn(key, expected?.text ?? ''))
}

function keysOf(shape: string): readonly string[] {
  return /^\{.*\}$/s.test(shape) ? shape.slice(1, -1).split(', ') : []
}

function isKeyIn(key: string, text: string): boolean {
  return new RegExp(`(?<![\\w$])['"]?${key.replace(/[^\w]/g, '')}['"]?\\s*:`).test(text)
}
