import { treeOfPaths } from '../../languages/facets/module-resolver.ts'
import { objectOf } from '../../languages/plain-values.ts'
import { typescript } from '../../languages/typescript.ts'
import { jsonObject } from './manifests/manifest-reader.ts'

type Texts = ReadonlyMap<string, string>

/** A wheel's modules as they lie once installed: at the paths by which they are imported. */
export function wheelLayout(files: Texts): Texts {
  const installed = [...files].map(([path, text]) => [path.replace(/^[^/]+\.data\/(?:purelib|platlib)\//, ''), text] as const)
  return new Map(installed.filter(([path]) => /\.pyi?$/.test(path) && !/(?:^|\/)tests?\//.test(path)))
}

/** A tarball's modules below the package's name, with a module for each entry point that re-exports what its manifest says. */
export function tarballLayout(name: string, files: Texts): Texts {
  const sources = [...files].filter(([path]) => /\.[cm]?[jt]sx?$/.test(path)).map(([path, text]) => [`${name}/${path}`, text] as const)
  const entries = entriesOf(files.get('package.json') ?? '').map(([subpath, target]) => {
    const up = '../'.repeat(subpath.split('/').length - 1) || './'
    const from = JSON.stringify(`${up}${target.replace(/^\.\//, '')}`)
    const isOwn = HAS_DEFAULT.test(textOf(target, files))
    return [`${name}/${subpath}.ts`, `export * from ${from}\nexport ${isOwn ? '{ default }' : '* as default'} from ${from}\n`] as const
  })
  return new Map([...sources, ...entries])
}

/** A module without a default export is imported whole, as `import` does with a CommonJS module. */
const HAS_DEFAULT = /\bexport\s+default\b|\bas\s+default\b|\bexports\.default\s*=|\bmodule\.exports\s*=\s*(?!\{)/

function textOf(target: string, files: Texts): string {
  const found = typescript.resolver(treeOfPaths(new Set(files.keys()))).resolve(`./${target.replace(/^\.\//, '')}`, 'package.json')
  return found.kind === 'file' ? (files.get(found.path) ?? '') : ''
}

/** Paths of the modules that `tarballLayout` adds: where a package may be entered. */
export function entryPaths(name: string, files: Texts): readonly string[] {
  return entriesOf(files.get('package.json') ?? '').map(([subpath]) => `${name}/${subpath}.ts`)
}

type Entry = readonly [subpath: string, target: string]

/** `index` is the package itself. What `exports` does not say is what older tools read. */
function entriesOf(text: string): readonly Entry[] {
  const manifest = jsonObject(text) ?? {}
  const { exports } = manifest
  const [module, main, types] = [manifest['module'], manifest['main'], manifest['types']]
  const whole = [exports, module, main, types].map(targetOf).find((target) => target !== null) ?? './index.js'
  const subpaths = Object.entries(objectOf(exports) ?? {}).filter(([key]) => /^\.(?:\/|$)/.test(key) && !key.includes('*'))
  if (subpaths.length === 0) return [['index', whole]]
  return subpaths.flatMap(([key, value]): readonly Entry[] => {
    const target = targetOf(value)
    return target === null || !/\.[cm]?[jt]sx?$/.test(target) ? [] : [[key === '.' ? 'index' : key.slice(2), target] as const]
  })
}

/** Modules whose exports are written out go before those of `require`, and both before types, which have no bodies to compare. */
const CONDITIONS = ['import', 'module', 'default', 'node', 'require', 'types']
const DEEPEST = 10

function targetOf(value: unknown, depth = 0): string | null {
  if (typeof value === 'string') return value
  if (depth > DEEPEST) return null
  if (Array.isArray(value)) return value.map((one) => targetOf(one, depth + 1)).find((target) => target !== null) ?? null
  const conditions = objectOf(value)
  if (conditions === null || '.' in conditions) return null
  return CONDITIONS.map((name) => targetOf(conditions[name], depth + 1)).find((target) => target !== null) ?? null
}
