/** The paths of a tree that an import can mean: a stub whose module was removed no longer counts. */
export function importablePaths(paths: Iterable<string>, earlier: Iterable<string>): ReadonlySet<string> {
  const [now, old] = [new Set(paths), new Set(earlier)]
  const isLeftBehind = (path: string): boolean => {
    const module = path.replace(/\.pyi$/, '.py')
    return module !== path && old.has(module) && !now.has(module)
  }
  return new Set([...now].filter((path) => !isLeftBehind(path)))
}
