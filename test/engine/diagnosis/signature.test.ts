import { describe, expect, it } from 'vitest'
import { messageShape } from '../../../src/engine/diagnosis/message-shape.ts'
import { type FailureEvidence, failureSignature, sameFailure, signatureOfFields } from '../../../src/engine/diagnosis/signature.ts'

const evidence: FailureEvidence = {
  failureType: 'assertion_failed',
  exception: 'AssertionError',
  message: 'assert 90 == 100',
  frames: [
    { file: 'tests/test_cart.py', function: 'test_total' },
    { file: 'src/shop/cart.py', function: 'total' },
    { file: null, function: 'inner' },
  ],
}

describe('failureSignature', () => {
  it('is equal for equal evidence', () => {
    expect(failureSignature(evidence)).toEqual(failureSignature({ ...evidence }))
  })

  it('takes the innermost frame that lies in the repository', () => {
    expect(failureSignature(evidence).fields).toMatchObject({ file: 'src/shop/cart.py', function: 'total' })
  })

  it('passes over installed packages', () => {
    const frames = [...evidence.frames, { file: '.venv/lib/python3.11/site-packages/attrs/core.py', function: 'make' }]
    expect(failureSignature({ ...evidence, frames }).fields.file).toBe('src/shop/cart.py')
  })

  it.each([
    ['an address', 'bad <Cart object at 0x7f3a10c2>', 'bad <Cart object at 0x7f3a99ff>'],
    ['a folder', 'no such file /home/runner/work/a/config.toml', 'no such file /tmp/x1/config.toml'],
    ['a line number', 'unexpected token in line 14', 'unexpected token in line 98'],
    ['a date', 'expired at 2026-11-24T10:00:01.123Z', 'expired at 2026-11-25T09:59:00Z'],
    ['a uuid', 'lost 5b2c1d6e-7f80-4a91-8b2c-0d1e2f3a4b5c', 'lost 00000000-7f80-4a91-8b2c-0d1e2f3a4b5c'],
    ['a duration', 'timed out after 5003 ms', 'timed out after 5120 ms'],
    ['a commit', 'no commit 9fceb02d0ae598e95dc970b74767f19372d61af8', 'no commit 0123456789abcdef0123456789abcdef01234567'],
    ['a port', 'refused by localhost:41233', 'refused by localhost:50001'],
  ])('ignores %s even in the stricter key', (_what, one, other) => {
    const [first, second] = [one, other].map((message) => failureSignature({ ...evidence, message }))
    expect(first?.strict).toBe(second?.strict)
  })

  it('tells other values apart in the stricter key only', () => {
    const other = failureSignature({ ...evidence, message: 'assert 80 == 100' })
    const first = failureSignature(evidence)
    expect(other.loose).toBe(first.loose)
    expect(other.strict).not.toBe(first.strict)
    expect(sameFailure(first, other, false)).toBe(false)
    expect(sameFailure(first, other, true)).toBe(true)
  })

  it('prefers the compared values where a probe saw them', () => {
    const one = failureSignature({ ...evidence, expected: '100', actual: '90' })
    const other = failureSignature({ ...evidence, expected: '100', actual: '91' })
    expect(one.strict).not.toBe(other.strict)
    expect(one.fields.values).toBe('100\n90')
  })

  it.each([
    ['failure type', { failureType: 'key_error' }],
    ['exception', { exception: 'KeyError' }],
    ['place', { frames: [{ file: 'src/shop/tax.py', function: 'total' }] }],
    ['message', { message: 'the cart is closed' }],
  ] as const)('tells another %s apart in both keys', (_what, change) => {
    const other = failureSignature({ ...evidence, ...change })
    expect(other.loose).not.toBe(failureSignature(evidence).loose)
  })

  it('drops the module of an exception', () => {
    expect(failureSignature({ ...evidence, exception: 'shop.errors.CartClosed' }).fields.exception).toBe('CartClosed')
  })

  it('is computed again from its stored fields', () => {
    const signature = failureSignature(evidence)
    expect(signatureOfFields(JSON.parse(JSON.stringify(signature.fields)))).toEqual(signature)
  })
})

describe('messageShape', () => {
  it('keeps words and lifts values out', () => {
    expect(messageShape("expected 'a' to equal 'b' (3 times)")).toEqual({
      shape: 'expected <value> to equal <value> (<value> times)',
      values: ["'a'", "'b'", '3'],
    })
  })

  it('reads a hostile message of a megabyte within a second', () => {
    const started = performance.now()
    messageShape(`${'/a'.repeat(500_000)}'`)
    messageShape("'\\".repeat(500_000))
    messageShape('1-'.repeat(500_000))
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})
