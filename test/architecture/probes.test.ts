import { isBuiltin } from 'node:module'
import { dirname, join } from 'node:path/posix'
import { expect, test } from 'vitest'
import { PROBE } from './measures.ts'
import { pathsBelow, textOf } from './source-files.ts'

const PROBES = 'src/runner/probes'
const probes = pathsBelow('src', PROBE).map((path) => ({ path, text: textOf(path) }))

/** Modules of Python's own library that probes use; each is there since Python 3.8. */
const PYTHON = new Set([
  ...[
    'ast',
    'asyncio',
    'concurrent',
    'datetime',
    'errno',
    'gc',
    'hashlib',
    'importlib',
    'inspect',
    'ipaddress',
    'json',
    'linecache',
    'os',
    'queue',
    'random',
    're',
    'runpy',
    'select',
    'signal',
    'sys',
    'tempfile',
    'threading',
    'time',
    'types',
    'uuid',
  ],
])
/** What a folder of probes sits in, and may import besides. */
const FRAMEWORKS: Readonly<Record<string, RegExp>> = {
  pytest: /^(?:pytest|_pytest|pluggy)(?:\.|$)/,
  jest: /^(?:jest|@jest\/|jest-)/,
  vitest: /^(?:vitest|@vitest\/|vite)(?:\/|$)/,
  javascript: /^$/,
}
/**
 * Programs and networks are nothing for what runs inside of the tests' own process. One file talks to the host by a socket, and two take the
 * network away from the tests: they replace the functions that connect.
 */
const FORBIDDEN =
  /^(?:node:)?(?:child_process|cluster|https?|http2|dgram|net|tls)$|^(?:subprocess|multiprocessing|socket|urllib|http|ssl)(?:\.|$)/
const MAY_CONNECT = new Set(
  ['javascript/lasting.cjs', 'javascript/offline.cjs', 'pytest/conditions/suture_offline.py'].map((name) => `${PROBES}/${name}`),
)

test('probes live in the folder of their framework', () => {
  const wrong = probes.map(({ path }) => path).filter((path) => !Object.keys(FRAMEWORKS).includes(frameworkOf(path)))
  expect(wrong, `put it into ${PROBES}/<framework>/, and name the framework here`).toEqual([])
})

test("a probe imports its language's own library, its framework and other probes of its folder", () => {
  const wrong = probes.flatMap(({ path, text }) =>
    modulesOf(path, text)
      .filter((module) => !mayImport(path, module))
      .map((module) => `${path} imports ${module}`),
  )
  expect(wrong, "a probe runs in other people's processes: what it needs must be there already").toEqual([])
})

test('a probe starts no program and reaches no network', () => {
  const wrong = probes
    .filter(({ path }) => !MAY_CONNECT.has(path))
    .flatMap(({ path, text }) =>
      modulesOf(path, text)
        .filter((module) => FORBIDDEN.test(module))
        .map((module) => `${path} imports ${module}`),
    )
  expect(wrong, 'let the runner do it, before or after the run').toEqual([])
})

function mayImport(path: string, module: string): boolean {
  if (FRAMEWORKS[frameworkOf(path)]?.test(module) === true) return true
  if (path.endsWith('.py'))
    return (
      PYTHON.has(module.split('.')[0] ?? '') ||
      (module === 'socket' && MAY_CONNECT.has(path)) ||
      probes.some((probe) => frameworkOf(probe.path) === frameworkOf(path) && probe.path.endsWith(`/${module}.py`))
    )
  if (!module.startsWith('.')) return isBuiltin(module)
  const target = join(dirname(path), module)
  return probes.some((probe) => probe.path === target) && ['javascript', frameworkOf(path)].includes(frameworkOf(target))
}

function frameworkOf(path: string): string {
  return path.startsWith(`${PROBES}/`) ? (path.slice(PROBES.length + 1).split('/')[0] ?? '') : ''
}

function modulesOf(path: string, text: string): readonly string[] {
  const pattern = path.endsWith('.py')
    ? /^\s*(?:from\s+([\w.]+)\s+import\b|import\s+([\w.]+))/gm
    : /\b(?:require|import|getBuiltinModule)\(\s*['"]([^'"]+)['"]|^\s*(?:import|export)\b[^'"\n]*['"]([^'"]+)['"]|createRequire\([^()]*\)\(['"]([^'"]+)['"]\)/gm
  return [...text.matchAll(pattern)].map(([, ...groups]) => groups.find((group) => group !== undefined) ?? '')
}
