import { cleanTexts } from '../../model/clean-text.ts'
import type { TestReport } from '../../model/test-report.ts'
import { gunzip } from '../archives/gunzip.ts'
import { readJsonReport } from './json/read-json.ts'
import { readJunitXml } from './junit/junit-xml.ts'
import { readLog } from './logs/read-log.ts'
import { readZip } from './read-zip.ts'
import { NO_TESTS, type Reading, type ReportReading } from './reading.ts'
import { charged } from './reading-budget.ts'
import type { ReportLimits } from './report-limits.ts'
import { sameNames } from './same-names.ts'
import { type ReportKind, sniff } from './sniff.ts'
import { bounded, peek } from './text/byte-stream.ts'

/**
 * Reads any report: JUnit XML, the JSON of Jest, Vitest, Mocha or Playwright, a CI log, or a zip or gzip of these,
 * recognised by content. Never throws because of `bytes`: what cannot be read is a reading with `error`, or a refusal.
 * Texts are clean, see model/clean-text.ts; tests that this gives one name are a refusal, so that it is said.
 */
export async function readReport(name: string, bytes: AsyncIterable<Uint8Array>, limits: ReportLimits): Promise<ReportReading> {
  return clean(await readAny(name, bytes, limits, 0))
}

/** Reads the log of a job, of which lines may be left out between two `parts`, as `readReport` reads a file. */
export async function readJobLog(name: string, parts: readonly AsyncIterable<Uint8Array>[], limits: ReportLimits): Promise<ReportReading> {
  try {
    const whole = parts.map((part) => charged(part, limits.total))
    return clean({ readings: [await charging(limits, (left) => readLog(name, whole, left))], refusals: [] })
  } catch (error) {
    return { readings: [unreadable(name, error instanceof Error ? error.message : String(error))], refusals: [] }
  }
}

function clean(found: ReportReading): ReportReading {
  const shown = cleanTexts(found)
  return shown === found ? found : { ...shown, refusals: [...shown.refusals, ...sameNames(found, shown)] }
}

async function readAny(name: string, bytes: AsyncIterable<Uint8Array>, limits: ReportLimits, depth: number): Promise<ReportReading> {
  try {
    return await readKind(name, bytes, limits, depth)
  } catch (error) {
    const reading = unreadable(name, error instanceof Error ? error.message : String(error))
    return { readings: [{ ...reading, isReport: true }], refusals: [] }
  }
}

async function readKind(name: string, bytes: AsyncIterable<Uint8Array>, limits: ReportLimits, depth: number): Promise<ReportReading> {
  const { head, all } = await peek(bytes, 1024)
  const { kind, encoding = 'utf-8' } = sniff(head)
  if (kind === 'zip') return await readZip(name, all, limits, depth, readAny)
  if (kind === 'gzip') {
    if (depth < limits.zip.maxDepth) return await readAny(name, gunzip(all), limits, depth + 1)
    return { readings: [], refusals: [{ name, reason: 'too_deep', detail: 'a compressed file inside too many others' }] }
  }
  const plain = charged(bounded(all, limits.maxBytes), limits.total)
  return { readings: [await charging(limits, (left) => readPlain(name, kind, plain, left, encoding))], refusals: [] }
}

/** Reads at most what is left of the run's cases and failures. */
async function charging(limits: ReportLimits, read: (left: ReportLimits) => Promise<Reading>): Promise<Reading> {
  const { total, maxCases, maxFailures } = limits
  const reading = await read({ ...limits, maxCases: Math.min(maxCases, total.cases), maxFailures: Math.min(maxFailures, total.failures) })
  total.cases -= reading.cases.length
  total.failures -= reading.report.failures.length
  return reading
}

async function readPlain(
  name: string,
  kind: ReportKind,
  bytes: AsyncIterable<Uint8Array>,
  limits: ReportLimits,
  encoding: string,
): Promise<Reading> {
  if (kind === 'empty') return { ...unreadable(name, 'the file is empty'), saysNothing: 'empty' }
  if (kind === 'xml') return await readJunitXml(name, bytes, limits, encoding)
  return kind === 'json' ? await readJsonReport(name, bytes, limits) : await readLog(name, [bytes], limits)
}

function unreadable(name: string, error: string): Reading {
  const report: TestReport = { file: name, framework: null, class: 'none', counts: NO_TESTS, failures: [], error }
  return { report, cases: [], casesOmitted: 0, started: false, isReport: false }
}
