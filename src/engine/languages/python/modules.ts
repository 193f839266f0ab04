/** Folders that commonly hold the importable packages of a repository. */
const SOURCE_ROOTS = ['', 'src/', 'lib/', 'python/']

/** `pkg.a` or `..a`, seen from a file, to the path of its source. */
export function resolvePythonModule(specifier: string, fromPath: string, paths: ReadonlySet<string>): string | null {
  const dots = /^\.*/.exec(specifier)?.[0].length ?? 0
  const parts = specifier.slice(dots).split('.').filter(Boolean)
  if (dots > 0) {
    const folders = fromPath.split('/').slice(0, -1)
    if (dots - 1 > folders.length) return null
    return moduleFile([...folders.slice(0, folders.length - dots + 1), ...parts].join('/'), paths)
  }
  if (parts.length === 0) return null
  for (const root of rootsFor(fromPath)) {
    const file = moduleFile(root + parts.join('/'), paths)
    if (file !== null) return file
  }
  return null
}

/** The usual roots first, then the folders above the importing file: what pytest puts on the path. */
function rootsFor(fromPath: string): readonly string[] {
  const folders = fromPath.split('/').slice(0, -1)
  const above = folders.map((_, index) => `${folders.slice(0, folders.length - index).join('/')}/`)
  return [...SOURCE_ROOTS, ...above.flatMap((folder) => [folder, `${folder}src/`])]
}

function moduleFile(stem: string, paths: ReadonlySet<string>): string | null {
  const prefix = stem === '' ? '' : `${stem}/`
  return [`${prefix}__init__.py`, `${stem}.py`, `${stem}.pyi`].find((path) => paths.has(path)) ?? null
}

/** The dotted name of a file's module; `src/` and its like are not part of it. */
export function pythonModuleOf(path: string): string {
  const root = SOURCE_ROOTS.find((folder) => folder !== '' && path.startsWith(folder)) ?? ''
  return path
    .slice(root.length)
    .replace(/\.pyi?$/, '')
    .replace(/(^|\/)__init__$/, '')
    .replaceAll('/', '.')
}
