// Runs in the worker before each test file, after the project's own set-up: skips what was not asked for, and keeps the values that a failing matcher compared.
import { createRequire } from 'node:module'
import * as vitest from 'vitest'
import { createLines } from './vitest-coverage.mjs'

const require = createRequire(import.meta.url)
const { originOf, relative, request, write } = require('../javascript/records.cjs')
const { comparedValues, recordOf } = require('../javascript/values.cjs')
const { afterAll, beforeAll, beforeEach, chai } = vitest
const INSTALLED = Symbol.for('suture.vitest.installed')
const SKIPPED = new Set(['constructor', '_obj', 'withTest', 'withContext'])

const { testIds, coverage } = request()
const lines = coverage ? createLines({ relative, write }) : null
const tests = new Map()
const flag = (assertion, name) => chai.util.flag(assertion, name)

// Vitest 4 reads a hook's source and wants its first parameter destructured; in Vitest 3 that parameter is the file itself
const withFile = (hook) => new Function('hook', 'return function ({}, suite) { return hook(suite ?? arguments[0]) }')(hook)

beforeAll(
  withFile((suite) => {
    wrapMatchers()
    select(suite.file ?? suite)
    if (lines !== null) beginLines(suite.file ?? suite)
    return wrapTests(suite.file ?? suite)
  }),
)
beforeEach(wrapMatchers)
if (lines !== null) {
  // the first to ask is the last to be called: after every hook of the project, what those run belongs to the test too
  beforeEach(({ task, onTestFinished }) => onTestFinished(() => lines.took(tests.get(task.id))))
  afterAll(withFile((suite) => lines.end((suite.file ?? suite).filepath)))
}
wrapMatchers()
wrapRunner()

function select(file) {
  const path = relative(file.filepath)
  if (testIds !== null && path !== null && !testIds.has(path)) skipOthers(file, path)
}

/** Skips each test that was not asked for, and suites without any; returns whether one is left. */
function skipOthers(suite, path) {
  let left = false
  for (const task of suite.tasks) {
    const id = `${path} > ${task.name}`
    const keep = task.type === 'suite' ? skipOthers(task, id) : testIds.has(id)
    if (!keep && (task.mode === 'run' || task.mode === 'queued')) task.mode = 'skip'
    left ||= keep
  }
  return left
}

function beginLines(file) {
  const fromRoot = relative(file.filepath)
  const walk = (suite, path) => {
    for (const task of suite.tasks) {
      const id = `${path} > ${task.name}`
      if (task.type === 'suite') walk(task, id)
      else tests.set(task.id, { id, file: fromRoot })
      if (task.type !== 'suite' && task.concurrent && task.mode !== 'skip' && task.mode !== 'todo')
        lines.lost('tests run at the same time as others (test.concurrent)')
    }
  }
  walk(file, fromRoot)
  lines.loaded()
}

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

function wrapMatchers() {
  const prototype = chai.Assertion.prototype
  prototype[INSTALLED] ??= new Set()
  const installed = prototype[INSTALLED]
  for (const name of Object.getOwnPropertyNames(prototype)) {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, name)
    if (installed.has(descriptor.value) || SKIPPED.has(name) || typeof descriptor.value !== 'function' || !descriptor.writable) continue
    prototype[name] = wrap(name, descriptor.value)
    installed.add(prototype[name])
  }
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

/** Errors that no matcher threw. */
function wrapRunner() {
  const prototype = vitest.TestRunner?.prototype
  if (!prototype || prototype[INSTALLED]) return
  const previous = prototype.runTask
  prototype[INSTALLED] = true
  prototype.runTask = function (task) {
    return watched(task, () => (previous ? previous.call(this, task) : vitest.TestRunner.getTestFn(task)()))
  }
}

/** The same before Vitest 4.1, which has no such runner. */
async function wrapTests(suite) {
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
    if (task.meta.suture?.message !== error?.message) {
      const own = error?.code === 'ERR_ASSERTION' ? ownValues(error) : undefined
      remember(task, error, own && { expected: recordOf(own.expected), actual: recordOf(own.actual) })
    }
    throw error
  }
}
