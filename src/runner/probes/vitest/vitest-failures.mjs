// Runs in the worker: keeps the values that a failing matcher compared, and what was thrown otherwise.
import { createRequire } from 'node:module'
import * as vitest from 'vitest'

const require = createRequire(import.meta.url)
const { originOf } = require('../javascript/records.cjs')
const { comparedValues, recordOf } = require('../javascript/values.cjs')
const { chai } = vitest
const INSTALLED = Symbol.for('suture.vitest.installed')
const SKIPPED = new Set(['constructor', '_obj', 'withTest', 'withContext'])
// where an inline snapshot stands in its file is counted in frames from its matcher: a frame of ours between would move it
const COUNTS_FRAMES = /InlineSnapshot$/
const CUSTOM = Symbol.for('asymmetric-matchers-object')
const flag = (assertion, name) => chai.util.flag(assertion, name)

function remember(task, error, values) {
  if (!task) return
  task.meta.suture = {
    exception: error?.constructor?.name,
    message: error?.message,
    expected: null,
    actual: null,
    ...originOf(error),
    ...values,
  }
}

export function wrapMatchers() {
  const prototype = chai.Assertion.prototype
  prototype[INSTALLED] ??= new Set()
  const installed = prototype[INSTALLED]
  for (const name of Object.getOwnPropertyNames(prototype)) {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, name)
    if (
      installed.has(descriptor.value) ||
      SKIPPED.has(name) ||
      COUNTS_FRAMES.test(name) ||
      isCustom(name) ||
      typeof descriptor.value !== 'function' ||
      !descriptor.writable
    )
      continue
    prototype[name] = wrap(name, descriptor.value)
    installed.add(prototype[name])
  }
}

/** Of `expect.extend`: it may call an inline snapshot. Its errors say what it compared. */
function isCustom(name) {
  return Object.hasOwn(globalThis[CUSTOM] ?? {}, name)
}

let depth = 0

function wrap(name, matcher) {
  return function (...args) {
    depth += 1
    try {
      return matcher.apply(this, args)
    } catch (error) {
      if (depth === 1)
        remember(flag(this, 'vitest-test'), error, comparedValues(name, flag(this, 'negate'), flag(this, 'object'), args, ownValues(error)))
      throw error
    } finally {
      depth -= 1
    }
  }
}

function ownValues(error) {
  if (error === null || typeof error !== 'object') return undefined
  return Object.fromEntries(['actual', 'expected'].filter((name) => Object.hasOwn(error, name)).map((name) => [name, error[name]]))
}

/** What the error itself says was compared: that of `node:assert`, of a matcher that is not wrapped, of a custom one. */
function thrownValues(error) {
  const { actual, expected } = ownValues(error) ?? {}
  return actual === undefined && expected === undefined ? undefined : { expected: recordOf(expected), actual: recordOf(actual) }
}

/** Errors that no wrapped matcher threw. */
export function wrapRunner() {
  const prototype = vitest.TestRunner?.prototype
  if (!prototype || prototype[INSTALLED]) return
  const previous = prototype.runTask
  prototype[INSTALLED] = true
  prototype.runTask = function (task) {
    return watched(task, () => (previous ? previous.call(this, task) : vitest.TestRunner.getTestFn(task)()))
  }
}

/** The same before Vitest 4.1, which has no such runner. */
export async function wrapTests(suite) {
  if (vitest.TestRunner) return
  const name = 'vitest/suite'
  const { getFn, setFn } = await import(name)
  for (const task of suite.tasks) {
    if (task.type === 'suite') await wrapTests(task)
    else if (task.mode === 'run' || task.mode === 'queued') {
      const original = getFn(task)
      setFn(task, () => watched(task, original))
    }
  }
}

async function watched(task, body) {
  try {
    return await body()
  } catch (error) {
    if (task.meta.suture?.message !== error?.message) remember(task, error, thrownValues(error))
    throw error
  }
}
