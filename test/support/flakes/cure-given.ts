import { readCureSources } from '../../../src/engine/cures/cure-sources.ts'
import { runWith } from '../../../src/engine/curing/cure-context.ts'
import { cureFlaky } from '../../../src/engine/curing/cure-flaky.ts'
import { ARMS } from '../../../src/engine/flakiness/arms.ts'
import type { FailingCondition } from '../../../src/engine/hunt/failing-condition.ts'
import type { FlakyTestResult } from '../../../src/model/result/flaky-test-result.ts'
import type { RunRequest } from '../../../src/model/runs/test-run.ts'
import { cureLines } from '../../../src/runner/cure-lines.ts'
import { openSession, type Session } from '../../../src/runner/session/session.ts'
import { DAY, huntedResult } from './cures-of.ts'
import type { Flake } from './flake.ts'

/** Runs with which the baseline is made: a test that fails in none of them is no case. */
const BASELINE = 10

/**
 * The cure of a case whose cause is given, with the real framework: what a hunt would have shown is run first, and its count is the rate that the cure has
 * to beat. No hunt: that costs some forty runs, and has a bench of its own.
 */
export async function cureGiven(
  flake: Flake,
  origin: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly printed: string; readonly results: readonly FlakyTestResult[] }> {
  const session = await openSession(
    {
      ...{ origin, base: 'HEAD', head: 'WORKTREE', merge: null, place: 'copy', timeoutMs: 120_000, framework: flake.framework },
      ...{ testFiles: { TEST_FILES_ADD: [], TEST_FILES_EXCLUDE: [] }, intentTexts: [] },
    },
    { cwd: origin, env, print: () => undefined, warn: () => undefined, progress: () => undefined, exit: () => undefined },
  )
  try {
    const [target] = session.targets
    if (target === undefined) throw new Error('no framework')
    const { condition, lines } = await baseline(flake, session)
    if (condition.count.failed === 0) return { printed: '', results: [] }
    const { workspace, clock, parsers } = session
    const sources = await readCureSources(workspace, target.framework, parsers)
    const shown = { ...flake, lines, rate: flake.rate ?? condition.count.failed / condition.count.runs }
    const { results } = await cureFlaky(
      {
        ...{ sources, workspace, runner: target.runner, clock, day: DAY, endsAt: clock.now() + 600_000 },
        ...{ progress: () => undefined, failing: new Map([[flake.test, condition]]) },
      },
      [huntedResult(shown)],
    )
    return { printed: results.flatMap((one) => cureLines(one, false)).join('\n'), results }
  } finally {
    await session.close()
  }
}

/** How often the test fails as it is, under the condition that is its cause. */
async function baseline(
  flake: Flake,
  { workspace, targets: [target] }: Session,
): Promise<{ condition: FailingCondition; lines: readonly number[] }> {
  if (target === undefined) throw new Error('no framework')
  const variants = variantsOf(flake)
  const file = flake.test.split(/::| > /)[0] ?? ''
  const failing = new Set<number>()
  const lines = new Set<number>()
  let [failed, runs] = [0, 0]
  const most = 'listed' in (variants[0] ?? {}) ? 3 : Math.max(BASELINE, variants.length)
  for (let count = 0; count < most; count += 1) {
    const variant = count % variants.length
    const run = await runWith({ workspace, runner: target.runner }, new Map(), {
      files: [file],
      testIds: [],
      fresh: true,
      ...variants[variant],
    })
    const seen = run.tests.find(({ id }) => id === flake.test)
    runs += 1
    if (seen?.outcome === 'passed') continue
    failed += 1
    failing.add(variant)
    for (const frame of seen?.failure?.frames ?? []) if (frame.file === file) lines.add(frame.line)
  }
  const words = flake.shown.factor ?? 'in that order'
  return {
    condition: { words: `(${words})`, runs: variants.filter((_, index) => failing.has(index)), count: { failed, runs } },
    lines: [...lines],
  }
}

function variantsOf({ test, shown }: Flake): readonly Partial<RunRequest>[] {
  const order = shown.polluter === undefined ? [test] : [shown.polluter, test]
  const files = [...new Set(order.map((id) => id.split(/::| > /)[0] ?? ''))]
  if (shown.cause === 'order_dependent') return [{ files, testIds: order, listed: true }]
  return ARMS.find(({ name }) => name === shown.factor)?.variants ?? [{}]
}
