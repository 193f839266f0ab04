import { expect, test } from 'vitest'
import { parses } from '../../../../src/engine/review/checks/parses.ts'
import { examineTexts } from '../../../support/review-case.ts'

const base = { 'tests/test_a.py': 'def test_a():\n    assert 1\n', 'tests/test_b.py': 'def test_b():\n    assert 1\n' }
const judge = (edited: Readonly<Record<string, string>>) => examineTexts(parses, { base, head: base, edited })

test('one file or several', async () => {
  const good = 'def test_a():\n    assert 2\n'
  expect(await judge({ 'tests/test_a.py': good })).toEqual({ outcome: 'passed', detail: 'the file parses' })
  expect(await judge({ 'tests/test_a.py': good, 'tests/test_b.py': good })).toEqual({ outcome: 'passed', detail: 'all 2 files parse' })
})

test.each([
  ['a bracket that is left open', 'def test_a():\n    assert (1\n', 2],
  ['a keyword alone', 'x = 1\ndef\n', 2],
  ['a statement that is cut short', 'def test_a():\n    assert 1 ==\n', 2],
])('%s is named by its line', async (_, after, line) => {
  expect(await judge({ 'tests/test_a.py': after })).toEqual({
    outcome: 'failed',
    detail: `tests/test_a.py has a syntax error in line ${line}`,
  })
})

test('the broken one of two files is named', async () => {
  expect(await judge({ 'tests/test_a.py': 'x = 1\n', 'tests/test_b.py': 'x = (\n' })).toMatchObject({
    outcome: 'failed',
    detail: expect.stringMatching(/^tests\/test_b\.py /),
  })
})

test('a text that nobody can parse does not pass', async () => {
  expect((await judge({ 'tests/test_a.rb': 'def a\nend\n' })).outcome).toBe('failed')
})

test('TypeScript is read as TypeScript', async () => {
  const typed = { 'test/a.test.ts': 'const a: number = 1\n' }
  expect((await examineTexts(parses, { base: {}, head: {}, edited: typed, framework: 'vitest' })).outcome).toBe('passed')
  const broken = { 'test/a.test.js': 'const a: number = 1\n' }
  expect((await examineTexts(parses, { base: {}, head: {}, edited: broken, framework: 'jest' })).outcome).toBe('failed')
})
