import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { probeFile } from '../../../../src/runner/probes/probe-file.ts'

const { originOf } = createRequire(import.meta.url)(probeFile('javascript/records.cjs')) as {
  originOf(error: unknown): { readonly bases: readonly string[]; readonly causes: readonly string[] }
}

class NoPrice extends TypeError {}
class NoMilk extends NoPrice {}

describe('where an error comes from', () => {
  test.each([
    ['a built-in error has no other above it', new TypeError('x'), []],
    ['a class of the product inherits', new NoMilk('x'), ['TypeError']],
    ['what is thrown need not be an error', 'text', []],
    ['nothing', undefined, []],
  ])('%s', (_, error, bases) => {
    expect(originOf(error)).toEqual({ bases, causes: [] })
  })

  test('causes and gathered errors, nearest first and not without end', () => {
    const refused = new Error('connect ECONNREFUSED 127.0.0.1:5432')
    const error = new TypeError('fetch failed', { cause: new AggregateError([refused], '') })
    expect(originOf(error).causes).toEqual(['[cause]: AggregateError: ', '[cause]: Error: connect ECONNREFUSED 127.0.0.1:5432'])
    refused.cause = refused
    expect(originOf(refused).causes).toEqual([])
  })

  test('an error that cannot be read breaks nothing', () => {
    const hostile = Object.defineProperty(new Error('x'), 'cause', {
      get() {
        throw new Error('no')
      },
    })
    expect(originOf(hostile)).toEqual({ bases: [], causes: [] })
  })
})
