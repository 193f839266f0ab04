import type { TestCaseIdentity } from '../../../src/server/history/test-case-id.ts'
import type { TestExecution } from '../../../src/server/history/test-executions.ts'
import type { ObservedFailure } from '../../../src/server/history/test-failures.ts'
import { SIGNATURE_FIELDS } from '../../support/stored-run.ts'

/** One run as it is read: what each test did, and the failures. */
export type SimulatedRun = {
  readonly id: number
  readonly at: Date
  readonly executions: readonly TestExecution[]
  readonly failures: readonly ObservedFailure[]
}

const DAY_MS = 86_400_000
const FAILING = 0.005 // of the executions
const SKIPPED = 0.01

/** `count` tests in files of fifty, with usual durations from 1 ms to some seconds. */
export function makeTests(count: number): readonly TestCaseIdentity[] {
  return Array.from({ length: count }, (_, index) => {
    const [file, name] = [`tests/area_${Math.floor(index / 500)}/test_module_${Math.floor(index / 50)}.py`, `test_behaviour_${index}`]
    return { framework: 'pytest', testId: `${file}::TestArea::${name}`, file, suite: 'TestArea', name, parameters: null }
  })
}

/** The runs of day number `day`, `perDay` of them on the average, spread over the day. */
export function* makeDay(
  tests: readonly TestCaseIdentity[],
  first: Date,
  day: number,
  perDay: number,
  random: () => number,
): Generator<SimulatedRun> {
  const [from, to] = [Math.round(day * perDay), Math.round((day + 1) * perDay)]
  for (let run = from; run < to; run += 1) {
    const at = new Date(first.getTime() + day * DAY_MS + Math.floor(((run - from + 0.5) / (to - from)) * DAY_MS))
    const executions = tests.map((test, index): TestExecution => {
      const chance = random()
      const outcome = chance < FAILING ? 'failed' : chance < FAILING + SKIPPED ? 'skipped' : 'passed'
      const durationMs = outcome === 'skipped' ? 0 : Math.round(10 ** ((index % 40) / 10) * (0.8 + 0.4 * random()) * 1_000) / 1_000
      return { test, job: '', variant: '', repetition: 0, outcome, durationMs, source: 'report' }
    })
    const failures = executions.filter(({ outcome }) => outcome === 'failed').map(({ test }) => failureOf(test, run))
    yield { id: run + 1, at, executions, failures }
  }
}

function failureOf(test: TestCaseIdentity, run: number): ObservedFailure {
  const message = `AssertionError: assert ${run} == ${run + 1}\n${'E   where the value came from\n'.repeat(10)}`
  const signature = { version: 1, loose: `loose of ${test.name}`, strict: `strict of ${test.name}, ${run % 3}`, fields: SIGNATURE_FIELDS }
  return { test, job: '', variant: '', repetition: 0, failureType: 'assertion_failed', message, stack: '', line: 7, signature }
}
