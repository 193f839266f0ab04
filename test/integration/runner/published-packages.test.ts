import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PackageVersion } from '../../../src/engine/ports.ts'
import { HealingResult } from '../../../src/model/result/healing-result.ts'
import { heal } from '../../../src/runner/commands/heal.ts'
import { publishedPackages } from '../../../src/runner/registries/published-packages.ts'
import { frameworkHome } from '../../support/frameworks/install.ts'
import { createRepository, type Files } from '../../support/frameworks/repository.ts'
import { type NpmRegistry, startNpmRegistry, writeWheel } from '../../support/package-registry.ts'
import { runCommand } from '../../support/run-command.ts'

let home: string
const made: (() => Promise<void> | void)[] = []
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'suture-packages-'))
  made.push(() => rmSync(home, { recursive: true, force: true }))
})
afterEach(async () => {
  for (const remove of made.splice(0).reverse()) await remove()
})

const base = () => ({ PATH: process.env['PATH'], HOME: home, TMPDIR: tmpdir() })
const offline = () => ({ ...base(), PIP_NO_INDEX: '1', PIP_FIND_LINKS: join(home, 'wheels') })
const ran = () => existsSync(join(home, 'ran'))
/** Leaves a trace where anything of the package is run. */
const trap = () => `open(${JSON.stringify(join(home, 'ran'))}, 'w').close()\n`

async function read(asked: PackageVersion, env: Readonly<Record<string, string | undefined>>, files: Files = {}, more = {}) {
  const outFolder = mkdtempSync(join(home, 'out-'))
  const head = { listFiles: async () => Object.keys(files), readFile: async (_: string, path: string) => files[path] ?? null }
  const answer = await publishedPackages({ head, outFolder, env, ...more }).read(asked)
  expect(readdirSync(outFolder)).toEqual([])
  return answer.outcome === 'read' ? Object.fromEntries(answer.files) : answer.reason
}

const toy = { registry: 'pypi', name: 'requests-toy', version: '2.0' } as const
const fetchToy = { registry: 'npm', name: 'fetch-toy', version: '2.0.0' } as const

describe('a version of a package of Python', () => {
  test('is read from its wheel, and nothing of it is run', async () => {
    writeWheel(join(home, 'wheels'), 'requests-toy', '2.0', {
      'requests_toy/__init__.py': `${trap()}A = 1\n`,
      'setup.py': trap(),
      'requests_toy/a.so': 'x',
    })
    expect(await read(toy, offline())).toEqual({ 'requests_toy/__init__.py': `${trap()}A = 1\n`, 'setup.py': trap() })
    expect(ran()).toBe(false)
  })

  test('that was built for other machines alone is read all the same', async () => {
    writeWheel(join(home, 'wheels'), 'requests-toy', '2.0', { 'requests_toy/__init__.py': 'A = 1\n' }, 'cp39-cp39-manylinux1_x86_64')
    expect(await read(toy, offline())).toEqual({ 'requests_toy/__init__.py': 'A = 1\n' })
  })

  test('is not built from its source', async () => {
    const source = join(home, 'requests-toy-2.0')
    mkdirSync(source)
    writeFileSync(join(source, 'setup.py'), trap())
    mkdirSync(join(home, 'wheels'))
    execFileSync('tar', ['-czf', join(home, 'wheels/requests-toy-2.0.tar.gz'), '-C', home, 'requests-toy-2.0'])
    expect(await read(toy, offline())).toMatch(/has no wheel of it/)
    expect(ran()).toBe(false)
  })

  test('that cannot be had says why, and nothing of where it was looked for', async () => {
    const PIP_INDEX_URL = 'http://name:hidden@127.0.0.1:9/simple'
    expect(await read(toy, { ...base(), PIP_INDEX_URL })).toBe('the registry could not be asked from here')
    expect(await read(toy, { ...offline(), PIP_FIND_LINKS: home })).toMatch(/has no wheel of it/)
    expect(await read({ ...toy, version: '2.0 --index-url=x' }, offline())).toBe('its name or version is none of a registry')
    expect(await read({ ...toy, name: '-rfile' }, offline())).toBe('its name or version is none of a registry')
    expect(await read(toy, { ...offline(), PATH: home })).toBe('Python was not found to ask for it')
  })

  test('is not asked for elsewhere than the repository does', async () => {
    writeWheel(join(home, 'wheels'), 'requests-toy', '2.0', { 'requests_toy/__init__.py': '' })
    const files = { 'pyproject.toml': '[[tool.poetry.source]]\nname = "own"\nurl = "https://packages.example.com/simple"\n' }
    expect(await read(toy, offline(), files)).toMatch(/names a registry of its own/)
    const pipfile = { Pipfile: '[[source]]\nurl = "https://pypi.org/simple"\nverify_ssl = true\nname = "pypi"\n' }
    expect(await read(toy, offline(), pipfile)).toEqual({ 'requests_toy/__init__.py': '' })
  })

  test('that is too large is not taken', async () => {
    writeWheel(join(home, 'wheels'), 'requests-toy', '2.0', { 'requests_toy/__init__.py': '' })
    expect(await read(toy, offline(), {}, { timeoutMs: 1 })).toMatch(/did not send it within/)
    expect(await read(toy, offline(), {}, { mostBytes: -1 })).toMatch(/is larger than/)
  })
})

describe('a version of a package of npm', () => {
  let registry: NpmRegistry
  beforeEach(async () => {
    const scripts = { preinstall: `touch ${home}/ran`, prepare: `touch ${home}/ran`, prepack: `touch ${home}/ran` }
    registry = await startNpmRegistry('fetch-toy', {
      '2.0.0': {
        'package.json': JSON.stringify({ name: 'fetch-toy', version: '2.0.0', scripts }),
        'index.js': 'exports.a = 1\n',
        'data.csv': '1',
      },
    })
    made.push(registry.close)
  })
  const npmrc = (text = '') => ({ '.npmrc': `registry=${registry.url}\n${text}` })

  test('is read from the registry that the project names, and none of its scripts is run', async () => {
    const files = await read(fetchToy, base(), npmrc('script-shell=/bin/false\n'))
    expect(Object.keys(files)).toEqual(['package.json', 'index.js'])
    expect(ran()).toBe(false)
    expect(registry.asked).toContain('/fetch-toy/-/fetch-toy-2.0.0.tgz')
  })

  test('that it does not hold, or that nobody answers for, is told without the registry’s address', async () => {
    expect(await read({ ...fetchToy, version: '9.0.0' }, base(), npmrc())).toBe('the configured registry does not have it')
    expect(await read(fetchToy, base(), { '.npmrc': 'registry=http://127.0.0.1:9/\n//127.0.0.1:9/:_authToken=hidden\n' })).toBe(
      'the registry could not be asked from here',
    )
  })

  test('is not asked for elsewhere than the repository does', async () => {
    expect(await read(fetchToy, base(), { ...npmrc(), '.yarnrc.yml': 'npmScopes:\n  own:\n    npmRegistryServer: "https://x"\n' })).toMatch(
      /names a registry of its own/,
    )
  })
})

describe('suture heal, where a package was moved and its contract changed', () => {
  const result = (): HealingResult => HealingResult.parse(JSON.parse(readFileSync(join(home, 'out.json'), 'utf8')))
  const answers = () =>
    result()
      .analyses.map(({ failure, verdict, rootCause }) => [failure.testId, verdict, rootCause])
      .toSorted()

  async function healed(folder: string, env: Readonly<Record<string, string | undefined>>) {
    const words = ['heal', '--repo', folder, '--base', 'HEAD~1', '--head', 'HEAD', '--json', join(home, 'out.json')]
    const { error } = await runCommand(heal, words, { cwd: home, env })
    if (error) throw error
  }

  test('in Python: the product has to follow where it uses the old name, the test where it alone does', async () => {
    const body = '(url):\n    items = list(url)\n    return items\n'
    const cut = '(items):\n    return items[:1]\n'
    for (const [version, fetch, first] of [
      ['2.0', 'fetch_all', 'cut'],
      ['3.0', 'fetch_every', 'trim'],
    ] as const)
      writeWheel(join(home, 'wheels'), 'requests-toy', version, {
        'requests_toy/__init__.py': `from .api import ${fetch}, ${first}\n`,
        'requests_toy/api.py': `def ${fetch}${body}\n\ndef ${first}${cut}`,
      })
    const { python = '' } = await frameworkHome('pytest')
    const site = join(home, 'site-packages')
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--no-deps', `--target=${site}`, 'requests-toy==3.0'], { env: offline() })
    const project = createRepository()
    made.push(project.remove)
    project.commit({
      'requirements.txt': 'pytest\nrequests-toy==2.0\n',
      'shop/__init__.py': '',
      'shop/cart.py': 'import requests_toy\n\n\ndef total(url):\n    return len(requests_toy.fetch_all(url))\n',
      'tests/test_cart.py': 'from shop.cart import total\n\n\ndef test_total():\n    assert total([1]) == 1\n',
      'tests/test_cut.py': 'import requests_toy\n\n\ndef test_cut():\n    assert requests_toy.cut([1, 2]) == [1]\n',
    })
    project.commit({ 'requirements.txt': 'pytest\nrequests-toy==3.0\n' }, 'Bump requests-toy from 2.0 to 3.0')
    const PATH = [dirname(python), process.env['PATH']].join(delimiter)
    await healed(project.dir, { ...offline(), PATH, PYTHONPATH: site })
    const moved = 'requests-toy 2.0 → 3.0 (requirements.txt)'
    expect(answers()).toEqual([
      [
        'tests/test_cart.py::test_total',
        'product_regression',
        `${moved}: fetch_all is now fetch_every; the product still uses the old one at shop/cart.py:5`,
      ],
      ['tests/test_cut.py::test_cut', 'obsolete_test', `${moved}: cut is now trim; the test still uses the old one at tests/test_cut.py:5`],
    ])
    expect(result().patch).toBe('')
  })

  test.each(['jest', 'vitest'] as const)('in JavaScript, under %s', async (name) => {
    const source = (fetch: string, first: string) =>
      `exports.${fetch} = function ${fetch}(items) {\n  return [...items]\n}\nexports.${first} = function ${first}(items) {\n  return items.slice(0, 1)\n}\n`
    const versions = Object.fromEntries(
      (
        [
          ['2.0.0', 'fetchAll', 'cut'],
          ['3.0.0', 'fetchEvery', 'trim'],
        ] as const
      ).map(([version, fetch, first]) => [
        version,
        { 'package.json': JSON.stringify({ name: 'fetch-toy', version, main: './lib/main.js' }), 'lib/main.js': source(fetch, first) },
      ]),
    )
    const registry = await startNpmRegistry('fetch-toy', versions)
    made.push(registry.close)
    const project = createRepository()
    made.push(project.remove)
    const lock = (version: string) => JSON.stringify({ lockfileVersion: 3, packages: { 'node_modules/fetch-toy': { version } } })
    const expects = name === 'vitest' ? "import { expect, test } from 'vitest'\n" : ''
    const [imported, from, handed] =
      name === 'vitest' ? ['import', ' from ', 'export const total ='] : ['const', ' = require', 'exports.total =']
    const load = (what: string, path: string) => `${imported} ${what}${from}${name === 'vitest' ? `'${path}'` : `('${path}')`}\n`
    project.commit({
      '.gitignore': 'node_modules\n',
      '.npmrc': `registry=${registry.url}\n`,
      'package.json': JSON.stringify({
        type: name === 'vitest' ? 'module' : 'commonjs',
        devDependencies: { [name]: '1', 'fetch-toy': '^2.0.0' },
      }),
      'package-lock.json': lock('2.0.0'),
      'src/cart.js': `${load('toy', 'fetch-toy')}${handed} (items) => toy.fetchAll(items).length\n`,
      'src/cart.test.js': `${expects}${load('{ total }', './cart.js')}test('total', () => {\n  expect(total([1])).toBe(1)\n})\n`,
      'src/cut.test.js': `${expects}${load('{ cut }', 'fetch-toy')}test('cut', () => {\n  expect(cut([1, 2])).toEqual([1])\n})\n`,
    })
    project.commit({ 'package-lock.json': lock('3.0.0') }, 'Bump fetch-toy from 2.0.0 to 3.0.0')
    const { nodeModules = '' } = await frameworkHome(name)
    const installed = join(project.dir, 'node_modules/fetch-toy/lib')
    mkdirSync(installed, { recursive: true })
    for (const entry of readdirSync(nodeModules)) symlinkSync(join(nodeModules, entry), join(project.dir, 'node_modules', entry))
    writeFileSync(join(installed, '../package.json'), versions['3.0.0']?.['package.json'] ?? '')
    writeFileSync(join(installed, 'main.js'), versions['3.0.0']?.['lib/main.js'] ?? '')
    await healed(project.dir, base())
    const moved = 'fetch-toy 2.0.0 → 3.0.0 (package-lock.json)'
    const [line, testLine] = name === 'vitest' ? [2, 4] : [2, 3]
    expect(answers()).toEqual([
      [
        'src/cart.test.js > total',
        'product_regression',
        `${moved}: fetchAll is now fetchEvery; the product still uses the old one at src/cart.js:${line}`,
      ],
      [
        'src/cut.test.js > cut',
        'obsolete_test',
        `${moved}: cut is now trim; the test still uses the old one at src/cut.test.js:${testLine}`,
      ],
    ])
  })
})
