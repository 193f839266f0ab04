import type { ModuleTree } from '../../facets/module-resolver.ts'
import { folderOf, joinFolder, joinPath } from '../../paths.ts'
import { objectOf, textsOf, valueAt } from '../../plain-values.ts'
import type { Alias, AliasTarget } from './aliases.ts'
import { readJsonc } from './jsonc.ts'

/** What one tsconfig.json says of modules, with what it extends. */
type Compiled = {
  readonly baseUrl: string | null
  /** `paths`, and the folder from which they count. */
  readonly paths: { readonly patterns: Readonly<Record<string, unknown>>; readonly folder: string } | null
}

/** The file of the repository that a specifier of a package means. */
type PackageFile = (specifier: string, from: string) => string | null

const OWN = /(?:^|\/)(?:tsconfig|jsconfig)\.json$/
const NOTHING: Compiled = { baseUrl: null, paths: null }
/** Settings that extend others in a longer chain are read no further. */
const DEEPEST = 20

/** `paths` and `baseUrl` of every tsconfig.json and jsconfig.json, with what they extend and the projects that they refer to. */
export function typescriptAliases(tree: ModuleTree, packageFile: PackageFile): readonly Alias[] {
  const known = new Map<string, Compiled>()
  const compiled = (path: string, depth: number): Compiled => {
    const earlier = known.get(path)
    if (earlier !== undefined || depth > DEEPEST) return earlier ?? NOTHING
    // what extends itself extends nothing
    known.set(path, NOTHING)
    const result = compile(tree, path, packageFile, (parent) => compiled(parent, depth + 1))
    known.set(path, result)
    return result
  }
  return [...tree.settings.keys()]
    .filter((path) => OWN.test(path))
    .flatMap((path) => [path, ...referredTo(tree, path)].flatMap((one) => aliasesOf(compiled(one, 0), folderOf(path))))
}

/** A solution refers to the projects of its own folder; those of other folders have files of their own there. */
function referredTo(tree: ModuleTree, path: string): readonly string[] {
  const references = [valueAt(read(tree, path), 'references')].flat().flatMap((one) => textsOf(valueAt(one, 'path')))
  return references.flatMap((reference) => (reference.endsWith('.json') ? (joinPath(folderOf(path), reference) ?? []) : []))
}

function compile(tree: ModuleTree, path: string, packageFile: PackageFile, compiled: (path: string) => Compiled): Compiled {
  const settings = read(tree, path)
  const options = objectOf(valueAt(settings, 'compilerOptions')) ?? {}
  const parents = textsOf(valueAt(settings, 'extends')).flatMap((specifier) => {
    const parent = extended(tree, specifier, path, packageFile)
    return parent === null ? [] : [compiled(parent)]
  })
  const folder = folderOf(path)
  const written = options['baseUrl']
  const inheritedUrl = parents.findLast((parent) => parent.baseUrl !== null)?.baseUrl ?? null
  const baseUrl = typeof written === 'string' && !isOfExtending(written) ? joinFolder(folder, written) : inheritedUrl
  const patterns = objectOf(options['paths'])
  const inherited = parents.findLast((parent) => parent.paths !== null)?.paths ?? null
  return { baseUrl, paths: patterns === null ? inherited : { patterns, folder: baseUrl ?? folder } }
}

const OF_EXTENDING = /^\$\{configDir\}\/?/

/** `${configDir}`: the folder of the file that extends, not of the extended one. */
function isOfExtending(path: string): boolean {
  return OF_EXTENDING.test(path)
}

function extended(tree: ModuleTree, specifier: string, from: string, packageFile: PackageFile): string | null {
  const target = specifier.startsWith('.') ? joinPath(folderOf(from), specifier) : packageFile(specifier, from)
  if (target === null) return null
  return [target, `${target}.json`, `${target}/tsconfig.json`].find((path) => tree.text(path) !== undefined) ?? null
}

function read(tree: ModuleTree, path: string): unknown {
  const text = tree.text(path)
  return text === undefined ? null : readJsonc(text)
}

function aliasesOf({ baseUrl, paths }: Compiled, folder: string): readonly Alias[] {
  const patterns = Object.entries(paths?.patterns ?? {}).map(([pattern, targets]) => {
    const [start = '', end] = pattern.split('*')
    return { start, end: end ?? null, targets: textsOf(targets) }
  })
  const inPaths = (specifier: string): readonly AliasTarget[] => {
    const fitting = patterns.filter(({ start, end }) =>
      end === null
        ? specifier === start
        : specifier.length >= start.length + end.length && specifier.startsWith(start) && specifier.endsWith(end),
    )
    // the longest start wins
    const best = fitting.toSorted((one, other) =>
      one.end === null ? -1 : other.end === null ? 1 : other.start.length - one.start.length,
    )[0]
    if (best === undefined || paths === null) return []
    const star = best.end === null ? '' : specifier.slice(best.start.length, specifier.length - best.end.length)
    return best.targets.flatMap((target) =>
      pathTarget(
        isOfExtending(target) ? folder : paths.folder,
        target.replace(OF_EXTENDING, '').replace('*', () => star),
      ),
    )
  }
  const all = paths === null ? [] : [{ folder, replace: inPaths }]
  return baseUrl === null ? all : [...all, { folder, replace: (specifier) => pathTarget(baseUrl, specifier) }]
}

function pathTarget(folder: string, relative: string): readonly AliasTarget[] {
  const path = joinPath(folder, relative)
  return path === null ? [] : [{ kind: 'path', text: path }]
}
