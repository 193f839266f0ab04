import type { RegistryName } from '../../../model/registry-name.ts'

/** Where a language's packages come from. */
export type PackageSource = {
  readonly registry: RegistryName
  /** The package that a module specifier enters: `a.b` → `a`, `@scope/name/lib` → `@scope/name`. The specifier is not a path. */
  packageOf(specifier: string): string
}
