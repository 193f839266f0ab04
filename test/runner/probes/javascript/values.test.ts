import { createRequire } from 'node:module'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { probeFile } from '../../../../src/runner/probes/probe-file.ts'

type Shown = { literal: string | null; text: string; type: string; expression?: string }
const { recordOf, comparedValues } = createRequire(import.meta.url)(probeFile('javascript/values.cjs')) as {
  recordOf(value: unknown): Shown
  comparedValues(
    matcher: string,
    negated: boolean,
    received: unknown,
    args: unknown[],
    own?: object,
  ): { expected: Shown | null; actual: Shown | null }
}

describe('a value as a record', () => {
  test.each([
    [5],
    [-0],
    [Number.NaN],
    [10n],
    ['a "b"\n\u2028'],
    [null],
    [undefined],
    [true],
    [[1, [2, undefined]]],
    [{ a: { 'b-c': [] }, $d: {} }],
    [{ 'naïve key': 1, 1: 2 }],
  ])('%o has a literal that evaluates to it', (value) => {
    const { literal } = recordOf(value)
    expect(runInNewContext(`(${literal})`)).toEqual(value)
  })

  test.each([
    [new Date(0)],
    [/x/],
    [new Map()],
    [() => 1],
    [Symbol('s')],
    [
      new (class Point {
        x = 1
      })(),
    ],
    [Object.assign([1], { length: 3 })],
    [Object.create(null)],
    [
      {
        get a() {
          return 1
        },
      },
    ],
    ['x'.repeat(30_000)],
  ])('%o has none, but a text', (value) => {
    const shown = recordOf(value)
    expect(shown.literal).toBeNull()
    expect(shown.text.length).toBeGreaterThan(0)
    expect(shown.text.length).toBeLessThanOrEqual(20_003)
  })

  test('of another realm is seen as it is, and a ring or a hostile object does no harm', () => {
    expect(recordOf(runInNewContext('({ a: [1] })'))).toMatchObject({ literal: '{ a: [1] }', type: 'Object' })
    const ring: unknown[] = []
    ring.push(ring)
    expect(recordOf(ring).literal).toBeNull()
    const hostile = new Proxy(
      {},
      {
        get: () => {
          throw new Error('no')
        },
        ownKeys: () => {
          throw new Error('no')
        },
        getPrototypeOf: () => {
          throw new Error('no')
        },
      },
    )
    expect(recordOf(hostile).literal).toBeNull()
  })
})

describe('an expression', () => {
  test('names the parts that nothing can write, the same ones by the same number', () => {
    const send = () => 1
    const [was, came] = [recordOf({ send, n: 1, made: new Date(0) }), recordOf({ send, n: 2, made: new Date(0) })]
    expect(came.expression).toMatch(/^\{ send: new SutureOpaque\(\d+\), n: 2, made: new Date\("1970-01-01T00:00:00.000Z"\) \}$/)
    expect(was.expression).toBe(came.expression?.replace('n: 2', 'n: 1'))
    expect(recordOf({ send: () => 1, n: 1 }).expression).not.toContain(/SutureOpaque\(\d+\)/.exec(came.expression ?? '')?.[0])
    expect(recordOf([expect.any(String), 1]).expression).toMatch(/^\[new SutureOpaque\(\d+\), 1\]$/)
  })

  test('is written of the calls of a fake too', () => {
    const { actual } = comparedValues('toHaveBeenCalledWith', false, { mock: { calls: [['a', () => 1]] } }, ['b'])
    expect(actual?.expression).toMatch(/^\[\["a", new SutureOpaque\(\d+\)\]\]$/)
  })
})

describe('what a matcher compared', () => {
  test('is the pair that it names itself, or what the test wrote', () => {
    expect(comparedValues('toBe', false, 1, [2])).toMatchObject({ expected: { literal: '2' }, actual: { literal: '1' } })
    expect(comparedValues('toHaveLength', false, [1], [2], { expected: 2, actual: 1 })).toMatchObject({
      expected: { literal: '2' },
      actual: { literal: '[1]' },
    })
    expect(comparedValues('toMatchObject', false, { a: 1, b: 2 }, [{ a: 2 }], { expected: { a: 2 }, actual: { a: 1 } })).toMatchObject({
      actual: { literal: '{ a: 1, b: 2 }' },
    })
    expect(comparedValues('toBe', true, 1, [1])).toMatchObject({ expected: null, actual: { literal: '1' } })
    expect(comparedValues('toBeTruthy', false, 0, [])).toMatchObject({ expected: null, actual: { literal: '0' } })
  })

  test('of a mock is its calls, with an expression where no literal says them', () => {
    const mock = Object.assign(() => {}, { mock: { calls: [['a', new Date(0)]] } })
    expect(comparedValues('toHaveBeenCalledWith', false, mock, ['b', 1])).toMatchObject({
      expected: { literal: '[["b", 1]]' },
      actual: { literal: null, expression: '[["a", new Date("1970-01-01T00:00:00.000Z")]]' },
    })
  })
})
