import type { ModuleTree } from '../../facets/module-resolver.ts'
import { joinPath } from '../../paths.ts'
import { objectOf, textsOf, valueAt } from '../../plain-values.ts'
import { readJsonc } from './jsonc.ts'
import type { PackageManifest } from './package-manifests.ts'
import { scriptFile } from './script-paths.ts'

/** Folders of built files, which are not tracked; their sources lie in `src/` or beside them. */
const BUILT = /^(?:dist|lib|build|out|output|esm|cjs|es|umd|types|typings)\/(?:(?:esm|cjs|es|umd|node|browser|types|src|lib|\w*prod\w*)\/)*/
/** Types come last: they have no bodies. */
const TYPES = /^(?:types|typings|types@.*|typesVersions)$/
const DEEPEST = 10

/** The source file of a package of the repository that a subpath enters; '' is the package itself. */
export function packageEntry({ folder, fields }: PackageManifest, subpath: string, tree: ModuleTree): string | null {
  const exported = exportTargets(fields['exports'], subpath === '' ? '.' : `./${subpath}`)
  const own =
    subpath === '' ? ['source', 'module', 'main', 'browser', 'types', 'typings'].flatMap((key) => textsOf(fields[key])) : [subpath]
  const targets = exported.length > 0 ? exported : fields['exports'] === undefined || subpath === '' ? own : []
  const sources = (read: (target: string) => string | null): string | null => firstFound(targets, read)
  const at = (target: string): string | null => fileIn(folder, target, tree)
  const found = sources(at) ?? sources((target) => sourceOf(folder, target, tree))
  if (found !== null) return found
  // what is built, or says nothing of its own: the customary places
  return subpath === ''
    ? (at('src/index') ?? at('index') ?? at('lib/index'))
    : fields['exports'] === undefined
      ? at(`src/${subpath}`)
      : null
}

/** `#name` of a package's own imports. */
export function importTargets(fields: PackageManifest['fields'], specifier: string): readonly string[] {
  return targetsIn(objectOf(fields['imports']) ?? {}, specifier)
}

function exportTargets(exports: unknown, subpath: string): readonly string[] {
  const subpaths = objectOf(exports)
  const isWhole = subpaths === null || !Object.keys(subpaths).some((key) => key.startsWith('.'))
  if (isWhole) return subpath === '.' ? conditionTargets(exports, 0) : []
  return targetsIn(subpaths, subpath)
}

/** Of a map with one `*` in its keys: the exact key, else the one with the longest start. */
function targetsIn(map: Readonly<Record<string, unknown>>, key: string): readonly string[] {
  if (Object.hasOwn(map, key) && !key.includes('*')) return conditionTargets(map[key], 0)
  const fitting = Object.keys(map).flatMap((pattern) => {
    const [start = '', end = ''] = pattern.split('*')
    const fits = pattern.includes('*') && key.length >= start.length + end.length && key.startsWith(start) && key.endsWith(end)
    return fits ? [{ pattern, start, star: key.slice(start.length, key.length - end.length) }] : []
  })
  const best = fitting.toSorted((one, other) => other.start.length - one.start.length)[0]
  return best === undefined ? [] : conditionTargets(map[best.pattern], 0).map((target) => target.replaceAll('*', () => best.star))
}

/** Every target that some condition leads to, in the order in which they are written. */
function conditionTargets(value: unknown, depth: number): readonly string[] {
  if (typeof value === 'string') return [value]
  if (depth > DEEPEST) return []
  if (Array.isArray(value)) return value.flatMap((one) => conditionTargets(one, depth + 1))
  const conditions = Object.entries(objectOf(value) ?? {})
  const isType = ([name]: readonly [string, unknown]): boolean => TYPES.test(name)
  return [...conditions.filter((one) => !isType(one)), ...conditions.filter(isType)].flatMap(([, target]) =>
    conditionTargets(target, depth + 1),
  )
}

function fileIn(folder: string, target: string, tree: ModuleTree): string | null {
  const path = joinPath(folder, target)
  return path === null ? null : scriptFile(path, tree.paths)
}

/** The source of a file that is built: where the compiler's settings say, else where most projects have it. */
function sourceOf(folder: string, target: string, tree: ModuleTree): string | null {
  const inside = target.replace(/^\.\//, '').replace(/\.d\.([cm]?)ts$/, '.$1js')
  const options = valueAt(readJsonc(tree.text(`${folder}tsconfig.json`) ?? ''), 'compilerOptions')
  const [outDir] = textsOf(valueAt(options, 'outDir')).map((path) => joinPath('', path))
  const [rootDir = 'src'] = textsOf(valueAt(options, 'rootDir'))
  const written =
    outDir != null && outDir !== '' && inside.startsWith(`${outDir}/`) ? [`${rootDir}/${inside.slice(outDir.length + 1)}`] : []
  const rest = inside.replace(BUILT, '')
  return firstFound(rest === inside ? written : [...written, `src/${rest}`, `lib/${rest}`, rest], (path) => fileIn(folder, path, tree))
}

function firstFound<Item>(all: readonly Item[], find: (item: Item) => string | null): string | null {
  for (const one of all) {
    const found = find(one)
    if (found !== null) return found
  }
  return null
}
