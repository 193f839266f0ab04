import type { ModuleTree } from '../../facets/module-resolver.ts'
import { folderOf, foldersAround, joinFolder, joinPath } from '../../paths.ts'
import { objectOf, textsOf, valueAt } from '../../plain-values.ts'
import { type Alias, bundlerAliases, mappedNames } from './aliases.ts'
import { readJsonc } from './jsonc.ts'
import { scriptFile } from './script-paths.ts'
import { settingPath } from './static-paths.ts'
import { exportedValue, type SettingsSource } from './static-values.ts'

/** Files in which a bundler or a test framework is told what modules are called. */
export const TOOL_SETTINGS =
  /(?:^|\/)(?:[\w.-]+\.config(?:\.[\w-]+)*|vitest?[\w.-]*|webpack[\w.-]*|jest[\w.-]*|babel[\w.-]*|\.babelrc|\.storybook\/main)\.(?:[cm]?[jt]s|json)$/
/** A setting that concerns modules. */
const ABOUT_MODULES = /alias|moduleNameMapper|modulePaths|moduleDirectories/
/** Values that are looked through for an `alias`; a file that shares parts with itself would be endless. */
const MOST_VALUES = 5_000

/** Aliases of Vite, Vitest, Jest, webpack and Babel, as far as their settings say them without being run. */
export function toolAliases(tree: ModuleTree, manifests: readonly { readonly folder: string; readonly jest: unknown }[]): readonly Alias[] {
  const files = [...tree.settings].filter(([path, text]) => TOOL_SETTINGS.test(path) && ABOUT_MODULES.test(text))
  const written = files.flatMap(([path, text]) => {
    const value = path.endsWith('.json') ? readJsonc(text) : exported(tree, path)
    const scope = foldersAround(folderOf(path)).find((folder) => tree.text(`${folder}package.json`) !== undefined)
    const found = valuesOf(value, 'alias').flatMap((alias) => bundlerAliases(alias, folderOf(path), scope ?? folderOf(path)))
    return [...jestAliases(value, folderOf(path)), ...found]
  })
  return [...written, ...manifests.flatMap(({ folder, jest }) => jestAliases(jest, folder))]
}

function exported(tree: ModuleTree, path: string): unknown {
  const source = sourceAt(tree, path)
  return source === null ? undefined : exportedValue(source)
}

function sourceAt(tree: ModuleTree, path: string): SettingsSource | null {
  const syntax = tree.syntax(path)
  if (syntax === null) return null
  const load = (specifier: string): SettingsSource | null => {
    const stem = joinPath(folderOf(path), specifier)
    const file = stem === null ? null : scriptFile(stem, tree.paths)
    return file === null ? null : sourceAt(tree, file)
  }
  return { path, tree: syntax, load }
}

/** Every value under a key, wherever it stands. */
function valuesOf(value: unknown, key: string): readonly unknown[] {
  const found: unknown[] = []
  const waiting = [value]
  for (let count = 0; waiting.length > 0 && count < MOST_VALUES; count += 1) {
    const next = waiting.pop()
    const holder = objectOf(next)
    if (holder !== null && Object.hasOwn(holder, key)) found.push(holder[key])
    for (const inner of holder === null ? (Array.isArray(next) ? next : []) : Object.values(holder)) waiting.push(inner)
  }
  return found
}

/** `moduleNameMapper`, `modulePaths` and `moduleDirectories`, of its projects too. */
function jestAliases(value: unknown, folder: string): readonly Alias[] {
  const root = rootOf(objectOf(value)?.['rootDir'], folder)
  const projects = [valueAt(value, 'projects')].flat()
  return [...projectAliases(value, folder), ...projects.flatMap((project) => projectAliases(project, root))]
}

function projectAliases(value: unknown, folder: string): readonly Alias[] {
  const settings = objectOf(value)
  if (settings === null) return []
  const root = rootOf(settings['rootDir'], folder)
  const roots = textsOf(settings['modulePaths']).flatMap((path) => underRoot(path, root) ?? [])
  const nested = textsOf(settings['moduleDirectories']).filter((name) => name !== 'node_modules')
  return [
    ...mappedNames(settings['moduleNameMapper'], root, root),
    ...roots.map((path) => ({ folder: root, replace: (specifier: string) => inFolder(path, specifier) })),
    // a name is looked for in every folder above; an own path is one folder
    ...nested.map((name) => ({
      folder: root,
      replace: (specifier: string) => inFolder(underRoot(name, root) ?? joinPath(root, name) ?? '', specifier),
    })),
  ]
}

function rootOf(rootDir: unknown, folder: string): string {
  if (typeof rootDir !== 'string') return folder
  const path = settingPath(rootDir.startsWith('repository:/') ? rootDir : `./${rootDir.replace(/^<rootDir>/, '.')}`, folder)
  return path === null ? folder : (joinFolder('', path) ?? folder)
}

function underRoot(path: string, root: string): string | null {
  return settingPath(path.replace(/^<rootDir>/, '.'), root)
}

function inFolder(folder: string, specifier: string) {
  return /^[./]/.test(specifier) ? [] : [{ kind: 'path' as const, text: folder === '' ? specifier : `${folder}/${specifier}` }]
}
