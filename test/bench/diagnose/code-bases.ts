import type { PinnedFramework } from '../../support/frameworks/install.ts'

/** Where its files are, relative to its top folder. `roots`: what Python's path needs. `index`: what a package hands out. */
export type Layout = {
  readonly product: readonly string[]
  readonly tests: readonly string[]
  readonly docs: readonly string[]
  readonly roots?: readonly string[]
  readonly index?: string
}

export type CodeBase = {
  readonly name: string
  readonly source: { readonly from: 'pypi' | 'npm'; readonly version: string } | { readonly from: 'fixture' } | { readonly from: 'folder' }
  readonly framework: PinnedFramework
  readonly layout: Layout
  /** Files that get another name, such as tests that the framework would not find. */
  readonly renamed?: Readonly<Record<string, string>>
  /** Values that its functions take, as source texts, where it ships no tests and ours are made by running it. */
  readonly values?: readonly string[]
}

const python = (name: string, version: string, layout: Partial<Layout> & Pick<Layout, 'product' | 'tests'>, renamed = {}): CodeBase => ({
  name,
  source: { from: 'pypi', version },
  framework: 'pytest',
  layout: { docs: ['README.rst', 'README.md', 'CHANGELOG.rst', 'CHANGELOG.md', 'docs'], roots: ['.'], ...layout },
  renamed,
})

const script = (name: string, version: string, product: readonly string[], index: string, values: readonly string[] = []): CodeBase => ({
  name,
  source: { from: 'npm', version },
  framework: name === 'semver' ? 'jest' : 'vitest',
  layout: { product, tests: ['tests'], docs: ['README.md', 'readme.md', 'CHANGELOG.md'], index },
  values,
})

const fixture = (name: string, framework: PinnedFramework, layout: Layout): CodeBase => ({
  name,
  source: { from: 'fixture' },
  framework,
  layout,
})

const folder = (name: string, framework: PinnedFramework, layout: Layout): CodeBase => ({
  name,
  source: { from: 'folder' },
  framework,
  layout,
})

const VERSIONS = [
  "'1.2.3'",
  "'1.2.3-beta.1'",
  "'^1.2.0'",
  "'~2.0.1'",
  "'2.0.0'",
  "'>=1.0.0 <3.0.0'",
  "'minor'",
  "'1.x'",
  "['1.2.3', '2.0.0']",
]
const DATES = [
  'new Date(2024, 1, 29)',
  'new Date(2023, 11, 31, 23, 59)',
  'new Date(2024, 5, 3, 10, 15)',
  '1',
  '3',
  '-2',
  "'yyyy-MM-dd'",
  '[new Date(2024, 0, 1), new Date(2024, 6, 1)]',
]
const VECTORS = ['[1, 2]', '[3, 4, 5]', '[0.5, -1, 2, 4]', '[1, 0, 0, 1]', '[2, 0, 0, 0, 2, 0, 0, 0, 2]', '2', '0.5', '[0, 0, 0]']

/** Pure packages that ship their tests (Python), or whose tests are made by running them (JavaScript), and the two demo repositories. */
export const codeBases: readonly CodeBase[] = [
  python('boltons', '26.2.0', { product: ['boltons'], tests: ['tests'] }),
  python('cachetools', '8.0.2', { product: ['src/cachetools'], tests: ['tests'], roots: ['src'] }),
  python('inflection', '0.5.1', { product: ['inflection'], tests: ['test_inflection.py'] }),
  python('parse', '1.22.4', { product: ['parse'], tests: ['tests'] }),
  python('schema', '0.7.8', { product: ['schema'], tests: ['test_schema.py'], docs: ['README.rst', 'CHANGELOG.md', 'LICENSE*'] }),
  python('semver', '3.1.2', { product: ['src/semver'], tests: ['tests'], roots: ['src'] }),
  python('texttable', '1.7.2', { product: ['texttable.py'], tests: ['test_texttable.py'] }, { 'tests.py': 'test_texttable.py' }),
  python('toolz', '1.2.0', { product: ['toolz', 'tlz'], tests: ['toolz/tests'] }),
  python('xmltodict', '1.0.4', { product: ['xmltodict.py'], tests: ['tests'] }),
  fixture('pytest-ledger', 'pytest', { product: ['src'], tests: ['tests'], docs: ['README.md', 'CHANGELOG.md', 'docs'], roots: ['src'] }),
  script('simple-statistics', '7.12.1', ['src', 'index.js'], 'index.js', [
    '[1, 2, 3, 4]',
    '[3, 1, 2, 2]',
    '[[1, 2], [3, 5], [4, 4]]',
    '0.5',
    '3',
  ]),
  script(
    'date-fns',
    '4.4.0',
    [
      'add*.js',
      'sub*.js',
      'is*.js',
      'difference*.js',
      'start*.js',
      'end*.js',
      'get*.js',
      'set*.js',
      'each*.js',
      'format*.js',
      'to*.js',
      'constructFrom.js',
      'constants.js',
      'locale/en-US.js',
      'locale/en-US',
      'locale/_lib',
      '_lib',
      'compare*.js',
      'last*.js',
      'normalize*.js',
      'previous*.js',
      'next*.js',
      'min.js',
      'max.js',
      'clamp.js',
      'closest*.js',
      'round*.js',
      'transpose.js',
      'interval*.js',
      'areIntervalsOverlapping.js',
      'days*.js',
      'hours*.js',
      'minutes*.js',
      'milliseconds*.js',
      'months*.js',
      'quarters*.js',
      'seconds*.js',
      'weeks*.js',
      'years*.js',
    ],
    '',
    DATES,
  ),
  script('chroma-js', '3.2.0', ['src', 'index.js'], 'index.js', [
    "'#ff0044'",
    "'teal'",
    '[10, 200, 30]',
    '0.3',
    '120',
    "['red', 'blue']",
    "'lab'",
  ]),
  script('ramda', '0.32.0', ['es'], 'es/index.js', ["'a'", "['a', 'b']", '[{ a: 1 }, { a: 3 }]']),
  script('underscore', '1.13.8', ['modules'], 'modules/index.js', ['[{ a: 1 }, { a: 3 }]', "'a'"]),
  script('gl-matrix', '3.4.4', ['esm'], 'esm/index.js', VECTORS),
  script('immer', '11.2.10', ['src'], 'src/immer.ts', [
    '(draft) => { draft.a = 2 }',
    '{ a: 1, list: [1, 2] }',
    '(draft) => { draft.list.push(3) }',
  ]),
  script('semver', '7.8.6', ['classes', 'functions', 'internal', 'ranges', 'index.js'], 'index.js', VERSIONS),
  fixture('vitest-storefront', 'vitest', { product: ['src'], tests: ['test'], docs: ['README.md', 'docs'], index: 'src/index.ts' }),
]

/** A small project with mocks, asynchronous calls, options, keys and results of several values, in each framework: `fixtures/code-bases`. */
const parcels: readonly CodeBase[] = [
  folder('parcels-pytest', 'pytest', { product: ['parcels'], tests: ['tests'], docs: ['README.md', 'CHANGELOG.md'], roots: ['.'] }),
  folder('parcels-vitest', 'vitest', { product: ['src'], tests: ['test'], docs: ['README.md', 'CHANGELOG.md'] }),
  folder('parcels-jest', 'jest', { product: ['src'], tests: ['test'], docs: ['README.md', 'CHANGELOG.md'] }),
]

const CHEAP = ['inflection', 'pytest-ledger', 'texttable', 'cachetools', 'parse', 'semver', 'schema', 'vitest-storefront']
const SLOWER = ['cachetools', 'parse', 'semver', 'schema']

/** Those whose tests run in about a second, for a bench of many cases. */
export const smallCodeBases: readonly CodeBase[] = [
  ...parcels,
  ...codeBases.filter(({ name, framework }) => CHEAP.includes(name) && framework !== 'jest'),
]

/** For cases that need many runs until one is drawn. */
export const quickCodeBases: readonly CodeBase[] = smallCodeBases.filter(({ name }) => !SLOWER.includes(name))
