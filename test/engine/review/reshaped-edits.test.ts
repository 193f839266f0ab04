import { describe, expect, test } from 'vitest'
import { oraclePreserved } from '../../../src/engine/review/checks/oracle-preserved.ts'
import { examineTexts } from '../../support/review-case.ts'

describe('brackets come and go where a member became a method or a property', () => {
  const product = (area: string, center: string) =>
    `class Box:\n    def __init__(self, width, height):\n        self.width = width\n        self.height = height\n\n${area}    def area(self):\n        return self.width * self.height\n\n${center}    def center(self):\n        return (self.width / 2, self.height / 2)\n\n    def name(self):\n        return "box"\n`
  const PROPERTY = '    @property\n'
  const test_ = (line: string) => `from geo.box import Box\n\n\ndef test_box():\n    box = Box(3, 4)\n    ${line}\n`
  const judge = (before: string, after: string) =>
    examineTexts(oraclePreserved, {
      base: { 'geo/box.py': product('', PROPERTY), 'tests/test_box.py': test_(before) },
      head: { 'geo/box.py': product(PROPERTY, ''), 'tests/test_box.py': test_(before) },
      edited: { 'tests/test_box.py': test_(after) },
    })

  test.each([
    ['assert box.area() == 12', 'assert box.area == 12'],
    ['assert box.center == (1.5, 2)', 'assert box.center() == (1.5, 2)'],
    ['assert Box(*box.center).area() == 3', 'assert Box(*box.center()).area == 3'],
  ])('%s → %s', async (before, after) => {
    expect(await judge(before, after)).toMatchObject({ outcome: 'passed' })
  })

  test.each([
    ['assert box.area() == 12', 'assert box.area == 13'],
    ['assert box.area() == 12', 'assert box.width == 12'],
    ['assert box.area() == 12', 'assert box.area'],
    ['assert box.center == (1.5, 2)', 'assert box.center(1) == (1.5, 2)'],
    ['assert box.center == (1.5, 2)', 'assert box.center()() == (1.5, 2)'],
    ['assert box.name() == "box"', 'assert box.name == "box"'],
    ['assert box.width == 3', 'assert box.width() == 3'],
  ])('not %s → %s', async (before, after) => {
    expect(await judge(before, after)).toMatchObject({ outcome: 'failed' })
  })
})

describe('a test waits for what became asynchronous', () => {
  const product = (word: string) => ({
    'src/load.js': `export ${word}function load(id) {\n  if (!id) throw new TypeError('an id')\n  return id.length\n}\n\nexport function size(id) {\n  return id.length\n}\n`,
  })
  const text = (lines: string) =>
    `import { load, size } from '../src/load.js'\n\nfunction both(id) {\n  return load(id) + 1\n}\n\n${lines}\n`
  const judge = (before: string, after: string, helper = '') => {
    const file = { 'test/load.test.js': text(before) }
    const edited = text(after).replace('function both(id) {\n  return load', helper || 'function both(id) {\n  return load')
    const [base, head] = [
      { ...product(''), ...file },
      { ...product('async '), ...file },
    ]
    return examineTexts(oraclePreserved, { base, head, edited: { 'test/load.test.js': edited }, framework: 'vitest' })
  }
  const WAITS = 'async function both(id) {\n  return await load'
  const sync = (line: string) => `it('a', () => {\n  ${line}\n})`
  const wait = (line: string) => `it('a', async () => {\n  ${line}\n})`

  test.each([
    [sync("expect(load('a')).toBe(1)"), wait("expect(await load('a')).toBe(1)")],
    [sync("expect(() => load('')).toThrow(TypeError)"), wait("await expect(load('')).rejects.toThrow(TypeError)")],
    [sync("expect(load('a')).toBe(size('a'))"), wait("expect(await load('a')).toBe(size('a'))")],
  ])('%s → %s', async (before, after) => {
    expect(await judge(before, after)).toMatchObject({ outcome: 'passed' })
  })

  test.each([
    ['another value', sync("expect(load('a')).toBe(1)"), wait("expect(await load('a')).toBe(2)")],
    ['a half that is not waited for', sync("expect(load('a')).toBe(load('b'))"), wait("expect(await load('a')).toBe(load('b'))")],
    ['what is still synchronous', sync("expect(size('a')).toBe(1)"), wait("expect(await size('a')).toBe(1)")],
    ['a function that waits for nothing', sync("expect(size('a')).toBe(1)"), wait("expect(size('a')).toBe(1)")],
    ['another error', sync("expect(() => load('')).toThrow(TypeError)"), wait("await expect(load('')).rejects.toThrow(Error)")],
    ['no error', sync("expect(() => load('')).toThrow(TypeError)"), wait("await expect(load('')).resolves.toThrow(TypeError)")],
    [
      'a matcher that nobody waits for',
      sync("expect(() => load('')).toThrow(TypeError)"),
      wait("expect(load('')).rejects.toThrow(TypeError)"),
    ],
    ['another call', sync("expect(() => load('')).toThrow(TypeError)"), wait('await expect(load(null)).rejects.toThrow(TypeError)')],
    ['another loop', sync("['a'].forEach((id) => load(id))"), wait('for (const id of []) await load(id)')],
    ['a loop over another name', sync("['a'].forEach((id) => load(id))"), wait("for (const it of ['a']) await load(id)")],
    ['a wait of its own', sync("expect(load('a')).toBe(1)"), wait("await null\n  expect(await load('a')).toBe(1)")],
  ])('but not for %s', async (_, before, after) => {
    expect(await judge(before, after)).toMatchObject({ outcome: 'failed' })
  })

  test('and for every helper that waits', async () => {
    const [before, after] = [sync("expect(both('a')).toBe(2)"), wait("expect(await both('a')).toBe(2)")]
    expect(await judge(before, after, WAITS)).toMatchObject({ outcome: 'passed' })
    expect(await judge(before, before, WAITS)).toMatchObject({ outcome: 'failed' })
    expect(await judge(before, after)).toMatchObject({ outcome: 'failed' })
    const truthy = sync("expect(both('a')).toBeTruthy()")
    expect(await judge(truthy, truthy, WAITS)).toMatchObject({ outcome: 'failed' })
  })
})

describe('a test in Python waits for what became asynchronous', () => {
  const product = (word: string) => ({ 'app/load.py': `${word}def load(name):\n    return name.upper()\n` })
  const text = (imports: string, lines: string) => `${imports}from app.load import load\n\n\n${lines}\n`
  const PLAIN = text('', 'def test_a():\n    assert load("a") == "A"')
  const judge = (after: string, other = '') => {
    const tests = { 'tests/test_load.py': PLAIN, 'tests/test_other.py': other }
    const [base, head] = [
      { ...product(''), ...tests },
      { ...product('async '), ...tests },
    ]
    return examineTexts(oraclePreserved, { base, head, edited: { 'tests/test_load.py': after } })
  }
  const MARKED = 'import pytest\n\n\n@pytest.mark.asyncio\nasync def test_b():\n    assert True\n'
  const waits = (mark: string) => `${mark}async def test_a():\n    assert await load("a") == "A"`

  test('by a loop of its own', async () => {
    const lines = 'def test_a():\n    assert asyncio.run(load("a")) == "A"'
    expect(await judge(text('import asyncio\n\n', lines))).toMatchObject({ outcome: 'passed' })
    expect(await judge(text('', lines))).toMatchObject({ outcome: 'failed' })
    expect(await judge(text('from tests import asyncio\n\n', lines))).toMatchObject({ outcome: 'failed' })
    expect(await judge(text('import asyncio\nimport os\n\n', lines))).toMatchObject({ outcome: 'failed' })
  })

  test('by the marker of the project, and no other', async () => {
    expect(await judge(text('import pytest\n\n', waits('@pytest.mark.asyncio\n')), MARKED)).toMatchObject({ outcome: 'passed' })
    expect(await judge(text('import pytest\n\n', waits('@pytest.mark.skip\n')), MARKED)).toMatchObject({ outcome: 'failed' })
    // a test that nobody runs passes for ever
    expect(await judge(text('', waits('')))).toMatchObject({ outcome: 'failed' })
  })
})
