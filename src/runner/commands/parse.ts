import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { resolve } from 'node:path'
import { readReport } from '../../engine/reports/read-report.ts'
import { NO_TESTS } from '../../engine/reports/reading.ts'
import { defaultReportLimits } from '../../engine/reports/report-limits.ts'
import type { ReportedFailure, TestReport } from '../../model/test-report.ts'
import type { CliCommand, CommandContext } from '../command.ts'
import { writeJson } from '../workspace/write-json.ts'

/** Failing tests listed for one file on the terminal; the JSON has them all. */
const MAX_LISTED = 20

/** `suture parse FILE…`: what any log, report or archive of them says, as a list with one entry for each report. */
export const parse: CliCommand = (program, context) => {
  program
    .command('parse')
    .description('read CI logs, JUnit XML, JSON reports and archives of them')
    .argument('<file...>', 'logs, reports, zips')
    .option('--json <file>', 'write the result here, whatever the exit code')
    .action((files: readonly string[], options: { readonly json?: string }) => run(files, options, context))
}

async function run(files: readonly string[], options: { readonly json?: string }, context: CommandContext): Promise<void> {
  const reports: TestReport[] = []
  let code = 0
  for (const file of files) {
    const found = await reportsOf(file, context)
    if (!found) code = 3
    reports.push(...(found ?? []))
  }
  for (const line of tableOf(reports)) context.print(line)
  if (options.json) await writeJson(resolve(context.cwd, options.json), reports)
  context.exit(code)
}

/** The reports in one file; null where there is no such file to read. */
async function reportsOf(file: string, context: CommandContext): Promise<TestReport[] | null> {
  const path = resolve(context.cwd, file)
  try {
    await access(path)
  } catch {
    context.warn(`suture: ${file} can't be read: check the path`)
    return null
  }
  const { readings, refusals } = await readReport(file, createReadStream(path), { ...defaultReportLimits, maxCases: 0 })
  const refused = refusals.map(({ name, reason, detail }): TestReport => {
    return { file: name, framework: null, class: 'none', counts: NO_TESTS, failures: [], error: `refused (${reason}): ${detail}` }
  })
  return [...readings.map(({ report }) => report), ...refused]
}

function tableOf(reports: readonly TestReport[]): string[] {
  const rows = reports.map(({ file, framework, class: kind, counts, truncated }) => [
    file,
    framework ?? '?',
    truncated ? `${kind} (incomplete)` : kind,
    ...[counts.run, counts.passed, counts.failed, counts.errored, counts.skipped].map(String),
  ])
  const table = [['file', 'framework', 'class', 'run', 'passed', 'failed', 'errored', 'skipped'], ...rows]
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)))
  const lines = table.map((row) =>
    row.map((cell, column) => (column < 3 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '),
  )
  return [...lines, ...reports.flatMap(detailsOf)]
}

function detailsOf({ file, failures, error }: TestReport): string[] {
  if (failures.length === 0 && !error) return []
  const listed = failures.slice(0, MAX_LISTED).map(failureLine)
  const rest = failures.length - listed.length
  return ['', file, ...(error ? [`  ${error}`] : []), ...listed, ...(rest > 0 ? [`  and ${rest} more`] : [])]
}

function failureLine({ testId, failureType, message, span }: ReportedFailure): string {
  const first = message.split('\n', 1)[0] ?? ''
  return `  ${testId}  ${failureType}, lines ${span[0]} to ${span[1]}${first ? `: ${first.slice(0, 120)}` : ''}`
}
