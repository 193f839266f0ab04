import { linesOf, type ManifestReader, pinsOf } from './manifest-reader.ts'

/** `name==1.2`, `"name>=1"`, `name = "^1.2"`, `- name=1.2`, `"name": "1"`; a project's own version pins nothing. */
const PIN =
  /^[\s"'-]*(?!version\b)(?<name>@?\w[\w./-]*)(?:\[[\w,-]+\])?["']?\s*(?:[=:@]\s*["'^]?|(?=[<>!~^]))\s*(?<version>[=<>!~^]{0,3}\s*[\d*v][^"'\s,;#]*)/

/** Any other file in which packages are asked for: every line that looks like a pin. */
export const pinnedLines: ManifestReader = {
  path: /./,
  isLock: false,
  read(text) {
    const lines = linesOf(text).filter((line) => !/^\s*(?:#|\/\/)/.test(line))
    return pinsOf(
      lines.flatMap((line) => {
        const { name, version } = PIN.exec(line)?.groups ?? {}
        return name === undefined || version === undefined ? [] : [[name, version.replace(/^=+\s*/, '')] as const]
      }),
    )
  },
}
