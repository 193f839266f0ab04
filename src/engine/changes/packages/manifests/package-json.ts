import { objectOf } from '../../../languages/plain-values.ts'
import { jsonObject, type ManifestReader, pinsOf } from './manifest-reader.ts'

const SECTIONS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies', 'overrides', 'resolutions', 'engines']

/** Scripts and the project's own version are not dependencies. */
export const packageJson: ManifestReader = {
  path: /(?:^|\/)package\.json$/,
  isLock: false,
  read(text) {
    const manifest = jsonObject(text)
    if (manifest === null) return null
    const entries = SECTIONS.flatMap((section) => Object.entries(objectOf(manifest[section]) ?? {}))
    const pins = entries.map(([name, version]) => [name, typeof version === 'string' ? version : JSON.stringify(version)] as const)
    return pinsOf(pins, new Set(pins.map(([name]) => name)))
  },
}
