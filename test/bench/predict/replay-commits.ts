import { frameworks } from '../../../src/engine/frameworks/index.ts'
import { learnRun } from '../../../src/engine/history/prediction/learn-run.ts'
import { newPredictor, predict } from '../../../src/engine/history/prediction/predictor.ts'
import { pastChanges } from '../../../src/runner/workspace/past-changes.ts'
import type { Point } from './figures.ts'

/** For each commit and each test file that was there before it: was it edited, and how likely was that said to be? */
export type ReplayedCommits = { readonly commits: number; readonly ours: readonly Point[]; readonly baseline: readonly Point[] }

/**
 * Predicts from the commits of a repository which test files each one edits, in their order, and then learns it. Commits that touch no
 * product file are left out; the baseline is how often each test file was edited before.
 */
export async function replayCommits(dir: string, past: number): Promise<ReplayedCommits> {
  const isTest = (path: string) => frameworks.some((framework) => framework.isTestFile(path))
  const isRunnable = (path: string) => frameworks.some((framework) => framework.isRunnable(path))
  const changes = (await pastChanges(dir, 'HEAD', {})).filter(({ files }) => files.some((path) => !isTest(path)))
  const predictor = newPredictor()
  const edits = new Map<string, number>()
  const [ours, baseline]: [Point[], Point[]] = [[], []]
  const first = Math.floor(changes.length * past)
  for (const [run, { author, at, files }] of changes.entries()) {
    const change = { author, at, files: files.filter((path) => !isTest(path)), testFiles: files.filter(isTest) }
    const known = [...edits.keys()].map((file) => ({ testId: file, file }))
    // what it edits is the question, so it is not told
    const predicted = predict(predictor, { ...change, testFiles: [] }, known)
    for (const [index, { file }] of known.entries()) {
      if (run < first) continue
      const point = { run, failed: change.testFiles.includes(file), cost: 1 }
      ours.push({ ...point, probability: predicted[index]?.maintenance ?? 0 })
      baseline.push({ ...point, probability: (edits.get(file) ?? 0) / (run + 1) })
    }
    const ended = { failed: false, mixed: false, durationMs: null }
    learnRun(
      predictor,
      change,
      known.map((one) => ({ ...one, ...ended })),
    )
    for (const file of change.testFiles.filter(isRunnable)) edits.set(file, (edits.get(file) ?? 0) + 1)
  }
  return { commits: changes.length - first, ours, baseline }
}
