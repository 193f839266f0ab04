import { describe } from 'vitest'
import { readsAll } from './table.ts'

describe('timeout', () => {
  readsAll('timeout', [
    ['Failed', 'Timeout (>1.0s) from pytest-timeout.', { limitMs: 1000 }],
    ['Failed', 'Timeout >1.0s', { limitMs: 1000 }],
    ['', 'thrown: "Exceeded timeout of 5000 ms for a test.\nAdd a timeout value to this test to increase the timeout', { limitMs: 5000 }],
    ['Error', 'Test timed out in 50ms.\nIf this is a long-running test, pass a timeout value as the last argument', { limitMs: 50 }],
    ['Error', 'Hook timed out in 10000ms.', { limitMs: 10_000 }],
    ['', 'Error: STACK_TRACE_ERROR', {}],
    ['Error', 'Timeout of 2000ms exceeded. For async tests and hooks, ensure "done()" is called', { limitMs: 2000 }],
    ['TimeoutError', '', {}],
    ['asyncio.exceptions.TimeoutError', '', {}],
    ['socket.timeout', 'timed out', {}],
    ['requests.exceptions.ReadTimeout', "HTTPSConnectionPool(host='a', port=443): Read timed out. (read timeout=3)", {}],
    ['DOMException', 'The operation was aborted due to timeout', {}],
    ['AssertionError', 'Timed out retrying after 4000ms: Expected to find element: `.total`, but never found it.', { limitMs: 4000 }],
    ['org.junit.runners.model.TestTimedOutException', 'test timed out after 5 seconds', { limitMs: 5000 }],
  ])
})
