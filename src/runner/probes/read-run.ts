import { sep } from 'node:path'
import type { Framework } from '../../engine/frameworks/framework.ts'
import { withCollected } from '../../engine/frameworks/with-collected.ts'
import type { FrameworkName } from '../../model/framework-name.ts'
import type { ProbedFile, ProbedTest, TestRun, Withheld } from '../../model/runs/test-run.ts'
import type { RunResult } from '../../sandbox/run-process.ts'
import { placesIn } from '../start-state/start-state.ts'
import type { ProbeCommand } from './probe.ts'
import type { ProbeRecord } from './probe-record.ts'
import { recordedCoverage } from './recorded-coverage.ts'
import { recordedMutants } from './recorded-mutants.ts'
import { recordedRepeats } from './recorded-repeats.ts'
import { filesOf, testsOf } from './tests-of.ts'

/** Characters of what it printed. */
export const OUTPUT_KEPT = 20_000

/** Where things lie that messages name: `out` is the folder that the run wrote to. `testFiles` were to run. */
export type RunPlaces = {
  readonly testFiles: readonly string[]
  readonly workspace: string
  readonly origin: string
  readonly out: string
  readonly timeoutMs: number
}

/** What a run showed, from what it wrote and how it ended. */
export function readRun(
  framework: Framework,
  explain: ProbeCommand['explain'],
  result: RunResult,
  records: readonly ProbeRecord[],
  { timeoutMs, workspace, origin, out, testFiles }: RunPlaces,
): TestRun {
  const done = records.some(({ kind }) => kind === 'done')
  const late = result.outcome === 'timed_out'
  const seconds = Math.round(timeoutMs / 1000)
  const limit = { exception: 'Timeout', message: `the test had not ended after ${seconds} s, the limit of the whole run` }
  const death = { exception: 'ProcessExit', message: `the test process ended with code ${result.code} during this test` }
  const tests = testsOf(records, late ? limit : done ? null : death)
  const fileOutcomes = filesOf(records, testFiles)
  const setUp = union(records.map((record) => (record.kind === 'set_up' ? record.files : [])))
  const { isTestFile } = withCollected(framework, { tests, fileOutcomes, setUp })
  const said = records.find((record) => record.kind === 'broken')
  const silent = !done && tests.length + fileOutcomes.length === 0
  const status = late ? 'timed_out' : said !== undefined || silent ? 'broken' : 'completed'
  const roots = [workspace, origin, ...placesIn(out)]
  const unmet = records.flatMap((record) => (record.kind === 'unmet' ? [{ condition: record.condition, reason: record.reason }] : []))
  const modules = records.filter((record) => record.kind === 'modules')
  return {
    ...emptyRun(framework.name, status === 'broken' ? (said?.reason ?? explain(result)) : ''),
    status,
    ...(late ? { reason: `the run had not ended after ${seconds} s` } : {}),
    output: `${result.stdout}\n${result.stderr}`.slice(-OUTPUT_KEPT),
    durationMs: result.durationMs,
    tests: tests.map((test) => withoutRoots(test, roots)),
    fileOutcomes: fileOutcomes.map((file) => withoutRoots(file, roots)),
    productFiles: union(modules.map((record) => record.productFiles)),
    outsideFiles: union(modules.map((record) => record.outsideFiles)),
    withheld: distinct(records.flatMap((record) => (record.kind === 'withheld' ? [{ what: record.what, by: record.by }] : []))),
    ...(setUp.length > 0 ? { setUp } : {}),
    coverage: recordedCoverage(records, done && !late, (file) => !isTestFile(file)),
    ...recordedMutants(records),
    ...recordedRepeats(records),
    ...(unmet.length > 0 ? { unmet } : {}),
  }
}

/** Messages name files by absolute paths; the location of the tree or a home folder is irrelevant, and would differ between runs. */
function withoutRoots<Outcome extends ProbedTest | ProbedFile>(seen: Outcome, roots: readonly string[]): Outcome {
  const { failure } = seen
  if (failure === null) return seen
  const strip = (text: string) => roots.reduce((rest, root) => rest.replaceAll(`${root}${sep}`, ''), text)
  return { ...seen, failure: { ...failure, message: strip(failure.message), stack: strip(failure.stack) } }
}

export function emptyRun(framework: FrameworkName, reason: string): TestRun {
  return {
    framework,
    status: 'broken',
    reason,
    output: '',
    durationMs: 0,
    tests: [],
    fileOutcomes: [],
    missingTestIds: [],
    productFiles: [],
    outsideFiles: [],
    coverage: null,
    withheld: [],
  }
}

/** Every text once, in order. */
export function union(lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())].sort()
}

/** What was withheld, each once. */
export function distinct(withheld: readonly Withheld[]): Withheld[] {
  return [...new Map(withheld.map((one) => [`${one.what} ${one.by}`, one])).values()]
}
