// Runs in the test's realm: puts a copy of each test behind it for every mutant, and keeps their errors for itself.
const { createMutants } = require('../javascript/mutants.cjs')

/** `begin` with the state of the runner, before the first test; it registers the other hooks itself. */
function repeatTests(asked, write, { beforeEach, afterEach, afterAll }) {
  const mutants = createMutants(asked, write)
  const originals = new Map()
  let circus
  let now = null

  function first() {
    settle()
    const copy = circus?.currentlyRunningTest
    if (!copy) return
    const { test, time } = originals.get(copy) ?? { test: copy, time: 0 }
    now = { copy, test, time, hasFailed: false, isNeeded: mutants.begin(test, time) }
  }
  function last() {
    if (now !== null) mutants.end(now.test, now.time, now.hasFailed || now.copy.errors.length > 0)
    if (now !== null) now.isSettled = now.hasFailed || now.copy.errors.length > 0
  }
  /** Some errors come after the last hook. */
  function settle() {
    if (now !== null && !now.isSettled && now.copy.errors.length > 0) mutants.late(now.time)
    now = null
  }

  beforeEach(first)
  afterEach(last)
  afterAll(() => {
    settle()
    if (circus) removeCopies(circus.rootDescribeBlock, originals)
    mutants.finish()
  })
  return {
    begin(state) {
      circus = state
      if (!circus) return mutants.lose("the tests run in another runner than Jest's own")
      const { hooks } = circus.rootDescribeBlock
      const take = (fn) =>
        hooks.splice(
          hooks.findIndex((hook) => hook.fn === fn),
          1,
        )
      // before every hook of the project, and after them
      hooks.unshift(...take(first))
      hooks.push(...take(last))
      copyTests(circus.rootDescribeBlock, mutants, originals, () => now)
    },
  }
}

function copyTests(block, mutants, originals, running) {
  const children = block.children.flatMap((child) => {
    if (child.type === 'describeBlock') {
      copyTests(child, mutants, originals, running)
      return [child]
    }
    if (child.mode === 'skip' || child.mode === 'todo' || typeof child.fn !== 'function') return [child]
    if (child.concurrent || child.failing) mutants.lose('tests run at the same time as others, or are to fail')
    const { fn } = child
    const copies = Array.from({ length: mutants.count }, (_, index) => {
      const copy = { ...child, errors: [], retryReasons: [], unhandledRejectionErrorByPromise: new Map() }
      copy.fn = async function () {
        const current = running()
        if (!current?.isNeeded) return
        try {
          await called(fn, this)
        } catch {
          current.hasFailed = true
        }
      }
      originals.set(copy, { test: child, time: index + 1 })
      return copy
    })
    return [child, ...copies]
  })
  block.children.splice(0, block.children.length, ...children)
}

/** Of a test that calls back when it has ended, too. */
function called(fn, context) {
  if (fn.length === 0) return fn.call(context)
  return new Promise((resolve, reject) => {
    const done = (error) => (error ? reject(error) : resolve())
    done.fail = reject
    fn.call(context, done)
  })
}

/** Nobody asked for their results. */
function removeCopies(block, originals) {
  for (const child of block.children) if (child.type === 'describeBlock') removeCopies(child, originals)
  block.children.splice(0, block.children.length, ...block.children.filter((child) => !originals.has(child)))
}

module.exports = { repeatTests }
