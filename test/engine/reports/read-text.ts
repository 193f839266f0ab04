import { readReport } from '../../../src/engine/reports/read-report.ts'
import type { Reading } from '../../../src/engine/reports/reading.ts'
import { defaultReportLimits, type ReportLimits } from '../../../src/engine/reports/report-limits.ts'

/** Bytes in pieces of a size at which lines, elements and characters are cut. */
export async function* pieces(bytes: Uint8Array, size = 61): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** The one reading of a text. */
export async function readText(text: string | Uint8Array, limits: Partial<ReportLimits> = {}): Promise<Reading> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const { readings } = await readReport('file', pieces(bytes, bytes.length > 100_000 ? 65_536 : 61), { ...defaultReportLimits, ...limits })
  const [reading] = readings
  if (!reading || readings.length > 1) throw new Error(`${readings.length} readings, where one was expected`)
  return reading
}

/** Lines as the runner writes them. */
export function jobLog(...lines: readonly string[]): string {
  return lines.map((line) => `2024-02-29T23:59:59.1234567Z ${line}\n`).join('')
}
