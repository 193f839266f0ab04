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
  const found = await readAny(name, bytes, limits, 0)
  const clean = cleanTexts(found)
  return clean === found ? found : { ...clean, refusals: [...clean.refusals, ...sameNames(found, clean)] }
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
  const { total } = limits
  const left = { ...limits, maxCases: Math.min(limits.maxCases, total.cases), maxFailures: Math.min(limits.maxFailures, total.failures) }
  const reading = await readPlain(name, kind, charged(bounded(all, limits.maxBytes), total), left, encoding)
  total.cases -= reading.cases.length
  total.failures -= reading.report.failures.length
  return { readings: [reading], refusals: [] }
}

async function readPlain(
  name: string,
  kind: ReportKind,
  bytes: AsyncIterable<Uint8Array>,
  limits: ReportLimits,
  encoding: string,
): Promise<Reading> {
  if (kind === 'empty') return unreadable(name, 'the file is empty')
  if (kind === 'xml') return await readJunitXml(name, bytes, limits, encoding)
  return kind === 'json' ? await readJsonReport(name, bytes, limits) : await readLog(name, [bytes], limits)
}

function unreadable(name: string, error: string): Reading {
  const report: TestReport = { file: name, framework: null, class: 'none', counts: NO_TESTS, failures: [], error }
  return { report, cases: [], casesOmitted: 0, started: false, isReport: false }
}
