import { packageKey } from './dependency-changes.ts'
import { readerOf } from './manifests/index.ts'

/** A part of the repository itself: a workspace, a folder, a link. */
const LOCAL = /^(?:workspace|file|link|portal):|\bpath\s*=/

/** The packages that manifests ask for, by their keys; what a lock file adds is none that the repository names. */
export function declaredPackages(manifests: ReadonlyMap<string, string>): ReadonlySet<string> {
  const names = [...manifests].flatMap(([path, text]) => {
    const { isLock, read } = readerOf(path)
    const pins = isLock ? [] : [...(read(text) ?? [])]
    return pins.flatMap(([name, { version }]) => (LOCAL.test(version) ? [] : [packageKey(name)]))
  })
  return new Set(names)
}
