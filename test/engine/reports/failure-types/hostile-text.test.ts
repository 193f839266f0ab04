import { expect, test } from 'vitest'
import { MACHINE_RULES } from '../../../../src/engine/diagnosis/rungs/machine/index.ts'
import { readFailure } from '../../../../src/engine/reports/failure-types/index.ts'
import { diagnosisCase } from '../../../support/diagnosis-case.ts'

const LIMIT_MS = 2_000 // the quadratic expressions that this guards against took 20 s for one of these texts, good ones take 0.05 s

test.each(['A', 'a.', 'A_', 'Error', 'expected ', '(a', 'assert '])('a message of nothing but %j is read at once', async (piece) => {
  const text = piece.repeat(10_000 / piece.length)
  const testId = 'tests/test_a.py::test_a'
  const head = { 'shop/cart.py': 'x = 2\n', 'tests/test_a.py': 'import shop.cart\n' }
  const failure = { exception: 'RuntimeError', message: text, stack: `E   ${text}`, expected: null, actual: null }
  const context = await diagnosisCase({ base: { ...head, 'shop/cart.py': 'x = 1\n' }, head, testId, failure })
  const started = performance.now()
  readFailure(failure)
  for (const rule of MACHINE_RULES) rule.examine(context)
  expect(performance.now() - started).toBeLessThan(LIMIT_MS)
})
