import { linesOf, type ManifestReader, pinsOf } from './manifest-reader.ts'
import { requirement } from './requirement.ts'

/** pip's requirements and constraints; hashes and options are not packages. */
export const requirementsTxt: ManifestReader = {
  path: /(?:^|\/)(?:requirements[^/]*|constraints[^/]*|requirements\/[^/]*)\.(?:txt|in)$/,
  isLock: false,
  read(text) {
    const lines = linesOf(text).filter((line) => !/^\s*(?:#|-|$)/.test(line))
    return pinsOf(lines.flatMap((line) => [requirement(line.replace(/\s*\\$/, ''))].filter((found) => found !== null)))
  },
}
