import { objectOf } from '../../../languages/plain-values.ts'

/** The version of one package: one for an exact pin, a range where a manifest asks for one, several where a tree holds several. */
export type Pin = { readonly version: string; readonly relation?: 'direct' | 'transitive' }
export type Pins = ReadonlyMap<string, Pin>

/** One format in which packages are asked for (a manifest) or settled (a lock file). */
export type ManifestReader = {
  readonly path: RegExp
  readonly isLock: boolean
  /** Null where the text is not what its name says. */
  read(text: string): Pins | null
}

/** Collects pins; a package with several versions keeps them all, in order. */
export function pinsOf(entries: Iterable<readonly [name: string, version: string]>, direct?: ReadonlySet<string>): Pins {
  const versions = new Map<string, Set<string>>()
  for (const [name, version] of entries) versions.set(name, (versions.get(name) ?? new Set()).add(version))
  return new Map(
    [...versions].map(([name, all]) => {
      const version = [...all].sort().join(', ')
      if (direct === undefined) return [name, { version }]
      return [name, { version, relation: direct.has(name) ? ('direct' as const) : ('transitive' as const) }]
    }),
  )
}

const LONGEST_LINE = 2_000 // nobody pins a package in a longer one, and the expressions stay cheap on hostile text

export function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => line.length <= LONGEST_LINE)
}

/** A JSON object, or null. */
export function jsonObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    return objectOf(JSON.parse(text))
  } catch {
    return null
  }
}
