import { describe, expect, test } from 'vitest'
import { createProject } from '../../../../src/engine/changes/resolve/project.ts'
import { coverageKept } from '../../../../src/engine/review/checks/coverage-kept.ts'
import { lineMapping } from '../../../../src/engine/review/reading/line-mapping.ts'
import type { CoveredLines, TestCoverage } from '../../../../src/model/runs/test-coverage.ts'
import type { CheckResult } from '../../../../src/model/test-repair.ts'
import { completedRun } from '../../../support/completed-run.ts'
import { testParsers } from '../../../support/grammars.ts'
import { subjectOf } from '../../../support/probed.ts'
import { changesBetween, type Files } from '../../../support/repair.ts'

const TEST = 'tests/test_cart.py::test_total'
/** By the ids of the tests. */
const measured = (lines: Readonly<Record<string, CoveredLines>>): TestCoverage => {
  const byFile = Map.groupBy(Object.entries(lines), ([id]) => subjectOf(id).file)
  const tests = Object.fromEntries([...byFile].map(([file, members]) => [file, Object.fromEntries(members)]))
  return { outcome: 'measured', tests, imported: {} }
}
const of = (lines: CoveredLines) => measured({ [TEST]: lines })

/** The check on two product trees, for what the old test reached on the base and what the repaired one reaches on the head. */
async function judge(
  base: Files,
  head: Files,
  old: TestCoverage,
  now: TestCoverage | null,
  testIds = [TEST],
  isOnlyCompared = false,
): Promise<CheckResult> {
  const parsers = await testParsers()
  const tree = (files: Files) => createProject(new Map(Object.entries(files)), parsers)
  const paths = [...new Set([...Object.keys(base), ...Object.keys(head)])].sort()
  const fileChanges = paths
    .map((path) => ({ path, before: base[path] ?? null, after: head[path] ?? null }))
    .filter(({ before, after }) => before !== after)
  const trees = { before: tree(base), after: tree(head), product: Object.keys(head) }
  const carry = lineMapping({ fileChanges, otherChanges: ['data.py'], changes: await changesBetween(base, head), trees })
  const run = completedRun([], { coverage: now })
  return coverageKept.examine({
    tests: testIds.map(subjectOf),
    alone: [run],
    together: run,
    unrepaired: run,
    old,
    carry,
    isOnlyCompared,
    undone: NOT_RUN,
    strength: NOT_RUN,
    removal: false,
    gone: new Set<string>(),
  })
}

const NOT_RUN = { outcome: 'not_run', reason: '' } as const

const CART = 'def total(prices):\n    whole = 0\n    for price in prices:\n        whole += price\n    return whole\n'
const RENAMED = CART.replace('total', 'grand_total')

describe('coverage-kept', () => {
  test('lines that only moved down are the same lines', async () => {
    const head = { 'cart.py': `"""Carts."""\n\n\n${RENAMED}` }
    const { outcome, detail } = await judge({ 'cart.py': CART }, head, of({ 'cart.py': [2, 3, 4, 5] }), of({ 'cart.py': [5, 6, 7, 8, 99] }))
    expect({ outcome, detail }).toEqual({
      outcome: 'passed',
      detail: '4 lines of the product, all that the old test reached and that still exist',
    })
  })

  test('a line that the change leads past refuses no repair of which nothing reaches the product', async () => {
    const head = { 'cart.py': CART.replace('    return', '    if whole:\n        return 0\n    return') }
    const [old, now] = [of({ 'cart.py': [2, 3, 4, 5] }), of({ 'cart.py': [2, 3, 4, 5, 6] })]
    expect(await judge({ 'cart.py': CART }, head, old, now)).toMatchObject({ outcome: 'failed' })
    const { outcome, detail } = await judge({ 'cart.py': CART }, head, old, now, [TEST], true)
    expect({ outcome, detail }).toEqual({
      outcome: 'not_run',
      detail: 'by the change itself, as what is edited is only compared, no longer reached: cart.py:7',
    })
  })

  test('a line that is no longer reached refuses the repair, and is named as it stands now', async () => {
    const head = { 'cart.py': `"""Carts."""\n\n\n${RENAMED}` }
    const { outcome, detail } = await judge({ 'cart.py': CART }, head, of({ 'cart.py': [2, 3, 4, 5] }), of({ 'cart.py': [5, 6, 8] }))
    expect({ outcome, detail }).toEqual({ outcome: 'failed', detail: 'no longer reached: cart.py:7' })
  })

  test('lines that the change rewrote or took away do not count', async () => {
    const head = { 'cart.py': 'def grand_total(prices):\n    whole = 0\n    whole += sum(prices)\n    return whole\n' }
    const lines = of({ 'cart.py': [2, 3, 4, 5] })
    expect((await judge({ 'cart.py': CART }, head, lines, of({ 'cart.py': [2, 4] }))).outcome).toBe('passed')
    expect((await judge({ 'cart.py': CART }, head, lines, of({ 'cart.py': [2, 3] }))).outcome).toBe('failed')
  })

  test('a moved file is followed, changed on the way or not', async () => {
    const old = of({ 'cart.py': [2, 5] })
    const moved = { 'shop/__init__.py': '', 'shop/cart.py': CART }
    const edited = { 'shop/__init__.py': '', 'shop/cart.py': `import math\n\n\n${CART}` }
    expect((await judge({ 'cart.py': CART }, moved, old, of({ 'shop/cart.py': [2, 5] }))).outcome).toBe('passed')
    expect((await judge({ 'cart.py': CART }, moved, old, of({ 'shop/cart.py': [2] }))).outcome).toBe('failed')
    expect((await judge({ 'cart.py': CART }, edited, old, of({ 'shop/cart.py': [5, 8] }))).outcome).toBe('passed')
    expect((await judge({ 'cart.py': CART }, edited, old, of({ 'shop/cart.py': [2, 5] }))).outcome).toBe('failed')
  })

  test('a function that moved to another file is followed to its lines there', async () => {
    const other = 'def label(cart):\n    return "cart"\n\n\n'
    const base = { 'cart.py': `${other}${CART}`, 'sums.py': 'ZERO = 0\n' }
    const head = { 'cart.py': other, 'sums.py': `ZERO = 0\n\n\n${CART}` }
    const old = of({ 'cart.py': [2, 6, 7, 8, 9] })
    expect((await judge(base, head, old, of({ 'cart.py': [2], 'sums.py': [5, 6, 7, 8] }))).outcome).toBe('passed')
    expect(await judge(base, head, old, of({ 'cart.py': [2], 'sums.py': [5, 6, 8] }))).toMatchObject({
      outcome: 'failed',
      detail: 'no longer reached: sums.py:7',
    })
  })

  test('files that nobody changed are compared as they are', async () => {
    const files = { 'cart.py': CART }
    expect((await judge(files, files, of({ 'cart.py': [2], 'view.py': [7] }), of({ 'cart.py': [2] }))).detail).toBe(
      'no longer reached: view.py:7',
    )
  })

  test('each test is compared with itself: what one lost, another does not make good', async () => {
    const files = { 'cart.py': CART }
    const other = 'tests/test_cart.py::test_other'
    const old = measured({ [TEST]: { 'cart.py': [2, 4] }, [other]: { 'cart.py': [2] } })
    const now = measured({ [TEST]: { 'cart.py': [2] }, [other]: { 'cart.py': [2, 4] } })
    expect((await judge(files, files, old, now, [TEST, other])).outcome).toBe('failed')
  })

  test('an id that is a file stands for all of its tests', async () => {
    const files = { 'cart.py': CART }
    const ids = ['tests/test_cart.py']
    expect((await judge(files, files, of({ 'cart.py': [2] }), of({ 'cart.py': [2] }), ids)).outcome).toBe('passed')
    expect((await judge(files, files, of({ 'cart.py': [2] }), of({}), ids)).outcome).toBe('failed')
  })

  test.each<[string, TestCoverage, TestCoverage | null, string]>([
    ['the base was not recorded', { outcome: 'not_run', reason: 'it was busy' }, of({}), 'on the base: it was busy'],
    ['the head was not recorded', of({ 'cart.py': [2] }), { outcome: 'not_run', reason: 'a tracer' }, 'a tracer'],
    ['nobody asked', of({ 'cart.py': [2] }), null, 'the lines were not recorded'],
    ['the old test did not run', measured({}), of({}), `${TEST} did not run on the base while lines were recorded`],
    [
      'the repaired test did not run',
      of({ 'cart.py': [2] }),
      measured({}),
      `${TEST} did not run with the repair while lines were recorded`,
    ],
    ['the test runs no function', of({}), of({}), 'the old test runs no function of the product'],
    [
      'only what was rewritten is reached',
      of({ 'cart.py': [1] }),
      of({}),
      'every line that the old test reached is one that the change rewrote',
    ],
    [
      'only what cannot be compared is reached',
      of({ 'data.py': [1] }),
      of({}),
      'every line that the old test reached is one that the change rewrote',
    ],
  ])('not run, and why: %s', async (_, old, now, reason) => {
    const { outcome, detail } = await judge({ 'cart.py': CART }, { 'cart.py': RENAMED }, old, now)
    expect({ outcome, detail }).toEqual({ outcome: 'not_run', detail: reason })
  })
})
