import type { ContractChange } from '../../../model/contract-change.ts'
import type { SourceFile } from '../resolve/project.ts'
import { referenceSites } from './reference-sites.ts'
import type { Trees, UseSite } from './use-site.ts'

/** Methods that are read as properties now, and properties that are called. */
export function isPropertyChange({ kind }: Pick<ContractChange, 'kind'>): boolean {
  return kind === 'became_property' || kind === 'became_method'
}

/** Where a file calls what is read as a property now, or reads without a call what is a method now. */
export function propertySites(change: ContractChange, file: SourceFile, trees: Trees): readonly UseSite[] {
  const called = new Set(file.bindings().calls.map(({ callee }) => callee))
  return referenceSites(change, file.path, trees).filter(
    (site) => site.kind === 'member' && called.has(site.expression) === (change.kind === 'became_property'),
  )
}
