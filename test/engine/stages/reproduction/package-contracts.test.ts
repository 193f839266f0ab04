import { describe, expect, test } from 'vitest'
import { climb } from '../../../../src/engine/diagnosis/index.ts'
import type { DiagnosisContext } from '../../../../src/engine/diagnosis/rule.ts'
import type { Packages } from '../../../../src/engine/ports.ts'
import { packageContracts } from '../../../../src/engine/stages/reproduction/package-contracts.ts'
import type { ProbedFailure } from '../../../../src/model/runs/test-run.ts'
import { diagnosisCase } from '../../../support/diagnosis-case.ts'
import { testParsers } from '../../../support/grammars.ts'
import type { Files } from '../../../support/repair.ts'

/** A registry that holds these packages, by `name@version`; what it was asked for is in `asked`. */
function registry(held: Readonly<Record<string, Files>>): Packages & { readonly asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    read: async ({ name, version }) => {
      asked.push(`${name}@${version}`)
      const files = held[`${name}@${version}`]
      return files ? { outcome: 'read', files: new Map(Object.entries(files)) } : { outcome: 'not_read', reason: 'no wheel of it' }
    },
  }
}

type Case = { readonly files: Files; readonly pins: readonly [path: string, before: string, after: string]; readonly testId: string }

/** The ladder's view of a test that fails because a package moved: the base could not be run with its own. */
async function moved(
  { files, pins: [path, before, after], testId }: Case,
  failure: Partial<ProbedFailure>,
  packages: Packages,
): Promise<DiagnosisContext> {
  const trees = { base: { ...files, [path]: before }, head: { ...files, [path]: after } }
  const seen = await diagnosisCase({ ...trees, testId, failure: { expected: null, actual: null, ...failure } })
  const reproduction = { ...seen.reproduction, base: { outcome: 'not_run' as const, reason: 'the base asks for other packages' } }
  const context = { ...seen, reproduction, evidence: { ...seen.evidence, base: null, baseReason: 'the base asks for other packages' } }
  const sources = { ...context, headFiles: new Map(Object.entries(files)), baseFiles: new Map(Object.entries(files)), otherChanges: [] }
  const search = { framework: context.framework, sources, parsers: await testParsers(), packages, diagnosisOf: () => [context] }
  return { ...context, reproduction: await packageContracts(search, reproduction) }
}

const at = (file: string, line: number) => ({ frames: [{ file, line, function: 'f' }] })

const pins = ['requirements.txt', 'requests-toy==2.0\n', 'requests-toy==3.0\n'] as const
const body = '(url, limit=10):\n    items = list(url)\n    return items[:limit]\n'
const toy = {
  'requests-toy@2.0': {
    'requests_toy/__init__.py': 'from requests_toy.api import Client, fetch_all, merge\n',
    'requests_toy/api.py': `def fetch_all${body}\n\ndef merge(one, other, strict=False):\n    return one + other\n\n\nclass Client:\n    def get_all(self):\n        return [1, 2, 3]\n`,
    'requests_toy-2.0.dist-info/METADATA': 'Name: requests-toy\n',
  },
  'requests-toy@3.0': {
    'requests_toy/__init__.py': 'from requests_toy.api import Client, fetch_every, merge\n',
    'requests_toy/api.py': `def fetch_every${body}\n\ndef merge(one, other):\n    return one + other\n\n\nclass Client:\n    def get_every(self):\n        return [1, 2, 3]\n`,
    'requests_toy-3.0.dist-info/METADATA': 'Name: requests-toy\n',
  },
}
const missing = (file: string, line: number) => ({
  exception: 'AttributeError',
  message: "module 'requests_toy' has no attribute 'fetch_all'",
  ...at(file, line),
})

const testOnly = {
  'shop/cart.py': 'def total(items):\n    return len(items)\n',
  'tests/test_cart.py': 'import requests_toy\n\n\ndef test_total():\n    assert requests_toy.fetch_all([1]) == [1]\n',
}
const inProduct = {
  'shop/cart.py': 'import requests_toy\n\n\ndef total(url):\n    return requests_toy.fetch_all(url)\n',
  'tests/test_cart.py': 'from shop.cart import total\n\n\ndef test_total():\n    assert total([1]) == [1]\n',
}
const testId = 'tests/test_cart.py::test_total'

describe('a package whose contract changed, in Python', () => {
  test('a test that uses the old name is out of date, and nothing is edited', async () => {
    const context = await moved({ files: testOnly, pins, testId }, missing('tests/test_cart.py', 5), registry(toy))
    expect(climb(context)).toMatchObject({
      verdict: 'obsolete_test',
      rootCause:
        'requests-toy 2.0 → 3.0 (requirements.txt): fetch_all is now fetch_every; the test still uses the old one at tests/test_cart.py:5',
      codeChanges: [],
      confidence: 0.9,
    })
  })

  test('a product that uses it is broken, at that place', async () => {
    const context = await moved({ files: inProduct, pins, testId }, missing('shop/cart.py', 5), registry(toy))
    expect(climb(context)).toMatchObject({
      verdict: 'product_regression',
      rootCause:
        'requests-toy 2.0 → 3.0 (requirements.txt): fetch_all is now fetch_every; the product still uses the old one at shop/cart.py:5',
      culprits: [{ file: 'shop/cart.py', line: 5, hunk: ' return requests_toy.fetch_all(url)' }],
    })
  })

  test('a test that speaks the old name beside a product that does accuses the product', async () => {
    const files = { ...testOnly, 'shop/cart.py': inProduct['shop/cart.py'] }
    const context = await moved({ files, pins, testId }, missing('tests/test_cart.py', 5), registry(toy))
    expect(climb(context)).toMatchObject({ verdict: 'product_regression', culprits: [{ file: 'shop/cart.py', line: 5 }] })
  })

  test('a product that may follow, in a branch, leaves the matter open', async () => {
    const files = {
      ...testOnly,
      'shop/cart.py':
        'try:\n    from requests_toy import fetch_every\nexcept ImportError:\n    from requests_toy import fetch_all as fetch_every\n',
    }
    const { verdict, rootCause } = climb(await moved({ files, pins, testId }, missing('tests/test_cart.py', 5), registry(toy)))
    expect([verdict, rootCause]).toEqual([
      'environment',
      expect.stringContaining('it is not certain whether shop/cart.py:4 in the product uses it'),
    ])
  })

  test('an import that no longer works', async () => {
    const files = { ...testOnly, 'tests/test_cart.py': 'from requests_toy import fetch_all\n\n\ndef test_total():\n    fetch_all([])\n' }
    const message = "cannot import name 'fetch_all' from 'requests_toy' (/v/site-packages/requests_toy/__init__.py)"
    const context = await moved(
      { files, pins, testId },
      { exception: 'ImportError', message, ...at('tests/test_cart.py', 1) },
      registry(toy),
    )
    expect(climb(context)).toMatchObject({ verdict: 'obsolete_test', culprits: [{ file: 'tests/test_cart.py', line: 1 }] })
  })

  test('a parameter that is gone, at the call that passes it and not at the one that fits', async () => {
    const product =
      'from requests_toy import merge\n\n\ndef add(a, b):\n    return merge(a, b)\n\n\ndef both(a, b):\n    return merge(\n        a,\n        b,\n        strict=True,\n    )\n'
    const files = { ...inProduct, 'shop/cart.py': product }
    const failure = { exception: 'TypeError', message: "merge() got an unexpected keyword argument 'strict'", ...at('shop/cart.py', 9) }
    expect(climb(await moved({ files, pins, testId }, failure, registry(toy)))).toMatchObject({
      verdict: 'product_regression',
      rootCause: expect.stringMatching(/merge no longer takes strict; the product still uses the old one at shop\/cart.py:9$/),
    })
  })

  test('a method of one of its classes', async () => {
    const files = {
      ...inProduct,
      'shop/cart.py': 'from requests_toy import Client\n\n\ndef total(url):\n    client = Client()\n    return client.get_all()\n',
    }
    const failure = { exception: 'AttributeError', message: "'Client' object has no attribute 'get_all'", ...at('shop/cart.py', 6) }
    expect(climb(await moved({ files, pins, testId }, failure, registry(toy)))).toMatchObject({
      verdict: 'product_regression',
      rootCause: expect.stringContaining('Client.get_all is now Client.get_every'),
    })
  })

  test('a name that moved to a module of another name', async () => {
    const [module, other] = [toy['requests-toy@2.0'], { 'requests_toy/core.py': toy['requests-toy@2.0']['requests_toy/api.py'] }]
    const held = { 'requests-toy@2.0': module, 'requests-toy@3.0': { 'requests_toy/__init__.py': '', ...other } }
    const files = {
      ...testOnly,
      'tests/test_cart.py': 'from requests_toy.api import fetch_all\n\n\ndef test_total():\n    fetch_all([])\n',
    }
    const failure = { exception: 'ModuleNotFoundError', message: "No module named 'requests_toy.api'", ...at('tests/test_cart.py', 1) }
    expect(climb(await moved({ files, pins, testId }, failure, registry(held)))).toMatchObject({
      verdict: 'obsolete_test',
      rootCause: expect.stringContaining('requests_toy.api moved from requests_toy/api.py to requests_toy/core.py'),
    })
  })

  test('a name that is no longer handed on is told with its home', async () => {
    const held = {
      ...toy,
      'requests-toy@3.0': { ...toy['requests-toy@2.0'], 'requests_toy/__init__.py': 'from requests_toy.api import Client, merge\n' },
    }
    expect(climb(await moved({ files: testOnly, pins, testId }, missing('tests/test_cart.py', 5), registry(held)))).toMatchObject({
      verdict: 'obsolete_test',
      rootCause: expect.stringContaining('fetch_all is no longer exported by requests_toy; it is in requests_toy.api now'),
    })
  })

  test('a package that is imported by another name than its own', async () => {
    const held = { 'toy-dist@2.0': toy['requests-toy@2.0'], 'toy-dist@3.0': toy['requests-toy@3.0'] }
    const renamed = ['requirements.txt', 'toy-dist==2.0\n', 'toy-dist==3.0\n'] as const
    const context = await moved({ files: testOnly, pins: renamed, testId }, missing('tests/test_cart.py', 5), registry(held))
    expect(climb(context)).toMatchObject({ verdict: 'obsolete_test', rootCause: expect.stringMatching(/^toy-dist 2.0 → 3.0/) })
  })

  test('where a version cannot be had it says which, and why', async () => {
    const held = registry({ 'requests-toy@3.0': toy['requests-toy@3.0'] })
    const { verdict, rootCause } = climb(await moved({ files: testOnly, pins, testId }, missing('tests/test_cart.py', 5), held))
    expect([verdict, rootCause]).toEqual([
      'environment',
      expect.stringContaining('the two versions of requests-toy themselves could not be read (2.0: no wheel of it)'),
    ])
  })

  test('a package in which too much speaks of the name is not compared', async () => {
    const large = (version: keyof typeof toy) => ({
      ...toy[version],
      'requests_toy/large.py': `# fetch_all ${version}${' '.repeat(400_000)}\n`,
    })
    const held = registry({ 'requests-toy@2.0': large('requests-toy@2.0'), 'requests-toy@3.0': large('requests-toy@3.0') })
    const context = await moved({ files: testOnly, pins, testId }, missing('tests/test_cart.py', 5), held)
    expect(climb(context).rootCause).toContain('could not be read (it is too large to be compared)')
  })

  test('what did not change explains nothing', async () => {
    const held = registry({ 'requests-toy@2.0': toy['requests-toy@3.0'], 'requests-toy@3.0': toy['requests-toy@3.0'] })
    const { verdict, rootCause } = climb(await moved({ files: testOnly, pins, testId }, missing('tests/test_cart.py', 5), held))
    expect([verdict, rootCause]).toEqual(['environment', expect.stringContaining('both versions of requests-toy were read, and nothing')])
  })

  test('ranges are not asked for, nor packages that the failure has nothing to do with, nor anything for two compared values', async () => {
    const range = ['requirements.txt', 'requests-toy>=2\n', 'requests-toy>=3\n'] as const
    const held = registry(toy)
    expect(climb(await moved({ files: testOnly, pins: range, testId }, missing('tests/test_cart.py', 5), held)).rootCause).toContain(
      'names one exact version',
    )
    const many = ['requirements.txt', 'a==1\nb==1\nc==1\n', 'a==2\nb==2\nc==2\n'] as const
    await moved({ files: testOnly, pins: many, testId }, missing('tests/test_cart.py', 5), held)
    await moved({ files: testOnly, pins, testId }, { exception: 'AssertionError', message: 'assert 1 == 2' }, held)
    expect(held.asked).toEqual([])
  })
})

const script = {
  'src/cart.ts': 'export const total = (items: readonly number[]) => items.length\n',
  'src/cart.test.ts':
    "import { expect, test } from 'vitest'\nimport { fetchAll } from 'fetch-toy'\n\ntest('total', () => {\n  expect(fetchAll([1])).toEqual([1])\n})\n",
}
const lock = (version: string) => JSON.stringify({ packages: { 'node_modules/fetch-toy': { version } } })
const locks = ['package-lock.json', lock('2.0.0'), lock('3.0.0')] as const
const source = (name: string) => `export function ${name}(items, limit = 10) {\n  const all = [...items]\n  return all.slice(0, limit)\n}\n`
const held = (name: string): Files => ({
  'package.json': JSON.stringify({ name: 'fetch-toy', exports: { '.': { types: './dist/index.d.ts', import: './dist/index.js' } } }),
  'dist/index.js': source(name),
  'dist/index.cjs': `exports.${name} = function ${name}() {}\n`,
  'dist/index.d.ts': `export declare function ${name}(items: number[], limit?: number): number[]\n`,
})
const npm = { 'fetch-toy@2.0.0': held('fetchAll'), 'fetch-toy@3.0.0': held('fetchEvery') }
const scriptId = 'src/cart.test.ts > total'
const notFunction = (file: string, line: number) => ({
  exception: 'TypeError',
  message: '(0 , fetchAll) is not a function',
  ...at(file, line),
})

describe('a package whose contract changed, in JavaScript', () => {
  test('a test that uses the old name is out of date', async () => {
    const context = await moved({ files: script, pins: locks, testId: scriptId }, notFunction('src/cart.test.ts', 5), registry(npm))
    expect(climb(context)).toMatchObject({
      verdict: 'obsolete_test',
      rootCause:
        'fetch-toy 2.0.0 → 3.0.0 (package-lock.json): fetchAll is now fetchEvery; the test still uses the old one at src/cart.test.ts:5',
    })
  })

  test('a module of require that is imported whole is its own default', async () => {
    const whole = (name: string): Files => ({
      'package.json': '{ "main": "lib/main" }',
      'lib/main.js': `exports.${name} = ${name}\n${source(name).slice(7)}`,
    })
    const files = {
      ...script,
      'src/cart.test.ts': script['src/cart.test.ts'].replace('{ fetchAll }', 'toy').replace('fetchAll(', 'toy.fetchAll('),
    }
    const failure = { ...notFunction('src/cart.test.ts', 5), message: 'toy.fetchAll is not a function' }
    const old = registry({ 'fetch-toy@2.0.0': whole('fetchAll'), 'fetch-toy@3.0.0': whole('fetchEvery') })
    expect(climb(await moved({ files, pins: locks, testId: scriptId }, failure, old))).toMatchObject({
      verdict: 'obsolete_test',
      rootCause: expect.stringContaining('fetchAll is now fetchEvery'),
    })
  })

  test('a module below it that is imported by its path', async () => {
    const below = (name: string): Files => ({
      'package.json': '{ "main": "main.js" }',
      'main.js': 'exports.a = 1\n',
      'lib/all.js': source(name),
    })
    const files = { ...script, 'src/cart.test.ts': script['src/cart.test.ts'].replace("'fetch-toy'", "'fetch-toy/lib/all'") }
    const old = registry({ 'fetch-toy@2.0.0': below('fetchAll'), 'fetch-toy@3.0.0': below('fetchEvery') })
    expect(climb(await moved({ files, pins: locks, testId: scriptId }, notFunction('src/cart.test.ts', 5), old))).toMatchObject({
      verdict: 'obsolete_test',
      rootCause: expect.stringContaining('fetchAll is now fetchEvery'),
    })
  })

  test('a product that requires it is broken', async () => {
    const files = {
      ...script,
      'src/cart.ts': "const toy = require('fetch-toy')\n\nexport const total = (items) => toy.fetchAll(items).length\n",
      'src/cart.test.ts': "import { total } from './cart'\n\ntest('total', () => {\n  expect(total([1])).toBe(1)\n})\n",
    }
    const failure = { ...notFunction('src/cart.ts', 3), message: 'toy.fetchAll is not a function' }
    expect(climb(await moved({ files, pins: locks, testId: scriptId }, failure, registry(npm)))).toMatchObject({
      verdict: 'product_regression',
      culprits: [{ file: 'src/cart.ts', line: 3 }],
    })
  })
})
