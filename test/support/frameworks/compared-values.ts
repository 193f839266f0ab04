import { expect } from 'vitest'
import type { TestRun } from '../../../src/model/runs/test-run.ts'
import { outcomesOf, testOf } from './project-runs.ts'

/** One test for each way in which Jest and Vitest compare, of a cart whose `total` adds and whose `broken` throws; `mocks` makes mock functions. */
export function comparingTests(mocks: 'jest' | 'vi', more: readonly string[] = []): readonly string[] {
  return [
    "describe('cart', () => {",
    "  test('passes', () => { expect(total([1, 2])).toBe(3) })",
    "  test('value', () => {",
    '    expect(total([1, 2])).toBe(4)',
    '  })',
    "  test.each([1, 2])('row %i', (n) => { expect({ n, list: [n] }).toEqual({ n: 1, list: [1] }) })",
    "  test('match', () => { expect({ a: 1, b: { c: 2 } }).toMatchObject({ b: { c: 3 } }) })",
    `  test('mock', () => { const send = ${mocks}.fn(); send(1, 'me'); expect(send).toHaveBeenCalledWith(2, 'you') })`,
    "  test('later', async () => { await expect(Promise.resolve(total([5]))).resolves.toBe(6) })",
    "  test('not', () => { expect(3).not.toBe(3) })",
    "  test('throws', () => { broken() })",
    "  test('assert', () => { assert.deepStrictEqual({ a: [1] }, { a: [2] }) })",
    "  test('custom', () => { class Odd extends Error {}; throw new Odd('odd') })",
    "  test('message', () => { expect(() => broken()).toThrow('other') })",
    "  test('snapshot', () => { expect({ a: 1 }).toMatchSnapshot() })",
    "  test.skip('skipped', () => {})",
    "  test.todo('todo')",
    ...more,
    '})',
  ]
}

/** Where the tests lie: their file, and the line of it on which they begin; the product's file, and the line that throws. */
export type CartPlaces = { readonly file: string; readonly firstLine: number; readonly product: string; readonly throwingLine: number }

/** What a run of these tests says of each: outcome, line, frames, and both values as the runtime has them. */
export function expectCompared(run: TestRun, { file, firstLine, product, throwingLine }: CartPlaces, more: readonly string[] = []): void {
  const id = (name: string) => `${file} > cart > ${name}`
  const failing = ['value', 'row 2', 'match', 'mock', 'later', 'not', 'throws', 'assert', 'custom', 'message', 'snapshot', ...more]
  const failureOf = (name: string) => testOf(run, id(name)).failure
  expect(run.reason).toBe('')
  expect(outcomesOf(run)).toEqual({
    ...Object.fromEntries(failing.map((name) => [id(name), 'failed'])),
    ...{ [id('passes')]: 'passed', [id('row 1')]: 'passed', [id('skipped')]: 'skipped', [id('todo')]: 'skipped' },
  })
  expect(testOf(run, id('value'))).toMatchObject({ file, name: 'value', line: firstLine + 2 })
  expect(failureOf('value')).toMatchObject({
    phase: 'call',
    exception: 'AssertionError',
    expected: { literal: '4', text: '4', type: 'number' },
    actual: { literal: '3' },
  })
  expect(failureOf('value')?.frames[0]).toMatchObject({ file, line: firstLine + 3 })
  expect(failureOf('row 2')).toMatchObject({ expected: { literal: '{ n: 1, list: [1] }' }, actual: { literal: '{ n: 2, list: [2] }' } })
  expect(failureOf('match')).toMatchObject({ expected: { literal: '{ b: { c: 3 } }' }, actual: { literal: '{ a: 1, b: { c: 2 } }' } })
  expect(failureOf('mock')).toMatchObject({ expected: { text: "[(2, 'you')]" }, actual: { text: "[(1, 'me')]" } })
  expect(failureOf('later')).toMatchObject({ expected: { literal: '6' }, actual: { literal: '5' } })
  expect(failureOf('not')).toMatchObject({ expected: null, actual: { literal: '3' } })
  expect(failureOf('throws')).toMatchObject({ exception: 'RangeError', message: 'too far', expected: null })
  expect(failureOf('throws')?.frames.map((frame) => [frame.file, frame.line])).toEqual([
    [file, firstLine + 10],
    [product, throwingLine],
  ])
  expect(failureOf('assert')).toMatchObject({ expected: { literal: '{ a: [2] }' }, actual: { literal: '{ a: [1] }' } })
  expect(failureOf('custom')).toMatchObject({ exception: 'Odd', message: 'odd' })
  expect(failureOf('message')).toMatchObject({ expected: { literal: '"other"' } })
  expect(run.productFiles).toEqual([product])
  expect(run.outsideFiles).toEqual([])
}
