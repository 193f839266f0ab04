import { linesOf, type ManifestReader, pinsOf } from './manifest-reader.ts'

const VERSION = /^ {2}version:?\s+"?([^"\s]+)"?\s*$/
const DEPENDENCY = /^ {4}"?((?:@[^/"\s]+\/)?[^@"\s:]+)"?:? /

/** Yarn's lock file, of version 1 and of the later ones: a line of `name@range`s, and below it the version. */
export const yarnLock: ManifestReader = {
  path: /(?:^|\/)yarn\.lock$/,
  isLock: true,
  read(text) {
    const entries: (readonly [string, string])[] = []
    const direct = new Set<string>()
    let name: string | null = null
    let [isOwn, hasOwn] = [false, false]
    for (const line of linesOf(text)) {
      if (/^\S.*:$/.test(line) && !line.startsWith('#')) {
        name = /^"?((?:@[^/"\s]+\/)?[^@"\s]+)@/.exec(line)?.[1] ?? null
        // the later versions list the project's own packages too, with what they ask for
        isOwn = /@workspace:/.test(line)
        hasOwn ||= isOwn
        continue
      }
      const version = VERSION.exec(line)?.[1]
      if (version !== undefined && name !== null && !isOwn) entries.push([name, version])
      const asked = isOwn ? DEPENDENCY.exec(line)?.[1] : undefined
      if (asked !== undefined) direct.add(asked)
    }
    return pinsOf(entries, hasOwn ? direct : undefined)
  },
}
