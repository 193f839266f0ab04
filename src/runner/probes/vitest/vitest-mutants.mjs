// Runs in the worker: repeats each test for every mutant, with its hooks, and keeps the errors for itself.
import { createRequire } from 'node:module'
import * as vitest from 'vitest'

const { createMutants } = createRequire(import.meta.url)('../javascript/mutants.cjs')
const CURRENT = Symbol.for('suture.vitest.mutants')
const WRAPPED = Symbol.for('suture.vitest.mutants.wrapped')

/** `begin` with the tests of the file, `end` after the last of them. */
export function repeatTests(asked, write) {
  const mutants = createMutants(asked, write)
  const needed = new Map()
  globalThis[CURRENT] = { mutants, needed }
  const prototype = vitest.TestRunner?.prototype
  if (prototype) wrap(prototype)
  else mutants.lose('before 4.1 Vitest has no runner that can be asked to repeat a test')
  return { begin: (file) => repeat(file, mutants), end: () => mutants.finish() }
}

function repeat(suite, mutants) {
  for (const task of suite.tasks) {
    if (task.type === 'suite') repeat(task, mutants)
    else if (task.mode === 'run' || task.mode === 'queued') {
      if (task.concurrent || task.fails || task.repeats)
        mutants.lose('tests run at the same time as others, more than once, or are to fail')
      task.repeats = mutants.count
    }
  }
}

/** Once: where files share a worker, they share the runner. */
function wrap(prototype) {
  if (prototype[WRAPPED]) return
  prototype[WRAPPED] = true
  const { onBeforeTryTask, onAfterRetryTask, runTask } = prototype
  prototype.onBeforeTryTask = function (test, tries) {
    const { mutants, needed } = globalThis[CURRENT]
    if (test.result.errors?.length > 0) mutants.late(tries.repeats - 1)
    clear(test)
    needed.set(test, mutants.begin(test, tries.repeats))
    return onBeforeTryTask?.call(this, test, tries)
  }
  prototype.runTask = function (test) {
    return globalThis[CURRENT].needed.get(test) ? runTask.call(this, test) : undefined
  }
  prototype.onAfterRetryTask = async function (test, tries) {
    const { mutants } = globalThis[CURRENT]
    await onAfterRetryTask?.call(this, test, tries)
    mutants.end(test, tries.repeats, test.result.state === 'fail')
    clear(test)
  }
}

function clear(test) {
  test.result.errors = undefined
  if (test.result.state === 'fail') test.result.state = 'pass'
}
