// Runs in the worker before each test file, after the project's own set-up: skips what was not asked for, and lets no test be tried twice.
import { createRequire } from 'node:module'
import { afterAll, beforeAll, beforeEach, expect, vi } from 'vitest'
import { createLines } from './vitest-coverage.mjs'
import { wrapMatchers, wrapRunner, wrapTests } from './vitest-failures.mjs'
import { repeatTests } from './vitest-mutants.mjs'

const require = createRequire(import.meta.url)
const { relative, request, watchOpen, write } = require('../javascript/records.cjs')
const { applyConditions, listed, reorder } = require('../javascript/conditions.cjs')

const { testIds, coverage, mutants, order, conditions } = request()
// what it says of the file itself comes only when that is loaded
const testPath = globalThis.__vitest_worker__?.filepath ?? expect.getState().testPath
const { beforeTest, undo } = applyConditions(conditions, globalThis, (path) => path === testPath)
// who waits longer may take longer
if (conditions.patience !== undefined) {
  const { testTimeout = 5000, hookTimeout = 10_000 } = globalThis.__vitest_worker__?.config ?? {}
  vi.setConfig({ testTimeout: testTimeout * conditions.patience, hookTimeout: hookTimeout * conditions.patience })
  afterAll(() => vi.resetConfig())
}
const lines = coverage ? createLines({ relative, write }) : null
const tests = new Map()

// Vitest 4 reads a hook's source and wants its first parameter destructured; in Vitest 3 that parameter is the file itself
const withFile = (hook) => new Function('hook', 'return function ({}, suite) { return hook(suite ?? arguments[0]) }')(hook)

beforeAll(
  withFile((suite) => {
    wrapMatchers()
    select(suite.file ?? suite)
    place(suite.file ?? suite)
    tryOnce(suite.file ?? suite)
    if (lines !== null) beginLines(suite.file ?? suite)
    if (mutated !== null) mutated.begin(suite.file ?? suite)
    return wrapTests(suite.file ?? suite)
  }),
)
beforeEach(beforeTest)
afterAll(undo)
beforeEach(({ task, onTestFinished }) => {
  const leftOpen = watchOpen()
  onTestFinished(() => leftOpen(idOf(task)))
})
beforeEach(wrapMatchers)
if (lines !== null) {
  // the first to ask is the last to be called: after every hook of the project, what those run belongs to the test too
  beforeEach(({ task, onTestFinished }) => onTestFinished(() => lines.took(tests.get(task.id))))
  afterAll(withFile((suite) => lines.end((suite.file ?? suite).filepath)))
}
wrapMatchers()
wrapRunner()
const mutated = mutants === null ? null : repeatTests(mutants, write)
if (mutated !== null) afterAll(() => mutated.end())

function idOf(task) {
  const names = []
  for (let each = task; each !== undefined && each.name !== ''; each = each.suite) names.unshift(each.name)
  return [relative((task.file ?? task).filepath), ...names].join(' > ')
}

function select(file) {
  const path = relative(file.filepath)
  if (testIds !== null && path !== null && !testIds.has(path)) skipOthers(file, path)
}

function place(file) {
  const childrenOf = (each) => (each.type === 'suite' ? each.tasks : undefined)
  if (order !== null) listed(file, relative(file.filepath), childrenOf, order)
  reorder(file, childrenOf, conditions.order)
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

/** A test that passes at its second try has failed. `fails` turns a test around: there a further try is one more that may pass. */
function tryOnce(file) {
  const withheld = new Set()
  const walk = (suite) => {
    for (const task of suite.tasks) {
      const retries = Number(task.retry?.count ?? task.retry ?? 0)
      if (task.type === 'suite') walk(task)
      else if (retries > 0 && !task.fails) {
        withheld.add(retries)
        task.retry = 0
      }
    }
  }
  walk(file)
  for (const retries of withheld) write('withheld', { what: 'retries', by: `retry: ${retries}` })
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
