import { languages } from '../../../languages/index.ts'
import type { DiagnosisContext } from '../../rule.ts'

/** The package that a module belongs to: `a.b` → `a`, `@scope/name/lib` → `@scope/name`; null for a path. */
export function packageOf(module: string, { framework }: Pick<DiagnosisContext, 'framework'>): string | null {
  if (/^(?:\.|\/|[A-Za-z]:[\\/])/.test(module)) return null
  return languages[framework.language].packages.packageOf(module)
}

/** Whether either version of the repository has a file or folder of this name. */
export function isOwn(name: string, { trees }: Pick<DiagnosisContext, 'trees'>): boolean {
  return [...trees.before.paths, ...trees.after.paths].some((path) => path.split('/').some((part) => part.replace(/\.\w+$/, '') === name))
}
