import { describe, expect, test } from 'vitest'
import { partsOf, Reason, reason } from '../../src/model/reason.ts'
import { renamed } from '../support/reasons.ts'

describe('reason', () => {
  test('keeps of an object only what its code asks for', () => {
    const change = { ...renamed('Cart.total', 'sum'), oldParameters: [], similarity: 1 }
    expect(reason('contract-change', { change }).parts).toEqual({ change: renamed('Cart.total', 'sum') })
  })

  test('says of each part what it is', () => {
    const made = reason('still-fails', { after: reason('flaky-by-order', {}), failure: 'KeyError: 1' })
    expect(partsOf(made)).toEqual([
      { kind: 'nested', value: { code: 'flaky-by-order', parts: {} } },
      { kind: 'message', value: 'KeyError: 1' },
    ])
  })
})

describe('a reason from outside', () => {
  const isKnown = (value: unknown) => Reason.safeParse(value).success

  test('is taken as it was made', () => {
    const made = reason('no-edit-found', { after: reason('fails-on-base', { exception: null }) })
    expect(Reason.parse(JSON.parse(JSON.stringify(made)))).toEqual(made)
  })

  test.each([
    ['an unknown code', { code: 'made-up', parts: {} }],
    ['a code that every object has', { code: 'constructor', parts: {} }],
    ['a part that is missing', { code: 'flaky', parts: { passed: 1 } }],
    ['a part of another type', { code: 'flaky', parts: { passed: 1, failed: '1' } }],
    ['a part too many', { code: 'flaky', parts: { passed: 1, failed: 1, more: 1 } }],
    ['an unknown reason within', { code: 'no-edit-found', parts: { after: { code: 'made-up', parts: {} } } }],
    ['a sentence', 'it fails'],
  ])('is refused for %s', (_, value) => {
    expect(isKnown(value)).toBe(false)
  })

  test('is refused where reasons follow on each other without end', () => {
    let deep: unknown = { code: 'flaky-by-order', parts: {} }
    for (let count = 0; count < 10_000; count += 1) deep = { code: 'no-edit-found', parts: { after: deep } }
    expect(isKnown(deep)).toBe(false)
  })
})
