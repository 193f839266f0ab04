import { readReport } from '../../../src/engine/reports/read-report.ts'
import { defaultReportLimits } from '../../../src/engine/reports/report-limits.ts'
import type { TestReport } from '../../../src/model/test-report.ts'

const CHUNK = 64 * 1024

/** Reads bytes as the command does, in the pieces in which a file comes. */
export async function readBytes(name: string, bytes: Buffer): Promise<TestReport> {
  const { readings, refusals } = await readReport(name, chunksOf(bytes), { ...defaultReportLimits, maxCases: 0 })
  const report = readings[0]?.report
  if (report) return report
  const error = refusals[0]?.reason ?? 'nothing read'
  return {
    file: name,
    framework: null,
    class: 'none',
    counts: { run: 0, passed: 0, failed: 0, errored: 0, skipped: 0 },
    failures: [],
    error,
  }
}

async function* chunksOf(bytes: Buffer): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK)
}
