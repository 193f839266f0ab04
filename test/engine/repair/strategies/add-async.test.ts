import { describe, expect, test } from 'vitest'
import { oraclePreserved } from '../../../../src/engine/review/checks/oracle-preserved.ts'
import { type Files, repaired } from '../../../support/repair.ts'
import { examineTexts } from '../../../support/review-case.ts'

/** The repaired test files, if the review knows every edit as declared. */
async function reviewed(base: Files, head: Files, tests: Files): Promise<Files | null> {
  const found = await repaired(base, head, tests)
  if (found === null) return null
  const edited = Object.fromEntries(Object.entries(found).filter(([path, text]) => tests[path] !== text))
  const framework = Object.keys(tests).some((path) => path.endsWith('.py')) ? 'pytest' : 'vitest'
  expect(
    await examineTexts(oraclePreserved, { base: { ...base, ...tests }, head: { ...head, ...tests }, edited, framework }),
  ).toMatchObject({
    outcome: 'passed',
  })
  return found
}

async function repairedText(base: Files, head: Files, text: string, path: string): Promise<string | null> {
  return (await reviewed(base, head, { [path]: text }))?.[path] ?? null
}

const QUEUE = (word: string, wait: string) => ({
  'src/queue.js': `export class Queue {
  constructor(store) {
    this.store = store
  }
  ${word}push(id) {
    return ${wait}this.store.put(id)
  }
  ${word}next() {
    return ${wait}this.store.take()
  }
  describe() {
    return 'queue'
  }
}
`,
})
const script = (lines: string) => `import { Queue } from '../src/queue.js'\n\n${lines}\n`
const inScript = (before: string) => repairedText(QUEUE('', ''), QUEUE('async ', 'await '), script(before), 'test/queue.test.js')

describe('tests in JavaScript wait', () => {
  test.each([
    [
      'at every use',
      `test('a', () => {\n  const queue = new Queue([])\n  expect(queue.push('a')).toBe(1)\n  expect(queue.next().id).toBe('a')\n  expect(queue.describe()).toBe('queue')\n})`,
      `test('a', async () => {\n  const queue = new Queue([])\n  expect(await queue.push('a')).toBe(1)\n  expect((await queue.next()).id).toBe('a')\n  expect(queue.describe()).toBe('queue')\n})`,
    ],
    [
      'where something is thrown',
      `it('a', function () {\n  expect(() => new Queue().push('')).toThrow('an id')\n  expect(() => { new Queue().push('') }).toThrow(TypeError)\n  expect(() => new Queue().push('b')).not.toThrow()\n})`,
      `it('a', async function () {\n  await expect(new Queue().push('')).rejects.toThrow('an id')\n  await expect(new Queue().push('')).rejects.toThrow(TypeError)\n  await expect(new Queue().push('b')).resolves.not.toThrow()\n})`,
    ],
    [
      'where more than the call may throw',
      `it('a', () => {\n  expect(() => JSON.parse(new Queue().next())).toThrow(SyntaxError)\n})`,
      `it('a', async () => {\n  await expect(async () => JSON.parse(await new Queue().next())).rejects.toThrow(SyntaxError)\n})`,
    ],
    [
      'in helpers and hooks',
      `let queue\n\nbeforeEach(() => {\n  queue = new Queue([])\n  fill('z')\n})\n\nfunction fill(...ids) {\n  ids.forEach((id) => queue.push(id))\n}\n\ntest('a', () => {\n  fill('a', 'b')\n  expect(queue.next()).toBe('z')\n})`,
      `let queue\n\nbeforeEach(async () => {\n  queue = new Queue([])\n  await fill('z')\n})\n\nasync function fill(...ids) {\n  for (const id of ids) await queue.push(id)\n}\n\ntest('a', async () => {\n  await fill('a', 'b')\n  expect(await queue.next()).toBe('z')\n})`,
    ],
    [
      'through a helper that is nothing but the call',
      `const put = (id) => new Queue([]).push(id)\n\ntest.each([1, 2])('a %i', (id) => {\n  expect(put(id)).toBe(1)\n})`,
      `const put = (id) => new Queue([]).push(id)\n\ntest.each([1, 2])('a %i', async (id) => {\n  expect(await put(id)).toBe(1)\n})`,
    ],
    [
      'each for the other',
      `test('a', async () => {\n  const queue = new Queue([])\n  expect(queue.push(queue.next())).toBe(1)\n  expect(queue.next().push(queue.next()).length).toBe(await 2)\n})`,
      `test('a', async () => {\n  const queue = new Queue([])\n  expect(await queue.push(await queue.next())).toBe(1)\n  expect((await queue.next()).push(await queue.next()).length).toBe(await 2)\n})`,
    ],
    ['nowhere else', `test('a', () => {\n  expect(new Queue([]).describe()).toBe('queue')\n})`, null],
    ['nowhere twice', `test('a', async () => {\n  expect(await new Queue([]).next()).toBe(1)\n})`, null],
    ['not outside of functions', `const first = new Queue([]).next()\n\ntest('a', () => {\n  expect(first).toBe(1)\n})`, null],
    ['not where nobody waits', `test('a', () => {\n  expect([1, 2].filter((id) => new Queue([]).push(id))).toEqual([])\n})`, null],
    ['not where a test is told that it is over', `test('a', (done) => {\n  expect(new Queue([]).next()).toBe(1)\n  done()\n})`, null],
    [
      'not where a helper is handed on',
      `function put(id) {\n  const size = new Queue([]).push(id)\n  return size + 1\n}\n\ntest('a', () => {\n  expect([1].map(put)).toEqual([2])\n})`,
      null,
    ],
    [
      'not in a group of tests',
      `describe('a', () => {\n  const size = new Queue([]).push(1)\n  test('b', () => {\n    expect(size).toBe(1)\n  })\n})`,
      null,
    ],
  ])('%s', async (_, before, after) => {
    expect(await inScript(before)).toBe(after === null ? null : script(after))
  })

  test('a typed helper promises what it gave', async () => {
    const [base, head] = ['', 'async '].map((word) => ({
      'src/load.ts': `export ${word}function load(id: string) {\n  return id.length\n}\n`,
    }))
    const text = (word: string, wait: string, type: string) =>
      `import { load } from '../src/load'\n\n${word}function twice(id: string): ${type} {\n  return 2 * ${wait}load(id)\n}\n\ntest('a', ${word}() => {\n  expect(${wait}twice('a')).toBe(2)\n})\n`
    expect(await repairedText(base ?? {}, head ?? {}, text('', '', 'number'), 'test/load.test.ts')).toBe(
      text('async ', 'await ', 'Promise<number>'),
    )
  })
})

const LOAD = (word: string) => ({
  'app/__init__.py': '',
  'app/load.py': `${word}def load(name):\n    if not name:\n        raise ValueError("a name")\n    return name.upper()\n`,
})
const python = (imports: string, lines: string) => `${imports}from app.load import load\n\n\n${lines}\n`
const inPython = async (before: string, others: Readonly<Record<string, string>> = {}) =>
  (await reviewed(LOAD(''), LOAD('async '), { 'tests/test_load.py': before, ...others }))?.['tests/test_load.py'] ?? null

describe('tests in Python wait', () => {
  const MARKED = { 'tests/test_other.py': 'import pytest\n\n\n@pytest.mark.asyncio\nasync def test_b():\n    assert True\n' }
  const AUTO = { 'tests/test_other.py': 'async def test_b():\n    assert True\n' }
  const PLAIN = 'def test_a():\n    assert load("a") == "A"\n    assert load("a").lower() == "a"'

  test('by the marker that the project uses', async () => {
    const lines =
      '@pytest.mark.asyncio\nasync def test_a():\n    assert await load("a") == "A"\n    assert (await load("a")).lower() == "a"'
    expect(await inPython(python('', PLAIN), MARKED)).toBe(python('import pytest\n\n', lines))
    expect(await inPython(python('import pytest\n\n', PLAIN), MARKED)).toBe(python('import pytest\n\n', lines))
  })

  test('without a marker where the project uses none, or the class or the module has it', async () => {
    const lines = 'async def test_a():\n    assert await load("a") == "A"\n    assert (await load("a")).lower() == "a"'
    expect(await inPython(python('', PLAIN), AUTO)).toBe(python('', lines))
    const marked = 'import pytest\n\npytestmark = pytest.mark.anyio\n\n'
    expect(await inPython(python(marked, PLAIN))).toBe(python(marked, lines))
    const inCase = (word: string, wait: string) =>
      python(
        'import unittest\n',
        `class TestLoad(unittest.IsolatedAsyncioTestCase):\n    ${word}def test_a(self):\n        self.assertEqual(${wait}load("a"), "A")`,
      )
    expect(await inPython(inCase('', ''))).toBe(inCase('async ', 'await '))
  })

  test('with a loop of its own where nothing runs asynchronous tests', async () => {
    const lines = 'def test_a():\n    assert asyncio.run(load("a")) == "A"\n    assert asyncio.run(load("a")).lower() == "a"'
    expect(await inPython(python('', PLAIN))).toBe(python('import asyncio\n\n', lines))
    const inCase = (call: string) =>
      `class TestLoad(unittest.TestCase):\n    def setUp(self):\n        self.name = ${call}\n\n    def test_a(self):\n        assert self.name == "A"`
    expect(await inPython(python('import unittest\n', inCase('load("a")')), MARKED)).toBe(
      python('import asyncio\nimport unittest\n', inCase('asyncio.run(load("a"))')),
    )
  })

  test('inside of what has to raise, and below decorators', async () => {
    const lines = (mark: string, word: string, wait: string) =>
      `${mark}@pytest.mark.parametrize("name", ["", None])\n${word}def test_a(name):\n    with pytest.raises(ValueError, match="a name"):\n        ${wait}load(name)`
    expect(await inPython(python('import pytest\n', lines('', '', '')), MARKED)).toBe(
      python('import pytest\n', lines('@pytest.mark.asyncio\n', 'async ', 'await ')),
    )
  })

  test('with their helpers, in other files too', async () => {
    const helper = (word: string, wait: string) =>
      `from app.load import load\n\n\n${word}def shout(name):\n    return ${wait}load(name) + "!"\n`
    const tests = (word: string, wait: string) =>
      `from tests.tools import shout\n\n\n${word}def test_a():\n    assert ${wait}shout("a") == "A!"\n`
    const found = await reviewed(LOAD(''), LOAD('async '), {
      'tests/tools.py': helper('', ''),
      'tests/test_load.py': tests('', ''),
      ...AUTO,
    })
    expect(found).toMatchObject({ 'tests/tools.py': helper('async ', 'await '), 'tests/test_load.py': tests('async ', 'await ') })
  })

  test.each([
    ['a generator', 'def test_a():\n    assert list(load(name) for name in "ab") == ["A", "B"]'],
    ['a nested function', 'def test_a():\n    def inner():\n        return load("a")\n    assert inner() == "A"'],
  ])('not in %s of an asynchronous test', async (_, lines) => {
    expect(await inPython(python('', lines), AUTO)).toBeNull()
  })
})
