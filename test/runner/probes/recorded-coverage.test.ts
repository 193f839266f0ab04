import { describe, expect, test } from 'vitest'
import type { ProbeRecord } from '../../../src/runner/probes/probe-record.ts'
import { mergeCoverage, recordedCoverage } from '../../../src/runner/probes/recorded-coverage.ts'

const record = (name: string | null, lines: Record<string, number[]>, file = 'tests/test_cart.py'): ProbeRecord => ({
  kind: 'coverage',
  test: name === null ? null : { id: name, file },
  lines,
})
const MANY = Array.from({ length: 100_000 }, (_, line) => line + 1)
const isProduct = (file: string) => !file.startsWith('tests/')

describe('recordedCoverage', () => {
  test('puts the attempts of a test together, and leaves tests out', () => {
    const records = [
      record('a', { 'cart.py': [3, 1], 'tests/test_cart.py': [4] }),
      record('a', { 'cart.py': [2, 3] }),
      record('b', { 'tests/test_cart.py': [9] }),
      record('c', { 'cart.py': [8] }, 'tests/test_tax.py'),
      record(null, { 'cart.py': [7] }),
      record(null, { 'cart.py': [5], 'tests/test_cart.py': [1] }),
    ]
    expect(recordedCoverage(records, true, isProduct)).toEqual({
      outcome: 'measured',
      tests: { 'tests/test_cart.py': { a: { 'cart.py': [1, 2, 3] }, b: {} }, 'tests/test_tax.py': { c: { 'cart.py': [8] } } },
      imported: { 'cart.py': [5, 7] },
    })
  })

  test.each<[string, ProbeRecord[], boolean, string]>([
    ['a file in which it was lost', [record('a', {}), { kind: 'coverage_lost', reason: 'a tracer' }], true, 'a tracer'],
    ['a run that was cut short', [record('a', { 'cart.py': [1] })], false, 'the run ended before the lines could be read'],
    ['a run in which nothing was recorded', [{ kind: 'done' }], true, 'no test ran while lines were recorded'],
    ['a flood of lines', Array.from({ length: 21 }, () => record('a', { 'cart.py': MANY })), true, 'more than 2000000 executed lines'],
  ])('says why not: %s', (_, records, ended, reason) => {
    expect(recordedCoverage(records, ended, isProduct)).toEqual({ outcome: 'not_run', reason })
  })
})

test('projects are measured together when each of them was', () => {
  const one = recordedCoverage([record('a', { 'one/cart.py': [1] }, 'one/test_a.py'), record(null, { 'shared.py': [1] })], true, isProduct)
  const other = recordedCoverage(
    [record('b', { 'two/cart.py': [1] }, 'two/test_b.py'), record(null, { 'shared.py': [2] })],
    true,
    isProduct,
  )
  expect(mergeCoverage([one, other])).toEqual({
    outcome: 'measured',
    tests: { 'one/test_a.py': { a: { 'one/cart.py': [1] } }, 'two/test_b.py': { b: { 'two/cart.py': [1] } } },
    imported: { 'shared.py': [1, 2] },
  })
  expect(mergeCoverage([one, { outcome: 'not_run', reason: 'a tracer' }])).toEqual({ outcome: 'not_run', reason: 'a tracer' })
  expect(mergeCoverage([null, null])).toBeNull()
})
