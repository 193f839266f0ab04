import type { Framework } from '../../engine/frameworks/framework.ts'
import { learnRun } from '../../engine/history/prediction/learn-run.ts'
import { rememberChange } from '../../engine/history/prediction/memory.ts'
import { newPredictor, type Predictor } from '../../engine/history/prediction/predictor.ts'
import { readPredictor } from '../../engine/history/prediction/saved-predictor.ts'
import type { CommandContext } from '../command.ts'
import { type ReportedRun, reportedRuns } from '../report-files.ts'
import { askServer, serverAccess } from '../server-api.ts'
import { type PastChange, pastChanges } from '../workspace/past-changes.ts'

/** What is known before the change runs, and the sentence that says where from. */
export type KnownHistory = { readonly predictor: Predictor; readonly source: 'server' | 'reports' | 'none'; readonly says: string }

type Asked = {
  readonly dir: string
  readonly base: string
  readonly repository: string | null
  readonly report: string | undefined
  readonly frameworks: readonly Framework[]
  readonly paths: ReadonlySet<string>
}

/** Reports that were named come first, then the server, then nothing but the commits. */
export async function knownHistory(asked: Asked, { env, cwd }: CommandContext): Promise<KnownHistory> {
  const past = await pastChanges(asked.dir, asked.base, env)
  const ofCommits = `${past.length} commits say which files change together`
  if (asked.report !== undefined) {
    const runs = await reportedRuns(asked.report, cwd)
    const predictor = withCommits(newPredictor(), past, asked.frameworks)
    for (const run of runs) learnReport(predictor, run, asked)
    return { predictor, source: 'reports', says: `history: ${runs.length} reports that match ${asked.report}; ${ofCommits}` }
  }
  const access = serverAccess(env)
  const answer = access === null || asked.repository === null ? null : await askServer(access, asked.repository, 'predictor')
  const learned = answer?.outcome === 'ok' ? readPredictor((answer.json as { readonly predictor?: unknown }).predictor) : null
  if (learned !== null)
    return { predictor: learned, source: 'server', says: `history: ${learned.memory.runs} runs that ${access?.url} has learned from` }
  return {
    predictor: withCommits(newPredictor(), past, asked.frameworks),
    source: 'none',
    says: `no history: ${whyNone(asked, access !== null, answer)}; tests are ordered by what the change touches, and ${ofCommits}`,
  }
}

function whyNone({ repository }: Asked, isNamed: boolean, answer: Awaited<ReturnType<typeof askServer>> | null): string {
  if (!isNamed) return 'neither --report nor SUTURE_URL is given'
  if (repository === null) return 'the remote is no repository of GitHub, so name it with --repository'
  return answer?.outcome === 'none' ? answer.why : 'the answer of the server was not understood'
}

/** Commits show which test files are edited with which product files, though not what failed. */
function withCommits(predictor: Predictor, past: readonly PastChange[], frameworks: readonly Framework[]): Predictor {
  const isTest = (path: string) => frameworks.some((framework) => framework.isTestFile(path))
  for (const { author, at, files } of past)
    rememberChange(predictor.memory, { author, at, files: files.filter((path) => !isTest(path)), testFiles: files.filter(isTest) }, 0, [])
  return predictor
}

/** Nobody knows which change a report was made for. */
function learnReport(predictor: Predictor, { at, cases }: ReportedRun, { frameworks, paths }: Asked): void {
  const tests = cases.flatMap(({ testId, file, outcome, timeMs, flaky }) => {
    if (outcome === 'skipped') return []
    const known = file !== null && paths.has(file) ? file : fileNamedBy(testId, frameworks, paths)
    return [{ testId, file: known, failed: outcome !== 'passed', mixed: flaky === true, durationMs: timeMs }]
  })
  learnRun(predictor, { files: [], testFiles: [], author: null, at }, tests)
}

/** The file that a test's id names in this tree. */
export function fileNamedBy(testId: string, frameworks: readonly Framework[], paths: ReadonlySet<string>): string | null {
  for (const framework of frameworks) {
    const file = framework.testRef(testId, paths)?.file
    if (file !== undefined && paths.has(file)) return file
  }
  return null
}
