import { EXTERNAL, type ModuleResolver, type ModuleTarget, type ModuleTree, UNKNOWN_MODULE } from '../../facets/module-resolver.ts'
import { folderOf, foldersAround } from '../../paths.ts'
import { dottedName, moduleFile } from './module-files.ts'
import { CUSTOMARY_ROOTS, type ProjectLayout, projectLayouts } from './project-layout.ts'

type Layout = {
  readonly projects: readonly ProjectLayout[]
  /** Folders and modules that are no part of a package, by name: what an import can begin with. */
  readonly tops: ReadonlyMap<string, readonly string[]>
}

/** Python modules as the projects of a tree and the customs of pytest put them on the path. */
export function pythonResolver(tree: ModuleTree): ModuleResolver {
  let read: Layout | undefined
  const layout = (): Layout => (read ??= { projects: projectLayouts(tree), tops: topNames(tree.paths) })
  return {
    resolve(specifier, fromPath) {
      const dots = /^\.*/.exec(specifier)?.[0].length ?? 0
      const parts = specifier.slice(dots).split('.').filter(Boolean)
      if (dots > 0) return relative(dots, parts, fromPath, tree.paths)
      return parts.length === 0 ? EXTERNAL : absolute(parts, fromPath, tree, layout())
    },
    moduleOf: (path) => dottedName(path.slice(rootOf(path, tree, layout()).length)),
  }
}

function relative(dots: number, parts: readonly string[], fromPath: string, paths: ReadonlySet<string>): ModuleTarget {
  const folders = fromPath.split('/').slice(0, -1)
  if (dots - 1 > folders.length) return EXTERNAL
  const path = moduleFile([...folders.slice(0, folders.length - dots + 1), ...parts].join('/'), paths)
  return path === null ? EXTERNAL : { kind: 'file', path }
}

function absolute(parts: readonly string[], fromPath: string, tree: ModuleTree, layout: Layout): ModuleTarget {
  const own = ownRoots(fromPath, tree, layout)
  const found = inRoots(own, parts, tree.paths) ?? inPackages(layout, parts, tree.paths)
  if (found !== null) return { kind: 'file', path: found }
  const [top = ''] = parts
  // a package that is found hides its namesakes in other projects
  const isHere = own.some((root) => tree.paths.has(`${root}${top}/__init__.py`) || tree.paths.has(`${root}${top}.py`))
  if (isHere) return EXTERNAL
  const elsewhere = [...new Set(layout.projects.flatMap((project) => project.roots).concat(layout.tops.get(top) ?? []))]
  const files = new Set(elsewhere.flatMap((root) => moduleFile(root + parts.join('/'), tree.paths) ?? []))
  const [only, ...others] = files
  if (only !== undefined && others.length === 0) return { kind: 'file', path: only }
  return only === undefined && !layout.tops.has(top) ? EXTERNAL : UNKNOWN_MODULE
}

/** What Python looks through for a file, nearest first: what pytest inserts, what the projects around it say, what runs as a script. */
function ownRoots(fromPath: string, { paths }: ModuleTree, { projects }: Layout): readonly string[] {
  const around = foldersAround(folderOf(fromPath))
  const isInside = (folder: string): boolean => paths.has(`${folder}__init__.py`)
  const open = around
    .filter((folder) => !isInside(folder))
    .flatMap((folder) => [
      folder,
      ...projects.filter((project) => project.folder === folder).flatMap(({ roots }) => roots),
      ...CUSTOMARY_ROOTS.map((root) => folder + root),
    ])
  return [...new Set([...open, ...around.filter(isInside)])]
}

function inRoots(roots: readonly string[], parts: readonly string[], paths: ReadonlySet<string>): string | null {
  for (const root of roots) {
    const file = moduleFile(root + parts.join('/'), paths)
    if (file !== null) return file
  }
  return null
}

function inPackages({ projects }: Layout, parts: readonly string[], paths: ReadonlySet<string>): string | null {
  const name = parts.join('.')
  for (const { name: top, folder } of projects.flatMap((project) => project.packages)) {
    const file = name === top || name.startsWith(`${top}.`) ? moduleFile(under(folder, name.slice(top.length + 1)), paths) : null
    if (file !== null) return file
  }
  return null
}

function under(folder: string, dotted: string): string {
  return dotted === '' ? folder.slice(0, -1) : folder + dotted.replaceAll('.', '/')
}

/** Where the names that an import can begin with lie: in folders that belong to no package themselves. */
function topNames(paths: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const tops = new Map<string, Set<string>>()
  const add = (name: string, folder: string): void => {
    tops.set(name, (tops.get(name) ?? new Set()).add(folder))
  }
  for (const path of paths) {
    const folder = folderOf(path)
    const isModule = /\.pyi?$/.test(path)
    if (!isModule) continue
    if (path.endsWith('/__init__.py')) {
      const outer = folderOf(folder.slice(0, -1))
      if (!paths.has(`${outer}__init__.py`)) add(folder.slice(outer.length, -1), outer)
    } else if (!paths.has(`${folder}__init__.py`)) add(path.slice(folder.length).replace(/\.pyi?$/, ''), folder)
  }
  return new Map([...tops].map(([name, folders]) => [name, [...folders]]))
}

/** The folder from which a file is imported: the one around its packages, or the longest that a project names. */
function rootOf(path: string, { paths }: ModuleTree, { projects }: Layout): string {
  const around = foldersAround(folderOf(path))
  const outside = around.find((folder) => !paths.has(`${folder}__init__.py`)) ?? ''
  const named = projects.flatMap(({ roots }) => roots).concat(CUSTOMARY_ROOTS)
  const fitting = named.filter((root) => outside.startsWith(root) && path.startsWith(root))
  return fitting.toSorted((one, other) => other.length - one.length)[0] ?? ''
}
