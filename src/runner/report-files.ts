import { createReadStream } from 'node:fs'
import { glob } from 'node:fs/promises'
import { resolve } from 'node:path'
import { readReport } from '../engine/reports/read-report.ts'
import { defaultReportLimits } from '../engine/reports/report-limits.ts'
import { SutureError } from '../model/error.ts'

/** The ids of the tests that fail in all reports that a glob finds. Throws SutureError `no_report` when it finds none. */
export async function failingTestsOf(pattern: string, cwd: string): Promise<readonly string[]> {
  const ids = new Set<string>()
  let found = 0
  for await (const file of glob(pattern, { cwd })) {
    found += 1
    const { readings } = await readReport(file, createReadStream(resolve(cwd, file)), { ...defaultReportLimits, maxCases: 0 })
    for (const { report } of readings) for (const { testId } of report.failures) ids.add(testId)
  }
  if (found === 0) throw new SutureError('no_report', `no report matches ${pattern}`, 'check the pattern; it is relative to your folder')
  return [...ids]
}
