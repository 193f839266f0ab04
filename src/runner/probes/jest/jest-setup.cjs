// Runs in the test's realm before each test file, after the project's own set-up: skips what was not asked for, and keeps the values that a failing matcher compared.
// Jest serves this name itself, in every project
const GLOBALS = '@jest/globals'
const globals = require(GLOBALS)
const { existsSync, writeFileSync } = process.getBuiltinModule('node:fs')
const { failureOf, framesOf, originOf, relative, request, seenFile, watchOpen, write, writeModules } =
  globals.jest.requireActual('../javascript/records.cjs')
const { comparedValues, recordOf } = globals.jest.requireActual('../javascript/values.cjs')
const { createLines } = globals.jest.requireActual('./jest-coverage.cjs')
const { readOnly } = globals.jest.requireActual('./jest-snapshots.cjs')
const { tryOnce } = globals.jest.requireActual('./jest-retries.cjs')
const { repeatTests } = globals.jest.requireActual('./jest-mutants.cjs')
const { applyConditions, listed, reorder } = globals.jest.requireActual('../javascript/conditions.cjs')

const { afterAll, afterEach, beforeAll, beforeEach, expect } = globals
const SYMBOLS = Object.getOwnPropertySymbols(globalThis)
const circus = globalThis[SYMBOLS.find(({ description }) => description === 'JEST_STATE_SYMBOL')]
const registry = globalThis[Symbol.for('$$jest-matchers-object')]
const WRAPPED = Symbol.for('suture.jest.wrapped')
const file = relative(expect.getState().testPath)
const { testIds, coverage, mutants, order, conditions } = request()
const lines = coverage ? createLines({ relative, write }) : null
let comparisons = []
const loaded = new Set()

const { testPath } = expect.getState()
const { beforeTest, undo } = applyConditions(conditions, globalThis, (path) => path === testPath)
const childrenOf = (each) => (each.type === 'describeBlock' ? each.children : undefined)
readOnly(expect.getState().snapshotState)
tryOnce(circus, (by) => write('withheld', { what: 'retries', by }))
wrapMatchers()
const mutated = mutants === null ? null : repeatTests(mutants, write, globals)
beforeAll(() => {
  wrapMatchers()
  if (circus && testIds !== null && !testIds.has(file)) skipOthers(circus.rootDescribeBlock, file)
  if (circus && order !== null) listed(circus.rootDescribeBlock, file, childrenOf, order)
  if (circus) reorder(circus.rootDescribeBlock, childrenOf, conditions.order)
  if (circus && conditions.patience !== undefined) allowLonger(circus, conditions.patience)
  if (lines !== null) beginLines()
  mutated?.begin(circus)
})
let leftOpen
beforeEach(() => {
  leftOpen = watchOpen()
  beforeTest()
  wrapMatchers()
  comparisons = []
})
afterEach(() => {
  noteModules()
  const test = circus?.currentlyRunningTest
  // matchers of snapshots do not throw: their errors are only added to the test's after it has ended
  const [error] = [...(test?.errors ?? []), ...(test ? (expect.getState().suppressedErrors ?? []) : [])]
  if (error !== undefined && !existsSync(seenFile(idOf(test)))) writeFileSync(seenFile(idOf(test)), JSON.stringify(failed(error)))
})
afterEach(endTest)
afterAll(() => {
  undo()
  noteModules()
  writeModules([...loaded])
  lines?.end([...loaded])
})

/** After every hook of the project: what those run belongs to the test too. */
function endTest() {
  if (circus?.currentlyRunningTest) leftOpen?.(idOf(circus.currentlyRunningTest))
  if (lines !== null && circus?.currentlyRunningTest) lines.took({ id: idOf(circus.currentlyRunningTest), file })
}

function beginLines() {
  if (!circus) return lines.lost("the tests run in another runner than Jest's own")
  if (hasConcurrent(circus.rootDescribeBlock)) lines.lost('tests run at the same time as others (test.concurrent)')
  const { hooks } = circus.rootDescribeBlock
  const own = hooks.findIndex(({ fn }) => fn === endTest)
  if (own >= 0) hooks.push(...hooks.splice(own, 1))
  lines.loaded()
}

/** Who waits longer may take longer. */
function allowLonger(state, times) {
  state.testTimeout *= times
  const walk = (block) => {
    for (const child of block.children) {
      if (child.type === 'describeBlock') walk(child)
      else if (child.timeout) child.timeout *= times
    }
  }
  walk(state.rootDescribeBlock)
}

function hasConcurrent({ children }) {
  return children.some((child) => (child.type === 'describeBlock' ? hasConcurrent(child) : child.concurrent && child.mode !== 'skip'))
}

function noteModules() {
  for (const path of Reflect.ownKeys(require.cache)) loaded.add(path)
}

function skipOthers(block, path) {
  for (const child of block.children) {
    const id = `${path} > ${child.name}`
    if (child.type === 'describeBlock') skipOthers(child, id)
    else if (!testIds.has(id) && child.mode !== 'todo') child.mode = 'skip'
  }
}

function idOf(test) {
  const names = []
  for (let each = test; each.parent; each = each.parent) names.unshift(each.name)
  return [file, ...names].join(' > ')
}

/** A circus error is `[error, where the test was declared]`, or the error alone. */
function failed(entry) {
  const [error, declared] = Array.isArray(entry) ? entry : [entry]
  const thrown = error ?? declared
  const message = thrown?.message ?? String(thrown)
  const stack = thrown?.stack ?? ''
  const seen = comparisons.findLast((each) => each.message === message)
  const exception = thrown?.matcherResult ? 'AssertionError' : (thrown?.constructor?.name ?? 'Error')
  return failureOf('call', exception, message, stack, framesOf(stack), { ...originOf(thrown), ...(seen ?? asserted(thrown)) })
}

function asserted(error) {
  return error?.code === 'ERR_ASSERTION' ? { expected: recordOf(error.expected), actual: recordOf(error.actual) } : undefined
}

/** In place, so that both ways to `expect`, custom matchers and snapshots are seen. */
function wrapMatchers() {
  for (const [name, matcher] of Object.entries(registry?.matchers ?? {}))
    if (!matcher[WRAPPED]) registry.matchers[name] = wrap(name, matcher)
}

function wrap(name, matcher) {
  const wrapped = function (received, ...args) {
    const { given, thrown } = watchedCall(name, received)
    const see = (result) => {
      if (result && Boolean(result.pass) === Boolean(this.isNot)) note(name, this.isNot, received, args, result, thrown())
      return result
    }
    const result = matcher.call(this, given, ...args)
    return typeof result?.then === 'function' ? result.then(see) : see(result)
  }
  // the mark of Jest's own matchers is a property of the function
  for (const key of Reflect.ownKeys(matcher)) if (!['length', 'name', 'prototype'].includes(key)) wrapped[key] = matcher[key]
  wrapped[WRAPPED] = true
  return wrapped
}

/** A matcher of what a function throws does not say what that was: it is given a function that remembers it. */
function watchedCall(name, received) {
  let error
  if (!/^toThrow(?:Error)?$/.test(name) || typeof received !== 'function') return { given: received, thrown: () => undefined }
  const given = function (...args) {
    try {
      return received.apply(this, args)
    } catch (each) {
      error = each
      throw each
    }
  }
  return { given, thrown: () => error }
}

function note(name, isNot, received, args, result, thrown) {
  try {
    const message = typeof result.message === 'function' ? result.message() : result.message
    comparisons.push({ message, ...comparedValues(name, isNot, received, args, result, thrown) })
  } catch {
    // a matcher whose message can't be made fails in its own way
  }
}
