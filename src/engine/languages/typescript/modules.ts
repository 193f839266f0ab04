const EXTENSIONS = ['ts', 'tsx', 'mts', 'cts', 'd.ts', 'js', 'jsx', 'mjs', 'cjs'] as const
/** What an import may call `.js` although its source is TypeScript. */
const SOURCES: Readonly<Record<string, readonly string[]>> = { js: ['ts', 'tsx', 'd.ts'], jsx: ['tsx'], mjs: ['mts'], cjs: ['cts'] }
/** The customary short form of the source folder. */
const ALIAS = /^[@~]\//

/** `./a`, `../b.js`, `@/c` or `src/d`, seen from a file, to the path of its source; packages are outside. */
export function resolveScriptModule(specifier: string, fromPath: string, paths: ReadonlySet<string>): string | null {
  if (specifier === '') return null
  const stem = ALIAS.test(specifier) ? `src/${specifier.slice(2)}` : specifier.startsWith('.') ? join(fromPath, specifier) : specifier
  if (stem === null) return null
  const prefix = stem === '' ? '' : `${stem}/`
  const extension = /\.([cm]?jsx?)$/.exec(stem)
  const sources =
    extension === null ? [] : (SOURCES[extension[1] ?? ''] ?? []).map((source) => `${stem.slice(0, extension.index)}.${source}`)
  const isSource = /\.[cm]?[jt]sx?$/.test(stem)
  const candidates = [
    ...(isSource ? [stem] : []),
    ...sources,
    ...EXTENSIONS.map((ending) => `${stem}.${ending}`),
    ...EXTENSIONS.map((ending) => `${prefix}index.${ending}`),
  ]
  return candidates.find((path) => paths.has(path)) ?? null
}

function join(fromPath: string, specifier: string): string | null {
  const folders = fromPath.split('/').slice(0, -1)
  for (const part of specifier.split('/')) {
    if (part === '..') {
      if (folders.pop() === undefined) return null
    } else if (part !== '.' && part !== '') folders.push(part)
  }
  return folders.join('/')
}

/** A file's path without its extension, or the folder of an index file. */
export function scriptModuleOf(path: string): string {
  return path.replace(/(\.d)?\.[cm]?[jt]sx?$/, '').replace(/(.)\/index$/, '$1')
}
