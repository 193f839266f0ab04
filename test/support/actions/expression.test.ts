import { expect, test } from 'vitest'
import { evaluateExpression } from './expression.ts'

const scope = { contexts: { inputs: { a: 'x', list: [1, 2] }, env: {} }, status: { success: false, failure: true, cancelled: false } }

test.each([
  ["inputs.a == 'X'", true],
  ['inputs.none', null],
  ['inputs.list[1]', 2],
  ["format('it''s {0}, isn''t it', inputs.a)", "it's x, isn't it"],
  ['success() || failure()', true],
  ['!cancelled() && always()', true],
  ["inputs.a != 'x' && 'yes' || 'no'", 'no'],
  ["contains(fromJSON('[1,2]'), 2)", true],
])('%s is %j', (text, value) => {
  expect(evaluateExpression(text, scope)).toEqual(value)
})

test('an unknown context is refused', () => {
  expect(() => evaluateExpression('nope.a', scope)).toThrow(/nope/)
})
