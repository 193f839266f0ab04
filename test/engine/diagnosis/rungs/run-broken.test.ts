import { expect, test } from 'vitest'
import { runBroken } from '../../../../src/engine/diagnosis/rungs/run-broken.ts'
import type { Reproduction } from '../../../../src/model/reproduction.ts'
import type { TestRun } from '../../../../src/model/runs/test-run.ts'
import { diagnosisCase } from '../../../support/diagnosis-case.ts'

const files = { 'shop/cart.py': 'x = 1\n', 'tests/test_cart.py': 'import shop.cart\n' }
const context = await diagnosisCase({ base: files, head: { ...files, 'shop/cart.py': 'x = 2\n' }, testId: 'tests/test_cart.py::test_x' })
const notRun: Reproduction['base'] = { outcome: 'not_run', reason: 'the tests could not run on the base: no pytest' }

function examine(first: Partial<TestRun>, base = notRun) {
  const { reproduction } = context
  return runBroken.examine({ ...context, reproduction: { ...reproduction, base, first: { ...reproduction.first, ...first } } })
}

test('a framework that starts nowhere is the environment', () => {
  const { decision } = examine({ status: 'broken', reason: 'pytest is not installed for python3' })
  expect(decision).toMatchObject({
    verdict: 'environment',
    reason: { code: 'run-broken', parts: { cause: null, why: 'pytest is not installed for python3' } },
  })
})

test('a machine that gave out is named', () => {
  const { decision } = examine({
    status: 'broken',
    reason: 'vitest could not start (exit code 134)',
    output: 'FATAL ERROR: Reached heap limit\nJavaScript heap out of memory',
  })
  expect(decision).toMatchObject({ verdict: 'infrastructure', reason: { code: 'run-broken', parts: { cause: 'out of memory' } } })
})

test('a framework that starts on the base was broken by the change, and the environment is not blamed', () => {
  const base = { outcome: 'ran', run: context.reproduction.first } as const
  const { decision } = examine({ status: 'broken', reason: 'pytest could not start' }, base)
  expect(decision).toMatchObject({ verdict: 'unknown', reason: { code: 'run-broken-by-change' } })
})

test('a run that started lets the next rung look', () => {
  expect(examine({ status: 'completed' }).decision).toBeNull()
})
