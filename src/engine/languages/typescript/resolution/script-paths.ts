const EXTENSIONS = ['ts', 'tsx', 'mts', 'cts', 'd.ts', 'js', 'jsx', 'mjs', 'cjs'] as const
/** What an import may call `.js` although its source is TypeScript. */
const SOURCES: Readonly<Record<string, readonly string[]>> = { js: ['ts', 'tsx', 'd.ts'], jsx: ['tsx'], mjs: ['mts'], cjs: ['cts'] }

/** The source file that a path without a certain extension means: itself, with an extension, or the index of its folder. */
export function scriptFile(stem: string, paths: ReadonlySet<string>): string | null {
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

/** A file's path without its extension, or the folder of an index file. */
export function scriptModuleOf(path: string): string {
  return path.replace(/(\.d)?\.[cm]?[jt]sx?$/, '').replace(/(.)\/index$/, '$1')
}
