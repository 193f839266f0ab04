import { createReadStream } from 'node:fs'
import { glob, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { readReport } from '../engine/reports/read-report.ts'
import { defaultReportLimits } from '../engine/reports/report-limits.ts'
import { SutureError } from '../model/error.ts'
import type { ReportedCase } from '../model/test-report.ts'

/** The tests of one report file, and when it was written (milliseconds). */
export type ReportedRun = { readonly at: number; readonly cases: readonly ReportedCase[] }

/** Every test in all reports that a glob finds, the oldest file first. Throws SutureError `no_report` when it finds none. */
export async function reportedRuns(pattern: string, cwd: string): Promise<readonly ReportedRun[]> {
  const runs: ReportedRun[] = []
  for await (const file of glob(pattern, { cwd })) {
    const path = resolve(cwd, file)
    const { readings } = await readReport(file, createReadStream(path), defaultReportLimits)
    runs.push({ at: (await stat(path)).mtimeMs, cases: readings.flatMap(({ cases }) => cases) })
  }
  if (runs.length === 0) throw noReport(pattern)
  return runs.toSorted((one, other) => one.at - other.at)
}

/** The ids of the tests that fail in all reports that a glob finds. Throws SutureError `no_report` when it finds none. */
export async function failingTestsOf(pattern: string, cwd: string): Promise<readonly string[]> {
  const ids = new Set<string>()
  let found = 0
  for await (const file of glob(pattern, { cwd })) {
    found += 1
    const { readings } = await readReport(file, createReadStream(resolve(cwd, file)), { ...defaultReportLimits, maxCases: 0 })
    for (const { report } of readings) for (const { testId } of report.failures) ids.add(testId)
  }
  if (found === 0) throw noReport(pattern)
  return [...ids]
}

function noReport(pattern: string): SutureError {
  return new SutureError('no_report', `no report matches ${pattern}`, 'check the pattern; it is relative to your folder')
}
