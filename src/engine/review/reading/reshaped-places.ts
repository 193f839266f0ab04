import type { ContractChange } from '../../../model/contract-change.ts'
import { isPropertyChange } from '../../changes/uses/property-sites.ts'
import { useSites } from '../../changes/uses/use-sites.ts'
import type { EditedCode, ReshapedPlace } from './edited-code.ts'

/** Every place that a declared change lets the test write in another shape. */
export function reshapedPlaces(code: EditedCode): readonly ReshapedPlace[] {
  return code.changes.filter(isPropertyChange).flatMap((change) => calledOrRead(change, code))
}

/** `x.size` in place of `x.size()`, or the other way round: what the member is read from stays. */
function calledOrRead(change: ContractChange, { old, trees }: EditedCode): readonly ReshapedPlace[] {
  const { syntax } = old.language
  const isRead = change.kind === 'became_property'
  const { calls } = old.bindings()
  const members = useSites(change, old.path, trees).sites.flatMap((site) => (site.kind === 'member' ? [site.expression] : []))
  return members.map((member) => {
    const { start, end } = isRead ? (calls.find(({ callee }) => callee === member) ?? member) : member
    const partsOf: ReshapedPlace['partsOf'] = (one, other) => {
      const call = syntax.call(isRead ? one : other)
      // two brackets and nothing between them
      if (call?.list === undefined || call.list.children.length > 2) return null
      return [isRead ? [call.callee, other] : [one, call.callee]]
    }
    return { start, end, partsOf }
  })
}
