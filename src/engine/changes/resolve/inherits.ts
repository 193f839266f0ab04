import type { Project } from './project.ts'

/** Deeper than any sane hierarchy, and an end for one that turns in a circle. */
const MOST_ANCESTORS = 20

/**
 * Whether a class of the project inherits from another, both by their bare names as messages give them.
 * Superclasses are followed by name, so two classes of one name count as one: only for reading what a message means.
 */
export function inherits(project: Project): (name: string, ancestor: string) => boolean {
  const basesOf = (name: string): readonly string[] =>
    [...project.paths]
      .filter((path) => project.text(path)?.includes(`class ${name}`))
      .flatMap((path) => project.file(path)?.declared().get(name) ?? [])
      .flatMap(({ bases }) => bases.map((base) => base.slice(base.lastIndexOf('.') + 1)))
  return (name, ancestor) => {
    const seen = new Set([name])
    for (const one of seen) {
      if (seen.size > MOST_ANCESTORS) return false
      for (const base of basesOf(one)) {
        if (base === ancestor) return true
        seen.add(base)
      }
    }
    return false
  }
}
