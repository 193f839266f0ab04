import { linesOf, type ManifestReader, pinsOf } from './manifest-reader.ts'

// `/name/1.2.3:` up to version 5, `/name@1.2.3:` in 6, `name@1.2.3:` later; peers follow in brackets or after an underscore
const PACKAGE = /^ {2}['"]?\/?((?:@[^/'"\s]+\/)?[^@/'"\s]+)[@/]([^('"\s:_]+)/gm
const NAME = /^ +['"]?((?:@[^/'"\s]+\/)?[^@/'"\s:]+)['"]?:/
const ASKS = /ependencies:$/

/** pnpm's lock file, read by its lines: it may hold megabytes. */
export const pnpmLock: ManifestReader = {
  path: /(?:^|\/)pnpm-lock\.yaml$/,
  isLock: true,
  read(text) {
    const sections = linesOf(text)
      .join('\n')
      .split(/^(?=\w+:)/m)
    const packages = sections.filter((section) => section.startsWith('packages:'))
    const entries = packages.flatMap((section) =>
      [...section.matchAll(PACKAGE)].map(([, name = '', version = '']) => [name, version] as const),
    )
    return pinsOf(entries, new Set(sections.flatMap(askedIn)))
  },
}

/** What the projects ask for: in `importers` two levels down, before there were any at the top. */
function askedIn(section: string): readonly string[] {
  const [head = '', ...lines] = section.split('\n')
  if (ASKS.test(head)) return lines.flatMap((line) => (/^ {2}\S/.test(line) ? (NAME.exec(line)?.[1] ?? []) : []))
  if (head !== 'importers:') return []
  let asks = false
  return lines.flatMap((line) => {
    if (/^ {0,4}\S/.test(line)) asks = ASKS.test(line)
    return asks && /^ {6}\S/.test(line) ? (NAME.exec(line)?.[1] ?? []) : []
  })
}
