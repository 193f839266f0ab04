import { describe, expect, test } from 'vitest'
import { coverageOf, measuredRun } from '../../../../src/engine/stages/reproduction/measured-run.ts'
import type { TestCoverage } from '../../../../src/model/runs/test-coverage.ts'
import type { ProbedTest, RunRequest, TestRun } from '../../../../src/model/runs/test-run.ts'
import { completedRun } from '../../../support/completed-run.ts'
import { probedTest } from '../../../support/probed.ts'

const LINES: TestCoverage = { outcome: 'measured', tests: {}, imported: {} }
const DIFFERENT: TestCoverage = { outcome: 'not_run', reason: 'the tests behave differently while lines are recorded' }

const run = (outcome: ProbedTest['outcome'], coverage: TestCoverage | null, status: TestRun['status'] = 'completed') =>
  completedRun([probedTest('a.py::a', outcome)], { status, coverage })

/** What comes out for a test that ends so while lines are recorded and so when not, and in which runs that was seen. */
async function measure(recorded: TestRun, plain: TestRun, tookMs = 0): Promise<{ seen: TestRun; runs: readonly unknown[] }> {
  const runs: unknown[] = []
  const runner = {
    framework: 'pytest' as const,
    plain: async () => ({ outcome: 'passed' as const }),
    run: async ({ coverage }: RunRequest) => {
      runs.push(coverage === true ? 'recorded' : 'plain')
      return coverage === true ? recorded : plain
    },
  }
  const isPassing = ({ tests }: TestRun) => tests.every(({ outcome }) => outcome === 'passed')
  return { seen: await measuredRun(runner, { files: ['a'], testIds: [] }, tookMs, isPassing), runs }
}

describe('measuredRun', () => {
  test('one run when recording changes nothing', async () => {
    const recorded = run('passed', LINES)
    expect(await measure(recorded, run('failed', null))).toEqual({ seen: recorded, runs: ['recorded'] })
  })

  test('what fails only while lines are recorded has passed', async () => {
    const { seen, runs } = await measure(run('failed', LINES), run('passed', null))
    expect(seen).toEqual(run('passed', DIFFERENT))
    expect(runs).toEqual(['recorded', 'plain'])
  })

  test('what does not come to an end while lines are recorded runs without', async () => {
    const { seen } = await measure(run('passed', null, 'timed_out'), run('passed', null))
    expect(seen).toEqual(run('passed', DIFFERENT))
  })

  test('what fails either way keeps its lines', async () => {
    const { seen } = await measure(run('failed', LINES), run('failed', null))
    expect(seen).toEqual(run('failed', LINES))
  })

  test('slow tests are not traced', async () => {
    const { seen, runs } = await measure(run('passed', LINES), run('passed', null), 21_000)
    expect(coverageOf(seen)).toEqual({ outcome: 'not_run', reason: 'the tests take 21 s, too long to be traced' })
    expect(runs).toEqual(['plain'])
  })
})

test('a run that nobody asked for lines says so', () => {
  expect(coverageOf(run('passed', null))).toEqual({ outcome: 'not_run', reason: 'no lines were recorded' })
})
