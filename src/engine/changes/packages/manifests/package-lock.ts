import { objectOf } from '../../../languages/plain-values.ts'
import { jsonObject, type ManifestReader, pinsOf } from './manifest-reader.ts'

type Entry = readonly [name: string, version: string]

/** npm's lock file in versions 1 to 3. Only from 2 on it says what the project itself asks for. */
export const packageLock: ManifestReader = {
  path: /(?:^|\/)(?:package-lock|npm-shrinkwrap)\.json$/,
  isLock: true,
  read(text) {
    const lock = jsonObject(text)
    if (lock === null) return null
    const packages = objectOf(lock['packages'])
    return packages === null ? pinsOf(nested(objectOf(lock['dependencies']) ?? {}, 0)) : pinsOf(flat(packages), directOf(packages))
  },
}

const FOLDER = 'node_modules/'

/** Keys are folders: `node_modules/a/node_modules/b`; those outside of node_modules are the project's own. */
function flat(packages: Readonly<Record<string, unknown>>): readonly Entry[] {
  return Object.entries(packages).flatMap(([path, value]) => {
    const at = path.lastIndexOf(FOLDER)
    const entry = objectOf(value)
    if (at < 0 || entry === null || entry['link'] === true) return []
    return [[path.slice(at + FOLDER.length), String(entry['version'] ?? entry['resolved'] ?? '')] as const]
  })
}

function directOf(packages: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const own = Object.entries(packages).filter(([path]) => !path.includes(FOLDER))
  const sections = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']
  return new Set(own.flatMap(([, value]) => sections.flatMap((section) => Object.keys(objectOf(objectOf(value)?.[section]) ?? {}))))
}

const DEEPEST = 50 // no tree is deeper; a hostile one must not exhaust the stack

function nested(dependencies: Readonly<Record<string, unknown>>, depth: number): readonly Entry[] {
  if (depth > DEEPEST) return []
  return Object.entries(dependencies).flatMap(([name, value]) => {
    const entry = objectOf(value)
    if (entry === null) return []
    return [[name, String(entry['version'] ?? '')] as const, ...nested(objectOf(entry['dependencies']) ?? {}, depth + 1)]
  })
}
