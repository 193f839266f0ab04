/**
 * Splits a test's id into its file and the rest: at the first separator before which the id is a path of the tree, as it is written or
 * with `\` for `/`; else at the first of all. `rest` is `null` where the id is a file alone. `separator` matches one of them.
 */
export function splitId(
  id: string,
  separator: RegExp,
  paths: ReadonlySet<string>,
): { readonly file: string; readonly separator: string; readonly rest: string | null } {
  const cuts = [...id.matchAll(separator)].map(({ index, 0: text }) => ({ end: index, text }))
  const parts = [...cuts, { end: id.length, text: '' }].map(({ end, text }) => ({
    written: id.slice(0, end),
    separator: text,
    rest: text === '' ? null : id.slice(end + text.length),
  }))
  const known = parts.flatMap(({ written, ...part }) => {
    const file = pathOf(written, paths)
    return file === null ? [] : [{ ...part, file }]
  })[0]
  if (known !== undefined) return known
  const { written: file = id, separator: text = '', rest = null } = parts[0] ?? {}
  return { file, separator: text, rest }
}

function pathOf(written: string, paths: ReadonlySet<string>): string | null {
  const file = written.replaceAll('\\', '/').replace(/^\.\//, '')
  return [written, file].find((path) => paths.has(path)) ?? null
}
