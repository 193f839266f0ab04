import { describe, expect, test } from 'vitest'
import { relevantUnits } from '../../../src/engine/diagnosis/causes/relevance.ts'
import { isExecuted, type ReachedLines, reachedLines } from '../../../src/engine/diagnosis/reached-lines.ts'
import type { DiagnosisContext } from '../../../src/engine/diagnosis/rule.ts'
import { changedSource } from '../../../src/engine/diagnosis/rungs/changed-source.ts'
import type { TestCoverage } from '../../../src/model/runs/test-coverage.ts'
import type { TestRun } from '../../../src/model/runs/test-run.ts'
import { diagnosisCase } from '../../support/diagnosis-case.ts'
import { subjectOf } from '../../support/probed.ts'

const TEST = 'tests/test_shop.py::test_total'
const TESTS = { 'tests/test_shop.py': 'from cart import total\nfrom label import text\n\ndef test_total():\n    assert total([1]) == 1\n' }
const CART = 'def total(prices):\n    return sum(prices)\n\n\ndef size(prices):\n    return len(prices)\n'
const LABEL = 'def text(cart):\n    return "cart"\n'

const lines = (files: Readonly<Record<string, readonly number[]>>): ReachedLines =>
  new Map(Object.entries(files).map(([file, numbers]) => [file, new Set(numbers)]))

async function shop(reached: ReachedLines | null): Promise<DiagnosisContext> {
  const context = await diagnosisCase({
    base: { ...TESTS, 'cart.py': CART, 'label.py': LABEL },
    head: {
      ...TESTS,
      'cart.py': CART.replace('sum(prices)', 'sum(prices) + 1').replace('len(prices)', 'len(prices) + 1'),
      'label.py': LABEL.replace('"cart"', '"basket"'),
    },
    testId: TEST,
    line: 5,
  })
  return { ...context, reached }
}

const culprits = (context: DiagnosisContext) =>
  changedSource.examine(context).decision?.culprits?.map(({ file, line }) => `${file}:${line}`)

describe('the changed source that a failing test reaches', () => {
  test('without recorded lines all that it imports', async () => {
    expect(culprits(await shop(null))).toEqual(['cart.py:2', 'cart.py:6', 'label.py:2'])
  })

  test('with them only what it runs', async () => {
    const context = await shop(lines({ 'cart.py': [2], 'label.py': [1] }))
    expect(culprits(context)).toEqual(['cart.py:2'])
    expect(changedSource.examine(context).decision?.reason).toEqual({
      code: 'changed-source',
      parts: { files: ['cart.py'], how: 'runs' },
    })
  })

  test('a file that it imports by a name that nobody can follow, when its changed lines run', async () => {
    const context = { ...(await shop(lines({ 'label.py': [2] }))), closure: new Set<string>() }
    expect(culprits(context)).toEqual(['label.py:2'])
  })

  test('where nothing that changed is run, all that it imports: what runs no line may still matter', async () => {
    expect(culprits(await shop(lines({ 'cart.py': [1] })))).toEqual(['cart.py:2', 'cart.py:6', 'label.py:2'])
  })

  test('what it runs is undone first', async () => {
    const units = [[0], [1], [2]]
    const first = async (reached: ReachedLines) => {
      const context = await shop(reached)
      return relevantUnits(units, context.hunks, context)[0]
    }
    expect(await first(lines({ 'label.py': [2] }))).toBe(2)
    expect(await first(lines({ 'cart.py': [6] }))).toBe(1)
  })
})

describe('reachedLines', () => {
  const coverage: TestCoverage = {
    outcome: 'measured',
    tests: { 'tests/test_shop.py': { [TEST]: { 'cart.py': [2], 'plugin.py': [3] } } },
    imported: { 'cart.py': [1], 'label.py': [1], 'plugin.py': [1], 'other.py': [1] },
  }
  const reruns = (...all: (TestCoverage | null)[]) => ({ reruns: all.map((one) => ({ coverage: one }) as TestRun) })
  const closure = new Set(['cart.py', 'label.py'])

  test('what it ran, and what loading the files that it imports or ran did', () => {
    expect(reachedLines(reruns(null, coverage), subjectOf(TEST), closure)).toEqual(
      lines({ 'cart.py': [2, 1], 'label.py': [1], 'plugin.py': [3, 1] }),
    )
  })

  test('a file that did not load ran what loading did', () => {
    expect(reachedLines(reruns(coverage), subjectOf('tests/test_shop.py'), closure)).toEqual(lines({ 'cart.py': [1], 'label.py': [1] }))
  })

  test('nothing is known of a test that was not recorded, nor without a recording', () => {
    expect(reachedLines(reruns(coverage), subjectOf('tests/test_shop.py::test_other'), closure)).toBeNull()
    expect(reachedLines(reruns({ outcome: 'not_run', reason: 'a tracer' }, null), subjectOf(TEST), closure)).toBeNull()
  })
})

test('lines that were taken away were run when their neighbours were', () => {
  const hunk = (line: number, count: number) => ({ file: 'cart.py', after: { line, count } })
  expect([1, 2, 3, 4].map((line) => isExecuted(hunk(line, 0), lines({ 'cart.py': [2] })))).toEqual([false, true, true, false])
  expect([1, 2, 3].map((line) => isExecuted(hunk(line, 1), lines({ 'cart.py': [2] })))).toEqual([false, true, false])
})
