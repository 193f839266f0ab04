import { bareCalls } from '../../../changes/results/wrapped-calls.ts'
import { wrappedResult } from '../../../changes/results/wrapped-result.ts'
import { namedChildren } from '../../../languages/syntax.ts'
import type { EditedCode, ReshapedPlace } from '../edited-code.ts'
import { readOf } from './record-places.ts'

/** `f().data` in place of `f()`. What comes beside the value was looked at by nobody: a person says that the test is about the value. */
export function wrappedPlaces(code: EditedCode): readonly ReshapedPlace[] {
  const { old, now, trees, changes } = code
  return changes.flatMap((change) => {
    const result = wrappedResult(change, trees)
    if (result === null) return []
    const doubt = result.isAlone ? {} : { doubt: `${change.symbol} gives back more beside the value` }
    const calls = bareCalls(trees.before, old, result, result.target).filter(({ isKnown }) => isKnown)
    return calls.map(({ node, isAwaited }): ReshapedPlace => {
      const partsOf: ReshapedPlace['partsOf'] = (one, other) => {
        const held = one === node ? readOf(other, result.field, now) : null
        const inner = isAwaited && held !== null ? namedChildren(held)[0] : held
        return inner === null || inner === undefined ? null : [[one, inner]]
      }
      return { start: node.start, end: node.end, partsOf, ...doubt }
    })
  })
}
