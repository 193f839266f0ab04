import { parse as parseToml } from 'smol-toml'
import type { ModuleTree } from '../../facets/module-resolver.ts'
import { folderOf, joinFolder } from '../../paths.ts'
import { objectOf, textsOf, valueAt } from '../../plain-values.ts'
import { listedIn, readIni } from './ini.ts'

/** Where a folder with settings of its own has its modules. */
export type ProjectLayout = {
  /** With its slash; '' at the top. */
  readonly folder: string
  /** Folders from which modules are imported, with their slash. */
  readonly roots: readonly string[]
  /** Packages that lie elsewhere than their name says: `shop` in `code/shop-core/`. */
  readonly packages: readonly { readonly name: string; readonly folder: string }[]
}

/** Settings files of Python projects. */
export const PROJECT_SETTINGS =
  /(?:^|\/)(?:pyproject\.toml|setup\.cfg|setup\.py|pytest\.ini|\.pytest\.ini|pytest\.toml|tox\.ini|pyrightconfig\.json)$/
/** Folders that commonly hold the importable packages of a project. */
export const CUSTOMARY_ROOTS = ['', 'src/', 'lib/', 'python/'] as const

/** The layout of every folder that says one, the folder's own and the customary roots included. */
export function projectLayouts(tree: ModuleTree): readonly ProjectLayout[] {
  const files = [...tree.settings].filter(([path]) => PROJECT_SETTINGS.test(path))
  return [...Map.groupBy(files, ([path]) => folderOf(path))].map(([folder, all]) => {
    const said = all.map(([path, text]) => readLayout(path.slice(folder.length), text))
    const roots = [...said.flatMap((one) => one.roots), ...CUSTOMARY_ROOTS].flatMap((root) => joinFolder(folder, root) ?? [])
    const packages = said
      .flatMap((one) => one.packages)
      .flatMap(({ name, place }) => {
        const target = joinFolder(folder, place)
        return target === null ? [] : [{ name, folder: target }]
      })
    return { folder, roots: [...new Set(roots)], packages }
  })
}

type Said = {
  readonly roots: readonly string[]
  readonly packages: readonly { readonly name: string; readonly place: string }[]
}

function readLayout(file: string, text: string): Said {
  if (file.endsWith('.toml')) return fromToml(toml(text))
  if (file === 'setup.py') return fromSetup(text)
  if (file.endsWith('.json')) return NOTHING
  const sections = readIni(text)
  const pytest = sections.get('pytest') ?? sections.get('tool:pytest')
  const directories = listedIn(sections.get('options')?.get('package_dir')).map((line): readonly [string, string] => {
    const [name = '', place = ''] = line.split('=').map((part) => part.trim())
    return [name, place]
  })
  return joined([
    { roots: words(pytest?.get('pythonpath')), packages: [] },
    { roots: listedIn(sections.get('options.packages.find')?.get('where')), packages: [] },
    packageDirectories(directories),
  ])
}

const NOTHING: Said = { roots: [], packages: [] }

function toml(text: string): unknown {
  try {
    return parseToml(text)
  } catch {
    return null
  }
}

function fromToml(value: unknown): Said {
  const tool = valueAt(value, 'tool')
  const wheel = valueAt(tool, 'hatch', 'build', 'targets', 'wheel')
  const roots = [
    ...[valueAt(tool, 'pytest', 'ini_options', 'pythonpath'), valueAt(tool, 'pytest', 'pythonpath')].flatMap(pythonPath),
    ...textsOf(valueAt(tool, 'setuptools', 'packages', 'find', 'where')),
    ...textsOf(valueAt(tool, 'pdm', 'build', 'package-dir')),
    ...textsOf(valueAt(tool, 'uv', 'build-backend', 'module-root')),
    ...textsOf(valueAt(tool, 'maturin', 'python-source')),
    // a wheel's packages are named by their last folder
    ...[...textsOf(valueAt(wheel, 'packages')), ...textsOf(valueAt(wheel, 'only-include'))].map((path) => parentOf(path)),
    ...[...textsOf(valueAt(wheel, 'sources')), ...textsOf(valueAt(tool, 'hatch', 'build', 'sources'))],
    ...textsOf(valueAt(tool, 'hatch', 'build', 'dev-mode-dirs')),
    ...textsOf(valueAt(tool, 'mypy', 'mypy_path')).flatMap((path) => words(path.replace(/\$MYPY_CONFIG_FILE_DIR\/?/g, ''))),
    ...textsOf(valueAt(tool, 'pyright', 'extraPaths')),
    ...[valueAt(tool, 'poetry', 'packages')].flat().flatMap((one) => textsOf(valueAt(one, 'from'))),
  ]
  const renamed = Object.entries({ ...objectOf(valueAt(wheel, 'sources')), ...objectOf(valueAt(wheel, 'force-include')) })
  return joined([
    { roots, packages: [] },
    packageDirectories(stringEntries(valueAt(tool, 'setuptools', 'package-dir'))),
    packageDirectories(renamed.flatMap(([from, to]) => (typeof to === 'string' ? [[to, from] as const] : []))),
  ])
}

/** `package_dir={'': 'src'}` and `find_packages('src')`, as far as they are written out. */
function fromSetup(text: string): Said {
  const directories = /package_dir\s*=\s*\{([^}]*)\}/.exec(text)?.[1] ?? ''
  const entries = [...directories.matchAll(/(["'])([\w.]*)\1\s*:\s*(["'])([^"'\n]*)\3/g)].map(
    (one) => [one[2] ?? '', one[4] ?? ''] as const,
  )
  const where = [...text.matchAll(/find_(?:namespace_)?packages\(\s*(?:where\s*=\s*)?(["'])([^"'\n]*)\1/g)].map((one) => one[2] ?? '')
  return joined([packageDirectories(entries), { roots: where, packages: [] }])
}

/** `''` names the folder of all packages, another name the place of one. */
function packageDirectories(entries: readonly (readonly [name: string, place: string])[]): Said {
  return {
    roots: entries.flatMap(([name, place]) => (name === '' ? [place] : [])),
    packages: entries.flatMap(([name, place]) => (name === '' ? [] : [{ name: name.replaceAll('/', '.'), place }])),
  }
}

function stringEntries(value: unknown): readonly (readonly [string, string])[] {
  return Object.entries(objectOf(value) ?? {}).flatMap(([key, one]) => (typeof one === 'string' ? [[key, one] as const] : []))
}

function pythonPath(value: unknown): readonly string[] {
  return typeof value === 'string' ? words(value) : textsOf(value)
}

function words(value: string | undefined): readonly string[] {
  return (value ?? '').split(/[\s,:]+/).filter((word) => word !== '')
}

function parentOf(path: string): string {
  return path.replace(/\/?[^/]*\/?$/, '')
}

function joined(all: readonly Said[]): Said {
  return { roots: all.flatMap((one) => one.roots), packages: all.flatMap((one) => one.packages) }
}
