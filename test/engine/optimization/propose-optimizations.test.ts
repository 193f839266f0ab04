import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isWithin, worthOf } from '../../../src/engine/optimization/propose-optimizations.ts'
import { proposalsOf } from '../../support/optimize/proposals-of.ts'

function fixture(name: string, ...paths: readonly string[]): Record<string, string> {
  const folder = join('fixtures/optimize', name)
  const own = readdirSync(folder).filter((path) => /\.(?:ini|json|js)$/.test(path))
  return Object.fromEntries([...own, ...paths].map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
}

const OUTBOX = 'tests/test_outbox.py::test_sends_a_letter'

describe('waits', () => {
  test('a pause in front of an assertion becomes a wait for it', async () => {
    const [found] = await proposalsOf('pytest', fixture('pytest-waits', 'tests/test_outbox.py', 'mailroom/outbox.py'), {
      ms: { [OUTBOX]: 500 },
    })
    expect(found?.candidate).toMatchObject({ name: 'condition-wait', risk: 'low', measured: 'tests', tests: [OUTBOX] })
    expect(found?.after).toContain('        if outbox.sent == ["ada@example.org"]:\n            break\n')
    expect(found?.review?.checks.filter(({ outcome }) => outcome === 'failed')).toEqual([])
  })

  test('where something is counted or denied, a shorter wait is a risk', async () => {
    const id = 'tests/test_outbox.py::test_sends_letters_in_their_order'
    const [found] = await proposalsOf('pytest', fixture('pytest-waits', 'tests/test_outbox.py', 'mailroom/outbox.py'), {
      ms: { [id]: 500 },
    })
    expect(found?.candidate).toMatchObject({ name: 'condition-wait', risk: 'medium' })
  })

  const idle = (files: Readonly<Record<string, string>>, path: string, id: string, pause: string) => {
    const at = (files[path] ?? '').indexOf(pause)
    return { ms: { [id]: 200 }, idlePauses: new Map([[id, new Set([at])]]) }
  }

  test('not where the test passed without it and the product looks at a clock: the pause may be what it is about', async () => {
    const files = fixture('pytest-plain', 'tests/test_lock.py', 'locks/lock.py')
    const id = 'tests/test_lock.py::test_stays_closed_for_a_while'
    expect(await proposalsOf('pytest', files, idle(files, 'tests/test_lock.py', id, 'time.sleep(0.2)'))).toEqual([])
  })

  test('a pause goes where nothing of what the test loads goes on by itself', async () => {
    const files = {
      'test_a.py':
        'import time\n\nfrom a import double\n\n\ndef test_a():\n    value = double(2)\n    time.sleep(0.2)\n    assert value == 4\n',
      'a.py': 'def double(n):\n    return 2 * n\n',
    }
    const [found] = await proposalsOf('pytest', files, idle(files, 'test_a.py', 'test_a.py::test_a', 'time.sleep(0.2)'))
    expect(found?.candidate).toMatchObject({ name: 'needless-wait', risk: 'low' })
    expect(found?.after).toContain('    value = double(2)\n    assert value == 4\n')
  })

  test('only what is in focus', async () => {
    const files = fixture('pytest-waits', 'tests/test_outbox.py', 'mailroom/outbox.py')
    expect(await proposalsOf('pytest', files, { ms: { [OUTBOX]: 500 }, focus: [] })).toEqual([])
  })
})

describe('set-up', () => {
  const ids = (file: string, ...names: readonly string[]) => Object.fromEntries(names.map((name) => [`${file}${name}`, 300]))

  test('a fixture of a file is made once for the file', async () => {
    const ms = ids('tests/test_places.py::', 'test_knows_all', 'test_finds_nothing')
    const [found] = await proposalsOf('pytest', fixture('pytest-setup', 'tests/test_places.py', 'atlas/places.py'), { ms })
    expect(found?.candidate).toMatchObject({ name: 'shared-setup', risk: 'medium', shares: true, testId: 'tests/test_places.py' })
    expect(found?.after).toContain('@pytest.fixture(scope="module")\ndef index():')
  })

  test('a fixture that needs one of a test stays', async () => {
    const text =
      'import pytest\n\n\n@pytest.fixture\ndef box(monkeypatch):\n    return []\n\n\ndef test_a(box):\n    assert box == []\n\n\ndef test_b(box):\n    assert not box\n'
    const found = await proposalsOf('pytest', { 'tests/test_a.py': text }, { ms: ids('tests/test_a.py::', 'test_a', 'test_b') })
    expect(found).toEqual([])
  })

  test('a hook becomes one for the suite, and the import with it', async () => {
    const ms = ids('test/tariff.test.js > a tariff > ', 'is signed', 'refuses nothing')
    const [found] = await proposalsOf('vitest', fixture('vitest-setup', 'test/tariff.test.js', 'src/tariff.js'), { ms })
    expect(found?.candidate.name).toBe('shared-setup')
    expect(found?.after).toContain("import { beforeAll, describe, expect, test } from 'vitest'")
    expect(found?.after).toContain('  beforeAll(() => {\n    tariff = buildTariff(')
  })

  test('hooks of mocks are of one test', async () => {
    const text =
      "const { run } = require('../src/a')\nbeforeEach(() => {\n  jest.clearAllMocks()\n})\ntest('a', () => expect(run()).toBe(1))\ntest('b', () => expect(run()).toBe(1))\n"
    const files = {
      'package.json': '{ "devDependencies": { "jest": "*" } }',
      'test/a.test.js': text,
      'src/a.js': 'exports.run = () => 1\n',
    }
    expect(await proposalsOf('jest', files, { ms: ids('test/a.test.js > ', 'a', 'b') })).toEqual([])
  })
})

describe('pauses of the product', () => {
  test('pass at once in tests that come past them', async () => {
    const files = fixture('pytest-backoff', 'tests/test_reader.py', 'feeds/reader.py')
    const line = (files['feeds/reader.py'] ?? '').split('\n').findIndex((one) => one.includes('time.sleep')) + 1
    const id = 'tests/test_reader.py::test_tries_again'
    const [found] = await proposalsOf('pytest', files, { ms: { [id]: 750 }, reached: { [id]: { 'feeds/reader.py': [line] } } })
    expect(found?.candidate).toMatchObject({ name: 'faked-pause', type: 'optimize_mocks', risk: 'medium' })
    expect(found?.after).toContain('monkeypatch.setattr("feeds.reader.time.sleep", lambda seconds: None)')
  })

  test('not where no test comes past them', async () => {
    const files = fixture('pytest-backoff', 'tests/test_reader.py', 'feeds/reader.py')
    expect(await proposalsOf('pytest', files, { ms: { 'tests/test_reader.py::test_tries_again': 750 } })).toEqual([])
  })
})

test('files run beside each other, by the switch of the framework', async () => {
  const files = fixture('vitest-serial', 'test/heat.test.js', 'test/light.test.js', 'src/sensor.js')
  const ms = { 'test/heat.test.js > reads heat': 900, 'test/light.test.js > reads light': 900 }
  const [found] = await proposalsOf('vitest', files, { ms })
  expect(found?.candidate).toMatchObject({ name: 'parallel-files', measured: 'suite', shares: true, risk: 'medium' })
  expect(found?.after).toContain("    include: ['test/**/*.test.js'],\n    maxWorkers: '100%',\n  },\n})")
})

test('a script of the manifest may hold the switch', async () => {
  const files = {
    'package.json': '{\n  "scripts": { "test": "jest --runInBand --ci" },\n  "devDependencies": { "jest": "*" }\n}\n',
    ...{ 'test/a.test.js': "test('a', () => {})\n", 'test/b.test.js': "test('b', () => {})\n" },
  }
  const [found] = await proposalsOf('jest', files, { ms: { 'test/a.test.js > a': 500, 'test/b.test.js > b': 500 } })
  expect(found?.after).toContain('"test": "jest --maxWorkers=100% --ci"')
})

test('a name comes from where it is declared, in place of a module that loads all others', async () => {
  const files = {
    'package.json': '{ "type": "module", "devDependencies": { "vitest": "*" } }',
    ...{
      'src/a.js': 'export const one = () => 1\n',
      'src/b.js': 'export const two = () => 2\n',
      'src/c.js': 'export const three = () => 3\n',
    },
    'src/index.js': "export * from './a.js'\nexport * from './b.js'\nexport * from './c.js'\n",
    'test/a.test.js':
      "import { expect, test } from 'vitest'\nimport { one } from '../src/index.js'\n\ntest('one', () => {\n  expect(one()).toBe(1)\n})\n",
  }
  const [found] = await proposalsOf('vitest', files, { ms: { 'test/a.test.js > one': 5 } })
  expect(found?.candidate).toMatchObject({ name: 'direct-import', measured: 'run' })
  expect(found?.after).toContain("import { one } from '../src/a.js'")
})

test('a test that reaches what another reaches is pointed out, and goes with its blank lines', async () => {
  const text = 'from shop import total\n\n\ndef test_a():\n    assert total(1) == 2\n\n\ndef test_b():\n    assert total(1) == 2\n'
  const reached = { 'shop.py': [2] }
  const [a, b] = ['test_shop.py::test_a', 'test_shop.py::test_b'] as const
  const files = { 'test_shop.py': text, 'shop.py': 'def total(n):\n    return 2 * n\n' }
  const [found] = await proposalsOf('pytest', files, { ms: { [a]: 100, [b]: 100 }, reached: { [a]: reached, [b]: reached } })
  expect(found?.candidate).toMatchObject({ name: 'redundant-test', risk: 'high', removes: b })
  expect(found?.after).toBe('from shop import total\n\n\ndef test_a():\n    assert total(1) == 2\n\n\n')
})

test('what saves most for its risk comes first, and nothing above the tolerance is applied', () => {
  expect(worthOf(100, 'low')).toBeGreaterThan(worthOf(150, 'medium'))
  expect(worthOf(250, 'medium')).toBeGreaterThan(worthOf(100, 'low'))
  expect([isWithin('low', 'low'), isWithin('medium', 'low'), isWithin('high', 'medium'), isWithin('high', 'high')]).toEqual([
    true,
    false,
    false,
    true,
  ])
})
