import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type FoundStale, findStale } from '../../engine/staleness/find-stale.ts'
import { SutureError } from '../../model/error.ts'
import type { StaleReport } from '../../model/result/stale-report.ts'
import { MOST_THINGS, StaleAnswer, type StaleThing } from '../../protocol/stale-answer.ts'
import { StaleJob } from '../../protocol/stale-job.ts'
import { PROTOCOL_VERSION } from '../../protocol/version.ts'
import { endLeftovers } from '../../sandbox/leftovers.ts'
import type { CommandContext } from '../command.ts'
import { staleReport } from '../stale-report.ts'
import { RUNNER_VERSION } from '../version.ts'
import { readJson } from '../workspace/write-json.ts'
import { openSession, type Session } from './session.ts'

const RUN_TIMEOUT_MS = 10 * 60_000
const LONGEST = 1_000

/** The look that the server asked for; `null` where it asked for something else. */
export function staleJobOf({ env }: CommandContext): StaleJob | null {
  try {
    return StaleJob.safeParse(JSON.parse(env['SUTURE_JOB'] ?? '')).data ?? null
  } catch {
    return null
  }
}

/** Looks with every framework of the repository. */
export async function lookWith(
  { targets, workspace, clock, parsers }: Session,
  request: { readonly tests: readonly string[]; readonly endsAt: number },
  { progress }: CommandContext,
): Promise<readonly FoundStale[]> {
  const found: FoundStale[] = []
  for (const target of targets) {
    const ports = { workspace, clock, parsers, ...target, progress: (stage: string, what: string) => progress(`${stage}: ${what}`) }
    found.push(await findStale(ports, request))
  }
  return found
}

/** On the checkout of the job; when the answer is there, nothing that the tests started runs any more. */
export async function answerStale(job: StaleJob, origin: string, context: CommandContext): Promise<StaleAnswer> {
  const startedAt = Date.now()
  const { base, head, settings, budgetMinutes } = job
  const session = await openSession(
    {
      ...{ origin, base, head, merge: null, place: 'in-place', timeoutMs: RUN_TIMEOUT_MS, framework: null, intentTexts: [] },
      testFiles: { TEST_FILES_ADD: settings.testFilesAdd, TEST_FILES_EXCLUDE: settings.testFilesExclude },
    },
    context,
  )
  try {
    const found = await lookWith(session, { tests: [], endsAt: startedAt + 60_000 * budgetMinutes }, context)
    const report = staleReport({ base, head }, found, { startedAt, now: Date.now(), frameworkMs: session.frameworkMs() })
    return {
      ...{ protocol: PROTOCOL_VERSION, lookId: job.lookId, nonce: job.nonce, runnerVersion: RUNNER_VERSION },
      ...{ things: [...thingsOf(report)], declared: report.declared, checked: report.checked, leftOut: report.leftOut },
      notLooked: report.notLooked.slice(0, 50).map(({ what, reason }) => ({ what: cut(what), reason: cut(reason) })),
      machineMs: Date.now() - startedAt,
    }
  } finally {
    await session.close()
    await endLeftovers(context.env)
  }
}

/** The answer that an earlier job of the same run left in a folder. How a download lays the files out differs from version to version of the action. */
export async function readStaleAnswer(folder: string, { nonce }: StaleJob): Promise<StaleAnswer> {
  for (const path of (await readdir(folder, { recursive: true })).filter((one) => one.endsWith('.json'))) {
    const answer = StaleAnswer.safeParse(await readJson(join(folder, path))).data
    if (answer?.nonce === nonce) return answer
  }
  throw new SutureError('stage_unreadable', 'the first job left no answer', 'look at what it printed')
}

/** Each thing once, with the tests that come to it. */
function thingsOf({ stale, unchecked }: StaleReport): readonly StaleThing[] {
  const told = [...Map.groupBy(stale, (one) => `${one.file} ${one.lines} ${one.declares.symbol}`).values()].flatMap((same) => {
    return same.slice(0, 1).map((one) => ({ ...one, tests: same.map(({ testId }) => testId) }))
  })
  return [...told, ...unchecked.map((one) => ({ ...one, tests: [] }))]
    .slice(0, MOST_THINGS)
    .map(({ file, lines, declares, tests, evidence, suggestion }) => ({
      ...{ file, lines, declares: { kind: declares.kind, symbol: cut(declares.symbol) }, tests },
      ...{ evidence: evidence.slice(0, 20).map(({ says }) => cut(says)), suggestion: cut(suggestion) },
    }))
}

function cut(text: string): string {
  return text.slice(0, LONGEST)
}
