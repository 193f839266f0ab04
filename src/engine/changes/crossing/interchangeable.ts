import type { ContractChange, Parameter } from '../../../model/contract-change.ts'
import type { Declaration } from '../../languages/language.ts'
import { changedSymbol, type Trees } from '../uses/use-site.ts'

/** Whether a use of the one could be meant for the other: a call with as many arguments, a value of the same kind. */
export function areInterchangeable(
  one: Declaration | undefined,
  other: Declaration | undefined,
  change: ContractChange,
  { before }: Trees,
): boolean {
  if (one === undefined || other === undefined) return true
  if (one.kind === 'variable') {
    const file = before.file(changedSymbol(change, before)?.file ?? '')
    const kindOf = (declaration: Declaration): string => {
      const value = file?.language.syntax.assignedValue(declaration.node)
      return value?.type ?? ''
    }
    return kindOf(one) === kindOf(other)
  }
  if (!/^(?:function|method)$/.test(one.kind)) return true
  const [[least, most], [otherLeast, otherMost]] = [arity(one.parameters), arity(other.parameters)]
  return least <= otherMost && otherLeast <= most
}

/** The fewest and the most arguments that a call may give. */
function arity(parameters: readonly Parameter[]): readonly [number, number] {
  const isRest = ({ kind }: Parameter): boolean => kind === 'rest' || kind === 'keyword_rest'
  const plain = parameters.filter((one) => !isRest(one))
  const most = parameters.some(isRest) ? Number.POSITIVE_INFINITY : plain.length
  return [plain.filter((one) => one.default === null).length, most]
}

/** Whether an import from the one could be meant for the other: both declare a thing of the same name. */
export function doModulesShare(one: ContractChange, other: ContractChange, { before }: Trees): boolean {
  const [names, others] = [one, other].map(
    ({ oldFile }) =>
      new Set(
        before
          .file(oldFile)
          ?.declarations()
          .map(({ name }) => name),
      ),
  )
  return names === undefined || others === undefined || !names.isDisjointFrom(others)
}
