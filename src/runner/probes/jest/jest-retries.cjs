// A test that passes at its second try has failed: `jest.retryTimes` has no effect in our runs.
const TIMES = Symbol.for('RETRY_TIMES')
const OF_DESCRIBE = Symbol.for('RETRY_TIMES_SETTER')

/** In the test's realm, before its file is loaded. `say` hears of each number of retries that the project asks for, once. */
function tryOnce(circus, say) {
  const said = new Set()
  const note = (times) => {
    if (Number.parseInt(times, 10) > 0 && !said.has(times)) say(`jest.retryTimes(${times})`)
    said.add(times)
  }
  // the runner reads the number from a global, and the project's set-up may have left one
  note(globalThis[TIMES])
  Object.defineProperty(globalThis, TIMES, { configurable: true, get: () => 0, set: note })
  // from 30.5 on whole describe blocks can be retried: their numbers are set by a function
  const set = globalThis[OF_DESCRIBE]
  if (typeof set !== 'function') return
  const root = circus?.describeRetryOptions?.get(circus.rootDescribeBlock)
  note(root?.numRetries)
  circus?.describeRetryOptions?.delete(circus.rootDescribeBlock)
  globalThis[OF_DESCRIBE] = (options) => {
    note(options?.numRetries)
    set({ ...options, numRetries: 0 })
  }
}

module.exports = { tryOnce }
