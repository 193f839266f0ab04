/** The file of a module, from its path without an extension: a package, a module, a stub. */
export function moduleFile(stem: string, paths: ReadonlySet<string>): string | null {
  const prefix = stem === '' ? '' : `${stem}/`
  return [`${prefix}__init__.py`, `${stem}.py`, `${stem}.pyi`].find((path) => paths.has(path)) ?? null
}

/** A file's path below a folder as a dotted name. */
export function dottedName(path: string): string {
  return path
    .replace(/\.pyi?$/, '')
    .replace(/(^|\/)__init__$/, '')
    .replaceAll('/', '.')
}
