import type { ContractChange } from '../../../model/contract-change.ts'
import { typedKeys } from '../follow/field-keys.ts'
import type { Project, SourceFile } from '../resolve/project.ts'
import { resolveType } from '../resolve/resolve-type.ts'
import { changedSymbol, type Trees, type UseSite } from './use-site.ts'

const PRIMITIVE = /^(?:number|string|boolean|bigint)$/

/** A member of a type that held a plain value and holds an object of a declared type now, or the other way round: no old data fits. */
export function isReshapedMember(
  { kind, symbol, before, after, oldFile, file }: ContractChange,
  trees: Pick<Trees, 'before' | 'after'>,
): boolean {
  if (kind !== 'type_changed' || !symbol.includes('.')) return false
  return PRIMITIVE.test(before)
    ? isObjectType(trees.after, file, after)
    : PRIMITIVE.test(after) && isObjectType(trees.before, oldFile, before)
}

/** The member in data of the test that is declared to be of the type. */
export function typedDataSites(change: ContractChange, file: SourceFile, trees: Trees): readonly UseSite[] {
  const target = changedSymbol(change, trees.before)
  return target === null ? [] : typedKeys(file, trees, target)
}

function isObjectType(project: Project, path: string, type: string): boolean {
  const file = project.file(path)
  const found = file === null ? null : resolveType(project, file, type)
  const declared = found === null ? undefined : project.file(found.file)?.declared()
  return [...(declared?.keys() ?? [])].some((name) => name.startsWith(`${found?.name}.`))
}
