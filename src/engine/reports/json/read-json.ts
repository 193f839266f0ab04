import type { Reading } from '../reading.ts'
import type { ReportLimits } from '../report-limits.ts'
import { addJestFile } from './jest-json.ts'
import { type JsonMember, readJsonMembers } from './json-members.ts'
import { jsonReport } from './json-report.ts'
import { addMochaTest } from './mocha-json.ts'
import { addPlaywrightError, addPlaywrightSuite } from './playwright-json.ts'

/** The JSON of Jest, Vitest, Mocha or Playwright, recognised by its properties, member by member. */
export async function readJsonReport(name: string, bytes: AsyncIterable<Uint8Array>, limits: ReportLimits): Promise<Reading> {
  const report = jsonReport(name, limits)
  const keys = new Set<string>()
  let framework: string | null = null
  let claimed = 0
  const end = await readJsonMembers(bytes, limits.maxElement, (member) => {
    keys.add(member.key)
    claimed += claimedFailures(member)
    framework ??= frameworkOf(member, keys.size)
    if (member.key === 'testResults' && member.isElement) addJestFile(report, framework ?? 'jest', member)
    else if (member.key === 'suites' && member.isElement) addPlaywrightSuite(report, member)
    else if (member.key === 'errors' && member.isElement && framework === 'playwright') addPlaywrightError(report, member)
    else if (member.isElement && framework === 'mocha') addMochaTest(report, member)
  })
  if (framework) return doubted(report.finish(framework, end), claimed)
  const reading = report.finish('', end)
  const error = reading.report.error ?? 'JSON, but not a report of Jest, Vitest, Mocha or Playwright'
  return { ...reading, isReport: false, report: { ...reading.report, framework: null, error } }
}

/** The number of failures in the document's own totals. */
function claimedFailures({ key, value, isElement }: JsonMember): number {
  if (isElement) return 0
  if (key === 'numFailedTests' || key === 'numFailedTestSuites') return Number(value) || 0
  const stats = key === 'stats' && typeof value === 'object' ? (value as { failures?: unknown; unexpected?: unknown } | null) : null
  return Number(stats?.failures ?? stats?.unexpected ?? 0) || 0
}

/** The totals count failures but none is listed: the report is incomplete, and the run failed. */
function doubted(reading: Reading, claimed: number): Reading {
  if (claimed === 0 || reading.report.class !== 'none') return reading
  return { ...reading, report: { ...reading.report, class: 'test_failure', truncated: true } }
}

/** The first property that decides; Jest and Vitest differ in the order of theirs, and Vitest gives each result a `meta`. */
function frameworkOf({ key, value, isElement }: JsonMember, position: number): string | null {
  if (position === 1 && key === 'numTotalTestSuites') return 'vitest'
  if (position === 1 && key === 'numFailedTestSuites') return 'jest'
  if (key === 'testResults' && isElement) return hasMeta(value) ? 'vitest' : 'jest'
  if (key === 'suites' && isElement && isObject(value) && 'specs' in value) return 'playwright'
  if (key === 'config' && isObject(value) && 'projects' in value) return 'playwright'
  return key === 'stats' && isObject(value) && 'passes' in value ? 'mocha' : null
}

function hasMeta(file: unknown): boolean {
  const results = isObject(file) && 'assertionResults' in file ? file.assertionResults : null
  const first: unknown = Array.isArray(results) ? results[0] : null
  return isObject(first) && 'meta' in first
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
