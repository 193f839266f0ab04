import { relativePath } from './relative-path.ts'

export type SourceLocation = { readonly file: string; readonly line: number }

/** How the frameworks print a place; `foreign` are frames of the runtime and of libraries. */
const PLACES: readonly RegExp[] = [
  /^((?:[A-Za-z]:)?[^\s:"'()]{1,300}\.py):(\d+): /gm, // pytest: the last frame's own line
  /^ {2}File "([^"\n]{1,500}\.py)", line (\d+)/gm, // CPython's traceback
  /(?:\(|\bat |❯ |^\S{0,100}@|^ *)((?:file:\/\/)?(?:[A-Za-z]:)?[^\s()"'<>:]{1,300}\.[cm]?[jt]sx?):(\d+)(?::\d+)?/gm, // Node, Bun, Jest, Vitest
  /\(([\w$-]{1,200}\.(?:java|kt|groovy|scala)):(\d+)\)/g, // the JVM: without its folder
  /(?<=^|[\s("'])([\w./-]{1,200}\.(?:go|rs|rb|php|cs|swift)):(\d+)/gm,
]

const MAX_TEXT = 20_000
const MAX_LINES = 2000
const MAX_LINE = 600

const FOREIGN = /node_modules|site-packages|dist-packages|node:|internal\/|\/lib\/python|^<|\/usr\/|\/unittest\/|\/opt\//

/** Where a failure happened: the innermost frame in the repository that the text shows, and in `file` where one is given. */
export function sourceLocation(text: string, file: string | null = null): SourceLocation | null {
  const places = findPlaces(frameLines(text))
  if (!file) return places[0] ?? null
  const name = file.split('/').at(-1)
  return places.find((place) => place.file === file || place.file.endsWith(`/${file}`) || place.file.split('/').at(-1) === name) ?? null
}

/** Frames are short lines: long ones would only cost time. */
function frameLines(text: string): string {
  return text
    .slice(0, MAX_TEXT)
    .split('\n', MAX_LINES)
    .filter((line) => line.length < MAX_LINE)
    .join('\n')
}

function findPlaces(text: string): SourceLocation[] {
  for (const expression of PLACES) {
    const places: SourceLocation[] = []
    for (const [, path = '', line = ''] of text.matchAll(expression)) {
      if (!FOREIGN.test(path)) places.push({ file: relativePath(path), line: Number(line) })
    }
    // Python prints the innermost frame last, everyone else first
    if (places.length > 0) return expression.source.includes('py') ? places.reverse() : places
  }
  return []
}
