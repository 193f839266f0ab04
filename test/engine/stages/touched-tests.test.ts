import { describe, expect, test } from 'vitest'
import { touchedTests } from '../../../src/engine/stages/touched-tests.ts'
import type { ProbedTest } from '../../../src/model/runs/test-run.ts'
import { completedRun } from '../../support/completed-run.ts'
import { probedTest } from '../../support/probed.ts'

const text = 'from m import old\n\ndef test_a():\n    old()\n\ndef test_b():\n    assert 1 == 2\n'
const probed = (name: string, line: number, outcome: ProbedTest['outcome']): ProbedTest => probedTest(`t.py::${name}`, outcome, { line })
const run = completedRun([probed('test_a', 3, 'failed'), probed('test_b', 6, 'failed')])
const edit = (part: string) => {
  const start = text.indexOf(part)
  return { file: 't.py', range: { start, end: start + part.length }, replacement: 'new', effect: 'reach' as const, causes: [] }
}
const touched = (part: string) => touchedTests([edit(part)], new Map([['t.py', text]]), run)

describe('touchedTests', () => {
  test('an edit belongs to the test that begins above it', () => {
    expect(touched('old()')).toEqual(['t.py::test_a'])
    expect(touched('1 == 2')).toEqual(['t.py::test_b'])
  })

  test('an edit above all tests touches none', () => {
    expect(touched('import old')).toEqual([])
  })

  test('a test that passed is not asked about', () => {
    const passing = { ...run, tests: [probed('test_a', 3, 'passed')] }
    expect(touchedTests([edit('old()')], new Map([['t.py', text]]), passing)).toEqual([])
  })
})
