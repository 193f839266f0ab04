import type { DependencyChange } from '../../../model/failure-analysis.ts'
import type { FileChange } from '../../../model/file-change.ts'
import { readerOf } from './manifests/index.ts'
import type { Pins } from './manifests/manifest-reader.ts'

/**
 * What changed in the packages that a repository asks for or has locked, base to head; empty when only other parts of a manifest
 * changed. Linear in the manifests' size. One that cannot be read as what it is counts as one change, without versions.
 */
export function dependencyChanges(manifests: readonly FileChange[]): readonly DependencyChange[] {
  return manifests.flatMap(({ path, before, after }) => {
    const { read } = readerOf(path)
    const [old, now] = [before === null ? NONE : read(before), after === null ? NONE : read(after)]
    if (old === null || now === null) return before === after ? [] : [{ manifest: path, name: fileName(path), before: null, after: null }]
    return pinChanges(path, old, now)
  })
}

/** One change a package for a reader: the exact versions of a lock file rather than the range asked for, direct ones first. */
export function mainDependencyChanges(changes: readonly DependencyChange[]): readonly DependencyChange[] {
  const exact = changes.toSorted((a, b) => Number(readerOf(b.manifest).isLock) - Number(readerOf(a.manifest).isLock))
  const asked = new Set(changes.filter(({ relation }) => relation === 'direct').map(({ name }) => packageKey(name)))
  const byName = new Map(exact.toReversed().map((change) => [packageKey(change.name), change]))
  return [...byName.values()]
    .map((change) => (asked.has(packageKey(change.name)) ? { ...change, relation: 'direct' as const } : change))
    .toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1))
}

/** Equal for the spellings that a registry takes for one package: `Zope.Interface` and `zope-interface`. */
export function packageKey(name: string): string {
  return name.toLowerCase().replace(/(?<=\w)[-_.]+(?=\w)/g, '-')
}

const NONE: Pins = new Map()

function pinChanges(manifest: string, old: Pins, now: Pins): readonly DependencyChange[] {
  const names = [...new Set([...old.keys(), ...now.keys()])].filter((name) => old.get(name)?.version !== now.get(name)?.version)
  return names.map((name) => {
    const relation = now.get(name)?.relation ?? old.get(name)?.relation
    const versions = { before: old.get(name)?.version ?? null, after: now.get(name)?.version ?? null }
    return { manifest, name, ...versions, ...(relation ? { relation } : {}) }
  })
}

function rank({ relation }: DependencyChange): number {
  return relation === 'direct' ? 0 : relation === undefined ? 1 : 2
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
