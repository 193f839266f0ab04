import { linesOf, type ManifestReader, pinsOf } from './manifest-reader.ts'

type Package = { readonly name: string; readonly version: string; readonly isOwn: boolean; readonly asked: readonly string[] }

/** The lock files of Poetry, uv, PDM and pip: `[[package]]` tables with a name and a version. Only uv's names the project and what it asks for. */
export const tomlLock: ManifestReader = {
  path: /(?:^|\/)(?:poetry\.lock|uv\.lock|pdm\.lock|pylock[^/]*\.toml)$/,
  isLock: true,
  read(text) {
    const [, ...tables] = linesOf(text)
      .join('\n')
      .split(/^\[\[packages?\]\]$/m)
    const packages = tables.map(packageOf)
    const own = packages.filter(({ isOwn }) => isOwn)
    const entries = packages.filter(({ isOwn, name }) => !isOwn && name !== '').map(({ name, version }) => [name, version] as const)
    return pinsOf(entries, own.length > 0 ? new Set(own.flatMap(({ asked }) => asked)) : undefined)
  },
}

/** The fields come before the first sub-table; the sub-tables of the project's own package list its further requirements. */
function packageOf(table: string): Package {
  const fields = table.split(/^\[/m)[0] ?? ''
  return {
    name: /^name\s*=\s*"([^"]*)"/m.exec(fields)?.[1] ?? '',
    version: /^version\s*=\s*"([^"]*)"/m.exec(fields)?.[1] ?? '',
    isOwn: /^source\s*=\s*\{[^\n]*\b(?:editable|virtual)\s*=/m.test(fields),
    asked: [...table.matchAll(/^ *\{ *name *= *"([^"]+)"/gm)].map(([, name = '']) => name),
  }
}
