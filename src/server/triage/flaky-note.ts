import { rateInterval } from '../../engine/flakiness/count.ts'
import { historyProbability } from '../../engine/flakiness/history-probability.ts'
import type { FlakyFinding } from '../../protocol/hunt-report.ts'
import type { Answer } from './answer.ts'

/** One run of a test in CI. Runs with the same `tree`, `job` and `variant` had equal conditions. */
export type KnownRun = {
  readonly testId: string
  readonly hasFailed: boolean
  readonly at: Date
  readonly headSha: string
  readonly tree: string
  readonly job: string
  readonly variant: string
}

/** What a hunt says of a test, with the commit on which it was made. */
export type HuntFinding = {
  readonly testId: string
  readonly headSha: string
  readonly at: Date
  readonly finding: FlakyFinding
  /** What the server made of its cure: offered by a pull request, or as a patch. */
  readonly cure: { readonly pullNumber: number | null; readonly patch: string | null } | null
}

/** So likely a test has to be flaky by its history alone to be called so. */
const SURE = 0.95
const STRIP = 20

/**
 * Whether a known flaky test may be the reason of one failure. `passed_again`: the same code passed. `seen_before`: it failed in this very way
 * while it was flaky. Else nothing excuses it: `touched`: the change is what makes it fail; `new_failure`: it never failed in this way.
 */
export type Excuse = 'passed_again' | 'seen_before' | 'touched' | 'new_failure'

/** What is said of a flaky test whose failure somebody sees. `runs` are CI's, newest last; `since`: where it ended both ways for the first time. */
export type FlakyNote = {
  readonly testId: string
  readonly shortId: string
  readonly excuse: Excuse
  readonly runs: readonly boolean[]
  readonly failed: number
  readonly total: number
  readonly interval: readonly [number, number]
  readonly probability: number
  readonly since: { readonly headSha: string; readonly passedBefore: number } | null
  readonly finding: HuntFinding | null
}

/** Notes on the answers whose tests are known to be flaky: by this run, by a hunt, or by CI's own history. `runs`: newest first. */
export function flakyNotes(answers: readonly Answer[], runs: readonly KnownRun[], findings: readonly HuntFinding[]): readonly FlakyNote[] {
  const byTest = Map.groupBy(runs, ({ testId }) => testId)
  const found = new Map(findings.map((one) => [one.testId, one]))
  return answers.flatMap((answer) => {
    if (answer.testId === '' || answer.quarantine !== null) return []
    const own = (byTest.get(answer.testId) ?? []).toReversed()
    const finding = found.get(answer.testId) ?? null
    const trees = treesOf(own)
    const isProven = answer.verdict === 'flaky' || finding !== null
    const probability = isProven ? 1 : historyProbability(trees)
    if (probability < SURE) return []
    const failed = own.filter(({ hasFailed }) => hasFailed).length
    return [
      {
        ...{ testId: answer.testId, shortId: answer.shortId, excuse: excuseOf(answer), probability, finding },
        runs: own.slice(-STRIP).map(({ hasFailed }) => !hasFailed),
        ...{ failed, total: own.length, interval: rateInterval({ failed, runs: own.length }), since: sinceOf(own, finding) },
      },
    ]
  })
}

/** Each failure is judged by itself: a flaky test still fails for real reasons. */
export function excuseOf({ verdict, culprits, codeChanges, similarFailures, testId }: Answer): Excuse {
  if (verdict === 'flaky') return 'passed_again'
  if (culprits.length > 0 || codeChanges.length > 0) return 'touched'
  const isSeen = similarFailures.some((one) => one.testId === testId && one.exact && one.verdict === 'flaky')
  return isSeen ? 'seen_before' : 'new_failure'
}

/** Runs under equal conditions together, oldest first. */
function treesOf(runs: readonly KnownRun[]): readonly { readonly failed: number; readonly runs: number; readonly first: KnownRun }[] {
  const groups = Map.groupBy(runs, ({ tree, job, variant }) => JSON.stringify([tree, job, variant]))
  return [...groups.values()].flatMap((own) => {
    const [first] = own
    return first ? [{ first, runs: own.length, failed: own.filter(({ hasFailed }) => hasFailed).length }] : []
  })
}

/** The first tree on which it ended both ways; else the commit of the hunt that found it. What passed before it came to an end there. */
function sinceOf(runs: readonly KnownRun[], finding: HuntFinding | null): FlakyNote['since'] {
  const proof = treesOf(runs).find((tree) => tree.failed > 0 && tree.failed < tree.runs)
  if (proof === undefined && finding === null) return null
  const at = proof?.first.at ?? finding?.at ?? new Date(0)
  const before = runs.filter((run) => run.at < at)
  const lastFailure = before.findLastIndex(({ hasFailed }) => hasFailed)
  return { headSha: proof?.first.headSha ?? finding?.headSha ?? '', passedBefore: before.length - lastFailure - 1 }
}
