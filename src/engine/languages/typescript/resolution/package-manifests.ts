import { parse as parseYaml } from 'yaml'
import type { ModuleTree } from '../../facets/module-resolver.ts'
import { folderOf, joinPath } from '../../paths.ts'
import { objectOf, textsOf, valueAt } from '../../plain-values.ts'
import { readJsonc } from './jsonc.ts'

/** A package.json of the repository. */
export type PackageManifest = {
  /** With its slash; '' at the top. */
  readonly folder: string
  readonly name: string | null
  readonly fields: Readonly<Record<string, unknown>>
  /** What it asks for, with the version or place that it asks. */
  readonly dependencies: ReadonlyMap<string, string>
}

export function readManifests(tree: ModuleTree): readonly PackageManifest[] {
  return [...tree.settings].flatMap(([path, text]): readonly PackageManifest[] => {
    const fields = /(?:^|\/)package\.json$/.test(path) ? objectOf(readJsonc(text)) : null
    if (fields === null) return []
    const asked = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'].flatMap((key) =>
      Object.entries(objectOf(fields[key]) ?? {}).flatMap(([name, version]) =>
        typeof version === 'string' ? [[name, version] as const] : [],
      ),
    )
    const name = typeof fields['name'] === 'string' ? fields['name'] : null
    return [{ folder: folderOf(path), name, fields, dependencies: new Map(asked) }]
  })
}

/** Folders with the package manager's own settings, each with the packages that it links with each other. */
export type Linked = { readonly folder: string; isMember(manifest: PackageManifest): boolean }

export function readWorkspaces(tree: ModuleTree, manifests: readonly PackageManifest[]): readonly Linked[] {
  const listed = [
    ...manifests.map(({ folder, fields }) => ({
      folder,
      globs: [...textsOf(fields['workspaces']), ...textsOf(valueAt(fields['workspaces'], 'packages'))],
    })),
    ...[...tree.settings].flatMap(([path, text]) => {
      if (/(?:^|\/)pnpm-workspace\.ya?ml$/.test(path))
        return [{ folder: folderOf(path), globs: textsOf(valueAt(readYaml(text), 'packages')) }]
      if (/(?:^|\/)lerna\.json$/.test(path)) return [{ folder: folderOf(path), globs: textsOf(valueAt(readJsonc(text), 'packages')) }]
      return []
    }),
  ]
  return listed
    .filter(({ globs }) => globs.length > 0)
    .map(({ folder, globs }) => {
      const members = globs.filter((glob) => !glob.startsWith('!')).flatMap((glob) => globExpression(folder, glob) ?? [])
      return { folder, isMember: (one) => one.folder === folder || members.some((member) => member.test(one.folder)) }
    })
}

function readYaml(text: string): unknown {
  try {
    return parseYaml(text, { maxAliasCount: 0 })
  } catch {
    return null
  }
}

/** Deeper globs are nobody's, and each `*` is a loop over a hostile path. */
const MOST_STARS = 3

function globExpression(folder: string, glob: string): RegExp | null {
  const path = joinPath(folder, glob)
  if (path === null || (path.match(/\*+/g)?.length ?? 0) > MOST_STARS) return null
  const parts = path.split(/(\*+)/).map((part) => {
    if (part.startsWith('*')) return part.length > 1 ? '.*' : '[^/]*'
    return part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
  })
  return new RegExp(`^${parts.join('')}/$`)
}
