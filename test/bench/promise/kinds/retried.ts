import { healKind } from '../heal-case.ts'
import { manifest } from '../manifest.ts'
import type { HealCase } from '../promise-case.ts'

/**
 * A function is renamed, and in the same commit the one below it answers wrongly the first time that it is asked. The project runs failing
 * tests again, so its own run of the repaired test passes: at the second try.
 */
export const retried = healKind('retried', () =>
  DOMAINS.flatMap((domain, at) =>
    WAYS.flatMap((way, index) => [
      caseOf(way, domain, null),
      // every way of trying again with every domain, and the bugs in turn
      caseOf(way, domain, BUGS[(at + index) % BUGS.length] ?? null),
    ]),
  ),
)

type Framework = HealCase['framework']

/** How a project has failing tests tried again: `files` beside the test, `write` puts its test where that is said. */
type Way = {
  readonly framework: Framework
  readonly name: string
  readonly files: Readonly<Record<string, string>>
  readonly write: (test: Written) => string
}

/** A test in its language, ready to be put somewhere: its imports, its title, what it does. */
type Written = { readonly imports: string; readonly title: string; readonly body: string }

type Domain = { readonly module: string; readonly names: readonly [string, string]; readonly table: Readonly<Record<string, number>> }

const DOMAINS: readonly Domain[] = [
  { module: 'tariff', names: ['charge', 'price_of_trip'], table: { north: 4, south: 7 } },
  { module: 'shelf', names: ['capacity', 'room_on'], table: { oak: 30, pine: 12 } },
  { module: 'rota', names: ['shifts', 'shifts_needed'], table: { kitchen: 5, floor: 9 } },
]

/** What the function below answers the first time, in Python and in JavaScript; `table` holds the right answers. */
type Bug = { readonly name: string; readonly python: string; readonly javascript: string }

const BUGS: readonly Bug[] = [
  {
    name: 'counter',
    python: 'calls = []\n\n\ndef lookup(key):\n    calls.append(key)\n    return TABLE[key] if len(calls) > 1 else 0\n',
    javascript: 'let calls = 0\n\nfunction lookup(key) {\n  calls += 1\n  return calls > 1 ? TABLE[key] : 0\n}\n',
  },
  {
    name: 'cache that is filled after it was read',
    python: 'known = {}\n\n\ndef lookup(key):\n    found = known.get(key, 0)\n    known[key] = TABLE[key]\n    return found\n',
    javascript:
      'const known = new Map()\n\nfunction lookup(key) {\n  const found = known.get(key) ?? 0\n  known.set(key, TABLE[key])\n  return found\n}\n',
  },
  {
    name: 'table that is loaded after it was asked',
    python:
      'loaded = {}\n\n\ndef lookup(key):\n    if not loaded:\n        loaded.update(TABLE)\n        raise LookupError("not loaded")\n    return loaded[key]\n',
    javascript:
      "let loaded = null\n\nfunction lookup(key) {\n  if (loaded === null) {\n    loaded = TABLE\n    throw new Error('not loaded')\n  }\n  return loaded[key]\n}\n",
  },
]

const RIGHT: Bug = {
  name: 'right',
  python: 'def lookup(key):\n    return TABLE[key]\n',
  javascript: 'function lookup(key) {\n  return TABLE[key]\n}\n',
}

const WAYS: readonly Way[] = [...pytestWays(), ...jestWays(), ...vitestWays()]

/** All plugins are installed, and they share a marker: a project uses one. */
function pytestWays(): readonly Way[] {
  const plugins = ['rerunfailures', 'flaky', 'pytest-retry']
  const ini = (plugin: string, words: string, more: string) => {
    const others = plugins.filter((one) => one !== plugin).map((one) => `-p no:${one}`)
    return { 'pytest.ini': `[pytest]\naddopts = ${[...others, words].join(' ').trim()}\n${more}` }
  }
  const written =
    (decorator: string) =>
    ({ imports, title, body }: Written) => {
      const used = decorator.startsWith('@pytest') ? 'import pytest\n' : decorator === '' ? '' : 'from flaky import flaky\n\n'
      return `${used}${imports}\n\n${decorator === '' ? '' : `${decorator}\n`}def test_${title}():\n    ${body}\n`
    }
  const way = (plugin: string, name: string, decorator: string, words = '', more = ''): Way => {
    return { framework: 'pytest', name: `${plugin}, ${name}`, files: ini(plugin, words, more), write: written(decorator) }
  }
  const hook =
    'from _pytest.runner import runtestprotocol\n\n\ndef pytest_runtest_protocol(item, nextitem):\n    for _ in range(2):\n        reports = runtestprotocol(item, nextitem=nextitem, log=False)\n        if not any(report.failed for report in reports):\n            break\n    for report in reports:\n        item.ihook.pytest_runtest_logreport(report=report)\n    return True\n'
  return [
    way('rerunfailures', 'marker', '@pytest.mark.flaky(reruns=2)'),
    way('rerunfailures', '--reruns', '', '--reruns 2'),
    way('rerunfailures', '--force-reruns', '', '--force-reruns=2'),
    way('rerunfailures', 'ini', '', '', 'reruns = 2\n'),
    way('flaky', 'marker', '@pytest.mark.flaky(max_runs=3)'),
    way('flaky', 'decorator', '@flaky'),
    way('flaky', '--force-flaky', '', '--force-flaky'),
    way('pytest-retry', 'marker', '@pytest.mark.flaky(retries=2)'),
    way('pytest-retry', '--retries', '', '--retries 2'),
    { framework: 'pytest', name: 'hook of the project', files: { 'conftest.py': hook, ...ini('', '', '') }, write: written('') },
  ]
}

function jestWays(): readonly Way[] {
  const plain = ({ imports, title, body }: Written) => `${imports}\ntest('${title}', () => {\n  ${body}\n})\n`
  const setUp = { 'jest.config.js': "module.exports = { setupFilesAfterEnv: ['./jest.setup.js'] }\n" }
  return [
    { framework: 'jest', name: 'retryTimes of the file', files: {}, write: (test) => `${plain(test)}\njest.retryTimes(2)\n` },
    {
      ...{ framework: 'jest', name: 'retryTimes at once', files: {} },
      write: (test) => `${plain(test)}\njest.retryTimes(1, { retryImmediately: true })\n`,
    },
    { framework: 'jest', name: 'set-up file', files: { ...setUp, 'jest.setup.js': 'jest.retryTimes(2)\n' }, write: plain },
    {
      ...{ framework: 'jest', name: 'hook', files: {} },
      write: (test) => plain(test).replace("test('", "beforeAll(() => {\n  jest.retryTimes(2)\n})\n\ntest('"),
    },
  ]
}

function vitestWays(): readonly Way[] {
  const test = (options: string) => (written: Written) => {
    return `import { expect, test } from 'vitest'\n${written.imports}\ntest('${written.title}', ${options}() => {\n  ${written.body}\n})\n`
  }
  const described = ({ imports, title, body }: Written) =>
    `import { describe, expect, test } from 'vitest'\n${imports}\ndescribe('all', { retry: 2 }, () => {\n  test('${title}', () => {\n    ${body}\n  })\n})\n`
  const config = (text: string) => ({ 'vitest.config.js': `export default { test: ${text} }\n` })
  return [
    { framework: 'vitest', name: 'configuration', files: config('{ retry: 2 }'), write: test('') },
    { framework: 'vitest', name: 'project', files: config("{ projects: [{ test: { name: 'unit', retry: 1 } }] }"), write: test('') },
    { framework: 'vitest', name: 'test', files: {}, write: test('{ retry: 1 }, ') },
    { framework: 'vitest', name: 'test, as an object', files: {}, write: test('{ retry: { count: 2 } }, ') },
    { framework: 'vitest', name: 'describe', files: {}, write: described },
  ]
}

function caseOf(way: Way, { module, names, table }: Domain, bug: Bug | null): HealCase {
  const [old, renamed] = names
  const { framework } = way
  const [key, value] = Object.entries(table)[0] ?? ['', 0]
  const isPython = framework === 'pytest'
  const source = (name: string, below: Bug) =>
    isPython ? pythonSource(name, table, below) : javascriptSource(framework, name, table, below)
  const title = `${old}_of_${key}`
  const test = isPython
    ? way.write({ imports: `from ${module} import ${old}\n`, title, body: `assert ${old}("${key}") == ${value * 2}` })
    : way.write({ imports: importOf(framework, old, module), title, body: `expect(${old}('${key}')).toBe(${value * 2})` })
  const [file, testFile] = isPython ? [`${module}.py`, `test_${module}.py`] : [`${module}.js`, `${module}.test.js`]
  return {
    name: `${framework}: ${way.name}, ${module}${bug === null ? '' : `, ${bug.name}`}`,
    ...{ framework, honest: bug === null, message: `Rename ${old} to ${renamed}` },
    ...(isPython ? { home: 'pytest-plugins' as const } : {}),
    before: {
      ...(isPython ? {} : { 'package.json': manifest(framework, module) }),
      ...way.files,
      [file]: source(old, RIGHT),
      [testFile]: test,
    },
    after: { [file]: source(renamed, bug ?? RIGHT) },
  }
}

function pythonSource(name: string, table: Domain['table'], { python }: Bug): string {
  return `TABLE = ${JSON.stringify(table)}\n${python.startsWith('def') ? '\n\n' : ''}${python}\n\ndef ${name}(key):\n    return lookup(key) * 2\n`
}

function javascriptSource(framework: Framework, name: string, table: Domain['table'], { javascript }: Bug): string {
  const [start, end] = framework === 'vitest' ? ['export ', ''] : ['', `\nmodule.exports = { ${name} }\n`]
  return `const TABLE = ${JSON.stringify(table)}\n${javascript}\n${start}function ${name}(key) {\n  return lookup(key) * 2\n}\n${end}`
}

function importOf(framework: Framework, name: string, module: string): string {
  return framework === 'vitest' ? `import { ${name} } from './${module}.js'\n` : `const { ${name} } = require('./${module}.js')\n`
}
