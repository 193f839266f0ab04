import type { Trees } from '../../../changes/uses/use-site.ts'
import type { Hunk } from '../../causes/hunks.ts'
import { enclosing } from '../../causes/relevance.ts'

/** Names of the declarations that contain these hunks, without their classes. */
export function subjectsOf(hunks: readonly Hunk[], { after }: Pick<Trees, 'after'>): readonly string[] {
  const around = hunks.flatMap((hunk) => enclosing(hunk, after) ?? [])
  return [...new Set(around.map((name) => name.slice(name.lastIndexOf('.') + 1)))]
}
