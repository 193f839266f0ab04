import { objectOf } from '../../../languages/plain-values.ts'
import { jsonObject, type ManifestReader, pinsOf } from './manifest-reader.ts'

export const pipfileLock: ManifestReader = {
  path: /(?:^|\/)Pipfile\.lock$/,
  isLock: true,
  read(text) {
    const lock = jsonObject(text)
    if (lock === null) return null
    const entries = ['default', 'develop'].flatMap((group) => Object.entries(objectOf(lock[group]) ?? {}))
    return pinsOf(entries.map(([name, value]) => [name, String(objectOf(value)?.['version'] ?? '').replace(/^==/, '')] as const))
  },
}
