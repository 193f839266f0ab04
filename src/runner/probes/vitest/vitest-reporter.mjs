// A reporter of Vitest that writes records.
import { createRequire } from 'node:module'

const { failureOf, fileReport, framesAt, framesOf, relative, request, write } = createRequire(import.meta.url)('../javascript/records.cjs')

// from Vitest 4.1 on where no snapshot may be written, as in ours: for the user's run that is no failure
const OBSOLETE = /^Obsolete snapshots found when no snapshot update is expected/

export function createReporter() {
  let testIds = null
  const isAsked = (test) => testIds === null || testIds.has(idOf(test)) || testIds.has(pathOf(test.module))
  const report = (test, phase, outcome, failure) =>
    write('report', { ...placeOf(test), phase, outcome, durationMs: test.diagnostic()?.duration ?? 0, failure })
  const spread = (entity) => {
    // a failing hook of a suite leaves its tests unrun: each of them has failed in its set-up
    const error = entity.errors()[0]
    const unrun = [...entity.children.allTests()].filter(
      (test) => isAsked(test) && test.options.mode === 'run' && test.result().state !== 'passed' && test.result().state !== 'failed',
    )
    for (const test of unrun) report(test, 'setup', 'failed', failed(error, 'setup', undefined))
    return unrun.length
  }
  const ended = new Set()
  const moduleEnded = (module) => {
    const error = module.errors().find(({ message }) => !OBSOLETE.test(message))
    if (error === undefined || ended.has(module.id)) return
    ended.add(module.id)
    const isEmpty = [...module.children.allTests()].length === 0
    if (isEmpty) fileReport(module.moduleId, 'collect', failed(error, 'collect', undefined))
    else if (spread(module) === 0) fileReport(module.moduleId, 'teardown', failed(error, 'teardown', undefined))
  }
  return {
    onTestRunStart: () => {
      testIds = request().testIds
      ended.clear()
    },
    onTestCaseReady: (test) => {
      if (isAsked(test) && test.options.mode === 'run') write('start', placeOf(test))
    },
    onTestCaseResult: (test) => {
      if (!isAsked(test)) return
      const { state, errors } = test.result()
      // what passed at a later try keeps the errors of the first, and the first counts
      const outcome = errors?.length > 0 && state === 'passed' ? 'failed' : state === 'passed' || state === 'failed' ? state : 'skipped'
      report(test, 'call', outcome, outcome === 'failed' ? failed(errors[0], 'call', test.meta().suture) : null)
      write('finish', { testId: idOf(test) })
    },
    onTestSuiteResult: (suite) => {
      if (suite.errors().length > 0 && spread(suite) === 0)
        fileReport(suite.module.moduleId, 'teardown', failed(suite.errors()[0], 'teardown', undefined))
    },
    onTestModuleEnd: moduleEnded,
    onTestRunEnd: (modules, errors) => {
      // Vitest 3 does not report the end of a file that could not be collected
      for (const module of modules) moduleEnded(module)
      for (const error of errors ?? []) {
        if (error.VITEST_TEST_PATH) fileReport(error.VITEST_TEST_PATH, 'teardown', failed(error, 'teardown', undefined))
      }
    },
  }
}

function pathOf(module) {
  return relative(module.moduleId) ?? module.moduleId
}

function idOf(test) {
  return `${pathOf(test.module)} > ${test.fullName}`
}

function placeOf(test) {
  const suite = []
  for (let each = test.parent; each.type === 'suite'; each = each.parent) suite.unshift(each.name)
  return { ref: { id: idOf(test), file: pathOf(test.module), suite, name: test.name, row: null }, line: test.location?.line ?? null }
}

function failed(error, phase, seen) {
  const frames = framesAt(error?.stacks ?? [])
  const stack = error?.stack ?? ''
  const values = seen?.message === undefined || seen.message === error?.message ? seen : undefined
  const exception = values?.exception ?? /^Function<(\w+)>$/.exec(String(error?.constructor))?.[1] ?? error?.name ?? 'Error'
  return failureOf(phase, exception, error?.message ?? error, stack, frames.length > 0 ? frames : framesOf(stack), values)
}
