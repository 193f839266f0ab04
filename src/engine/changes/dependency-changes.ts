import type { DependencyChange } from '../../model/failure-analysis.ts'
import type { FileChange } from '../../model/file-change.ts'

const SECTIONS = [
  'dependencies',
  'devDependencies',
  'peerDependencies',
  'optionalDependencies',
  'overrides',
  'resolutions',
  'engines',
] as const

/** A line that pins something: `name==1.2`, `"name>=1"`, `name = "^1.2"`; a project's own `version = "…"` pins nothing. */
const PIN = /^[\s"'-]*(?!version\b)(?<name>@?[\w./-]+(?:\[[\w,-]+\])?)["']?\s*(?:[=<>!~^]=?|:|@)\s*["']?[\^~>=<\d*vf]/

/**
 * What changed in the packages that a repository asks for, base to head; empty when only other parts of a manifest changed.
 * Bounded by the manifests' own size; a manifest that cannot be read as what it is counts as changed.
 */
export function dependencyChanges(manifests: readonly FileChange[]): readonly DependencyChange[] {
  return manifests.flatMap(({ path, before, after }) => {
    const [old, now] = [pinsOf(path, before), pinsOf(path, after)]
    const names = [...new Set([...old.keys(), ...now.keys()])].filter((name) => old.get(name) !== now.get(name))
    return names.map((name) => ({ manifest: path, name, before: old.get(name) ?? null, after: now.get(name) ?? null }))
  })
}

function pinsOf(path: string, text: string | null): ReadonlyMap<string, string> {
  if (text === null) return new Map()
  return path.endsWith('package.json') ? packageJsonPins(text) : linePins(text)
}

function packageJsonPins(text: string): ReadonlyMap<string, string> {
  try {
    const manifest: unknown = JSON.parse(text)
    if (typeof manifest !== 'object' || manifest === null) return new Map([['package.json', text]])
    const record = manifest as Readonly<Record<string, unknown>>
    return new Map(
      SECTIONS.flatMap((section) =>
        Object.entries(record[section] ?? {}).map(([name, version]) => [name, JSON.stringify(version)] as const),
      ),
    )
  } catch {
    return new Map([['package.json', text]])
  }
}

function linePins(text: string): ReadonlyMap<string, string> {
  const pins = new Map<string, string>()
  for (const line of text.split('\n')) {
    const name = PIN.exec(line)?.groups?.['name']
    if (name !== undefined && !line.trimStart().startsWith('#')) pins.set(name, line.trim())
  }
  return pins
}
