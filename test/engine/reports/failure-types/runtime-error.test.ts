import { describe } from 'vitest'
import { readsAll } from './table.ts'

describe('runtime_error', () => {
  readsAll('runtime_error', [
    ['DeprecationWarning', 'total() is deprecated, use sum_up() instead', { successor: 'sum_up' }],
    ['DeprecationWarning', '`Cart.total` is deprecated in favor of `Cart.sum`', { successor: 'Cart.sum' }],
    ['FutureWarning', 'total has been renamed to sum_up and will be removed in 2.0', { successor: 'sum_up' }],
    ['PendingDeprecationWarning', 'this goes away', {}],
    ['ResourceWarning', "unclosed file <_io.TextIOWrapper name='a'>", {}],
    ['ValueError', 'too many values to unpack (expected 2)', {}],
    ['IndexError', 'list index out of range', {}],
    ['StopIteration', '', {}],
    ['json.decoder.JSONDecodeError', 'Expecting value: line 1 column 1 (char 0)', {}],
    ['ConnectionRefusedError', '[Errno 111] Connection refused', {}],
    ['TypeError', 'fetch failed', {}],
    ['RangeError', 'Maximum call stack size exceeded', {}],
    ['', 'thrown: "text"', {}],
    ['java.lang.IllegalStateException', 'closed', {}],
  ])
})
