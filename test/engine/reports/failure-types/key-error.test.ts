import { describe, expect, test } from 'vitest'
import { readFailure } from '../../../../src/engine/reports/failure-types/index.ts'
import { readsAll } from './table.ts'

describe('key_error', () => {
  readsAll('key_error', [
    ['KeyError', "'price'", { key: 'price' }],
    ['', "KeyError: 'price'", { key: 'price' }],
    ['KeyError', '(1, 2)', { key: '(1, 2)' }],
    ['KeyError', `"it's"`, { key: "it's" }],
  ])

  test('a subclass of KeyError is one too, an index out of range is none', () => {
    expect(readFailure({ exception: 'shop.Unknown', bases: ['KeyError', 'LookupError'], message: "'milk'" })).toMatchObject({
      type: 'key_error',
      key: 'milk',
    })
    expect(readFailure({ exception: 'IndexError', message: 'list index out of range' }).type).toBe('runtime_error')
  })
})
