import { folderOf } from '../../languages/paths.ts'
import type { Change } from './change-facts.ts'
import { newTestRecord, type TestRecord, withOutcome } from './test-record.ts'

/** Of what was exposed to something, how much of it broke then; both fade, so that the last changes count most. */
export type Exposure = { readonly exposed: number; readonly broken: number }

/** What is remembered of a product file. `tests`: how often each test began to fail in a change of it; `edited`: how often each test file was edited with it. */
export type FileRecord = {
  changes: number
  exposure: Exposure
  times: number[]
  readonly tests: Map<string, number>
  readonly edited: Map<string, number>
}

/** Of a test file or a folder of them: how often it was edited, how often it failed of late, and when it ran. */
export type SuiteRecord = { readonly edits: number; readonly average: number; readonly slow: number; readonly lastAt: number }

/** All that is remembered of a repository's runs, as counts. */
export type Memory = {
  runs: number
  /** Failures, and failures of tests that passed before, as exponential averages over runs. */
  rate: number
  breakRate: number
  quickRate: number
  medianMs: number
  readonly tests: Map<string, TestRecord>
  readonly fileOfTest: Map<string, string>
  readonly files: Map<string, FileRecord>
  readonly authors: Map<string, Exposure>
  /** By test file: how often it was edited, and its average of failures. */
  readonly suites: Map<string, SuiteRecord>
}

const DAY_MS = 86_400_000
const REMEMBERED_DAYS = 54 // the window of changes that predicts best (Gruber et al. 2023)
const MOST_TIMES = 60
const MOST_PARTNERS = 200
const FADING = 0.98

export function newMemory(): Memory {
  return {
    ...{ runs: 0, rate: 0.05, breakRate: 0.03, quickRate: 0.05, medianMs: 0 },
    ...{ tests: new Map(), fileOfTest: new Map(), files: new Map(), authors: new Map(), suites: new Map() },
  }
}

export function recordOf(memory: Memory, testId: string, at: number): TestRecord {
  return memory.tests.get(testId) ?? newTestRecord(at)
}

/** How often something that was exposed broke, drawn to the repository's own rate by ten cases. */
export function exposureRate({ breakRate }: Memory, exposure: Exposure | undefined): number {
  return ((exposure?.broken ?? 0) + 10 * breakRate) / ((exposure?.exposed ?? 0) + 10)
}

function exposed(before: Exposure | undefined, count: number, broken: number): Exposure {
  return { exposed: FADING * (before?.exposed ?? 0) + count, broken: FADING * (before?.broken ?? 0) + broken }
}

/** Takes in which files a change touched, and what began to fail in it. The memory is changed in place. */
export function rememberChange(
  memory: Memory,
  { files, testFiles, author, at }: Change,
  exposedTests: number,
  broken: readonly string[],
): void {
  for (const path of files) {
    const file = memory.files.get(path) ?? newFileRecord()
    file.changes += 1
    file.exposure = exposed(file.exposure, exposedTests, broken.length)
    file.times = [at, ...file.times.filter((time) => at - time < REMEMBERED_DAYS * DAY_MS)].slice(0, MOST_TIMES)
    for (const test of broken) count(file.tests, test)
    for (const test of testFiles) count(file.edited, test)
    memory.files.set(path, file)
  }
  for (const path of testFiles) {
    const suite = suiteOf(memory, path, at)
    memory.suites.set(path, { ...suite, edits: suite.edits + 1 })
  }
  if (author !== null) memory.authors.set(author, exposed(memory.authors.get(author), exposedTests, broken.length))
}

/** How often a file changed in the days before. */
export function churnOf({ times }: FileRecord, at: number, days: number): number {
  return times.filter((time) => at - time < days * DAY_MS).length
}

function newFileRecord(): FileRecord {
  return { changes: 0, exposure: { exposed: 0, broken: 0 }, times: [], tests: new Map(), edited: new Map() }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
  if (counts.size <= MOST_PARTNERS) return
  const [least] = [...counts].toSorted(([, one], [, other]) => one - other)
  if (least) counts.delete(least[0])
}

export function suiteOf(memory: Memory, path: string, at: number): SuiteRecord {
  return memory.suites.get(path) ?? { edits: 0, average: memory.rate, slow: memory.rate, lastAt: at }
}

type RunTest = {
  readonly testId: string
  readonly file: string | null
  readonly failed: boolean
  readonly mixed: boolean
  readonly durationMs: number | null
}

/** Takes in how the tests of a run ended; of `exposed` tests that passed before, `broken` began to fail. Changed in place. */
export function rememberRun(memory: Memory, { at }: Change, tests: readonly RunTest[], began: Exposure): void {
  memory.runs += 1
  const failures = tests.filter(({ failed }) => failed).length
  const slowly = Math.max(0.02, 1 / (memory.runs + 1))
  memory.rate = moved(memory.rate, failures, tests.length, slowly)
  memory.quickRate = moved(memory.quickRate, failures, tests.length, 0.3)
  memory.breakRate = moved(memory.breakRate, began.broken, began.exposed, slowly)
  for (const test of tests) {
    memory.tests.set(test.testId, withOutcome(recordOf(memory, test.testId, at), test, at))
    if (test.file !== null) memory.fileOfTest.set(test.testId, test.file)
    if (test.durationMs !== null) memory.medianMs = towards(memory.medianMs, test.durationMs)
  }
  rememberSuites(memory, tests, at)
}

/** Takes in outcomes that came before all runs that are known, oldest first, of a test of which nothing is known. */
export function rememberEarlier(memory: Memory, testId: string, outcomes: readonly boolean[], at: number): void {
  if (memory.tests.has(testId) || outcomes.length === 0) return
  const none = { mixed: false, durationMs: null }
  memory.tests.set(
    testId,
    outcomes.reduce((record, failed) => withOutcome(record, { ...none, failed }, at), newTestRecord(at)),
  )
}

/** A rate after a run in which `hits` of `size` tests did so. A run of few tests says little. */
function moved(rate: number, hits: number, size: number, step: number): number {
  return size === 0 ? rate : rate + step * (size / (size + 20)) * (hits / size - rate)
}

/** The median, approached one value at a time. */
function towards(median: number, value: number): number {
  return median === 0 ? value : median * (value > median ? 1.01 : 1 / 1.01)
}

/** Takes in how the tests of a run ended, by file and folder. Changed in place. */
function rememberSuites(memory: Memory, tests: readonly { readonly file: string | null; readonly failed: boolean }[], at: number): void {
  const groups = new Map<string, { count: number; failed: number }>()
  for (const { file, failed } of tests) {
    if (file === null) continue
    for (const path of [file, folderKey(file)]) {
      const group = groups.get(path) ?? { count: 0, failed: 0 }
      groups.set(path, { count: group.count + 1, failed: group.failed + Number(failed) })
    }
  }
  for (const [path, { count: size, failed }] of groups) {
    const suite = suiteOf(memory, path, at)
    const step = (size / (size + 1)) * (failed / size - suite.average)
    memory.suites.set(path, { ...suite, average: suite.average + 0.5 * step, slow: suite.slow + 0.1 * step, lastAt: at })
  }
}

/** Under this name a folder stands beside the files. */
export function folderKey(path: string): string {
  return `${folderOf(path)}/`
}
