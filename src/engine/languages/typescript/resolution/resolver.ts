import { EXTERNAL, type ModuleResolver, type ModuleTarget, type ModuleTree, UNKNOWN_MODULE } from '../../facets/module-resolver.ts'
import { folderOf, foldersAround, joinPath } from '../../paths.ts'
import type { Alias, AliasTarget } from './aliases.ts'
import { importTargets, packageEntry } from './package-entries.ts'
import { type Linked, type PackageManifest, readManifests, readWorkspaces } from './package-manifests.ts'
import { scriptFile, scriptModuleOf } from './script-paths.ts'
import { toolAliases } from './tool-settings.ts'
import { typescriptAliases } from './typescript-settings.ts'

type Layout = {
  readonly manifests: readonly PackageManifest[]
  readonly workspaces: readonly Linked[]
  readonly aliases: readonly Alias[]
}

/** An alias may lead to a specifier that is an alias as well. */
const MOST_STEPS = 5
/** Projects have some dozens; each is asked for every import. */
const MOST_ALIASES = 1_000
/** Short forms of the source folder that templates of applications bring without a word in the settings that are tracked. */
const CUSTOMARY: readonly (readonly [RegExp, string])[] = [
  [/^[@~]\//, 'src/'],
  [/^\$lib(?:\/|$)/, 'src/lib/'],
]
const BUILT_IN =
  /^(?:node:|(?:assert|async_hooks|buffer|child_process|cluster|console|constants|crypto|dgram|diagnostics_channel|dns|domain|events|fs|http|http2|https|inspector|module|net|os|path|perf_hooks|process|punycode|querystring|readline|repl|stream|string_decoder|timers|tls|tty|url|util|v8|vm|wasi|worker_threads|zlib)(?:\/|$))/

/** JavaScript and TypeScript modules as package.json, tsconfig.json and the tools' settings of a tree define them. */
export function scriptResolver(tree: ModuleTree): ModuleResolver {
  let read: Layout | undefined
  const layout = (): Layout => (read ??= readLayout(tree))
  return {
    moduleOf: scriptModuleOf,
    resolve(specifier, fromPath) {
      if (specifier === '') return EXTERNAL
      if (/^\.\.?(?:\/|$)/.test(specifier)) return fileTarget(relativeFile(specifier, fromPath, tree, layout)) ?? EXTERNAL
      return named(specifier, fromPath, tree, layout(), 0)
    },
  }
}

function readLayout(tree: ModuleTree): Layout {
  const manifests = readManifests(tree)
  const workspaces = readWorkspaces(tree, manifests)
  const packagePath = (specifier: string): string | null => {
    const { name, subpath } = splitSpecifier(specifier)
    const folder = manifests.find((one) => one.name === name)?.folder
    return folder === undefined ? null : `${folder}${subpath}`
  }
  const tools = toolAliases(
    tree,
    manifests.map(({ folder, fields }) => ({ folder, jest: fields['jest'] })),
  )
  const aliases = [...tools, ...typescriptAliases(tree, packagePath)].slice(0, MOST_ALIASES)
  // the nearest settings count first
  return { manifests, workspaces, aliases: aliases.toSorted((one, other) => other.folder.length - one.folder.length) }
}

function fileTarget(path: string | null): ModuleTarget | null {
  return path === null ? null : { kind: 'file', path }
}

function relativeFile(specifier: string, fromPath: string, tree: ModuleTree, layout: () => Layout): string | null {
  const stem = joinPath(folderOf(fromPath), specifier)
  if (stem === null) return null
  return scriptFile(stem, tree.paths) ?? packageAt(stem, tree, layout().manifests)
}

/** The folder of a package, imported by its path. */
function packageAt(stem: string, tree: ModuleTree, manifests: readonly PackageManifest[]): string | null {
  const manifest = manifests.find(({ folder }) => folder === `${stem}/`)
  return manifest === undefined ? null : packageEntry(manifest, '', tree)
}

function named(specifier: string, fromPath: string, tree: ModuleTree, layout: Layout, steps: number): ModuleTarget {
  if (steps > MOST_STEPS) return UNKNOWN_MODULE
  const { manifests } = layout
  const around = foldersAround(folderOf(fromPath))
  const own = around.flatMap((folder) => manifests.filter((one) => one.folder === folder))
  const follow = ({ kind, text }: AliasTarget): ModuleTarget => {
    if (kind === 'specifier') return text === specifier ? UNKNOWN_MODULE : named(text, fromPath, tree, layout, steps + 1)
    return fileTarget(scriptFile(text, tree.paths) ?? packageAt(text, tree, manifests)) ?? UNKNOWN_MODULE
  }
  const replaced = specifier.startsWith('#')
    ? importTargets(own[0]?.fields ?? {}, specifier).map(
        (target): AliasTarget =>
          target.startsWith('.')
            ? { kind: 'path', text: joinPath(own[0]?.folder ?? '', target) ?? '' }
            : { kind: 'specifier', text: target },
      )
    : []
  const aliased = layout.aliases.filter(({ folder }) => fromPath.startsWith(folder)).flatMap((alias) => alias.replace(specifier))
  for (const target of [...replaced, ...aliased]) {
    const found = follow(target)
    if (found.kind === 'file' || (found.kind === 'external' && target.kind === 'specifier')) return found
  }
  const outside = isOutside(specifier, own)
  return (
    fileTarget(inPackage(specifier, own, tree, layout)) ??
    fileTarget(customary(specifier, own, tree, outside)) ??
    // what nobody asks for may be a name that the project gives its own modules where it can't be read
    (outside || manifests.length === 0 ? EXTERNAL : UNKNOWN_MODULE)
  )
}

function inPackage(specifier: string, own: readonly PackageManifest[], tree: ModuleTree, layout: Layout): string | null {
  const { name, subpath } = splitSpecifier(specifier)
  const all = layout.manifests.filter((one) => one.name === name)
  const linked = all.filter((one) => isLinked(one, own, layout))
  const [only, ...others] = linked.length > 0 ? linked : []
  return only === undefined || others.length > 0 ? null : packageEntry(only, subpath, tree)
}

/** Whether an import of that name reaches the repository's own package, and not one that was published under it. */
function isLinked(target: PackageManifest, own: readonly PackageManifest[], { workspaces }: Layout): boolean {
  if (own.includes(target)) return true
  const asked = own.map(({ dependencies }) => dependencies.get(target.name ?? '')).find((version) => version !== undefined)
  if (asked === undefined || asked === '*' || /^(?:workspace|file|link|portal):/.test(asked)) return true
  const [importer] = own
  return importer !== undefined && workspaces.some((one) => one.isMember(target) && one.isMember(importer))
}

/** By a short form of the source folder, or by the path from the package's top. */
function customary(specifier: string, own: readonly PackageManifest[], tree: ModuleTree, isOutside: boolean): string | null {
  const stems = CUSTOMARY.filter(([start]) => start.test(specifier)).map(([start, folder]) => specifier.replace(start, folder))
  for (const stem of isOutside ? stems : [...stems, specifier]) {
    for (const folder of [...own.map((one) => one.folder), '']) {
      const found = scriptFile(`${folder}${stem}`.replace(/\/$/, ''), tree.paths)
      if (found !== null) return found
    }
  }
  return null
}

/** What the packages around ask for, and what Node has itself. */
function isOutside(specifier: string, own: readonly PackageManifest[]): boolean {
  const { name } = splitSpecifier(specifier)
  const types = `@types/${name.replace(/^@/, '').replace('/', '__')}`
  const isAsked = own.some(({ dependencies }) => dependencies.has(name) || dependencies.has(types))
  return isAsked || BUILT_IN.test(specifier)
}

function splitSpecifier(specifier: string): { readonly name: string; readonly subpath: string } {
  const parts = specifier.split('/')
  const length = specifier.startsWith('@') ? 2 : 1
  return { name: parts.slice(0, length).join('/'), subpath: parts.slice(length).join('/') }
}
