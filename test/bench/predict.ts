import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { BenchRun } from './predict/bench-run.ts'
import { figuresOf, intervalsOf } from './predict/figures.ts'
import { readCycles } from './predict/read-cycles.ts'
import { replayCommits } from './predict/replay-commits.ts'
import { replayRuns, type Scored } from './predict/replay-runs.ts'
import { linesOf, reliabilityOf, reportOf } from './predict/report.ts'
import { boundsOf, simulate } from './predict/simulate.ts'

// `--commits DIR`: which test files the commits of a repository edit.
// `--data FILE`: recorded CI cycles with the columns of RETECS. Besides them, or without them, simulated repositories: `--sample N` of them, `--changes N` each.
const { values } = parseArgs({
  options: {
    ...{ data: { type: 'string' }, past: { type: 'string', default: '0.5' }, seed: { type: 'string', default: '1' } },
    ...{
      sample: { type: 'string', default: '3' },
      changes: { type: 'string', default: '1500' },
      json: { type: 'string' },
      commits: { type: 'string' },
    },
  },
})
const print = (text: string) => process.stdout.write(`${text}\n`)
const [seed, past] = [Number(values.seed), Number(values.past)]
const results: Record<string, unknown> = {}

if (values.commits !== undefined) results['commits'] = await showCommits(values.commits)
if (values.data !== undefined) results['data'] = show(values.data, readCycles(values.data))
for (let index = 0; index < Number(values.sample); index += 1) {
  const name = `simulated repository, seed ${seed + index}`
  const runs = simulate(Number(values.changes), seed + index)
  const bounds = boundsOf(runs.slice(Math.floor(runs.length * past)))
  results[name] = { ...bounds, ...show(name, runs) }
  print(`  best possible accuracy   ${bounds.bayes.toFixed(3)}, majority ${bounds.majority.toFixed(3)}\n`)
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`)

function show(name: string, runs: readonly BenchRun[]): object {
  const begun = performance.now()
  const scored: readonly Scored[] = replayRuns(runs, past)
  const seconds = (performance.now() - begun) / 1000
  const failed = scored.filter((one) => one.failed).length
  const all = runs.reduce((sum, { tests }) => sum + tests.length, 0)
  print(
    `${name}: ${runs.length} runs, ${all} outcomes; the later ${runs.length - Math.floor(runs.length * past)} runs are scored, each predicted before it is learned`,
  )
  if (scored.length === 0) return { n: 0 }
  const majority = Math.max(failed, scored.length - failed) / scored.length
  print(
    `n = ${scored.length} outcomes, ${failed} failed; majority rate ${majority.toFixed(3)}; ${(1e6 * (seconds / all)).toFixed(0)} µs to predict and learn one outcome`,
  )
  if (failed === 0 || failed === scored.length) return { n: scored.length, majority }
  const reported = reportOf(scored, seed)
  for (const line of [...linesOf(reported), ...reliabilityOf(scored)]) print(line)
  print('')
  return { n: scored.length, majority, reported }
}

async function showCommits(dir: string): Promise<object> {
  const { commits, ours, baseline } = await replayCommits(dir, past)
  const edited = ours.filter(({ failed }) => failed).length
  print(`${dir}: ${commits} later commits with product files, ${ours.length} pairs of commit and test file, ${edited} edited`)
  const shown = Object.entries({ ours, 'how often edited before': baseline }).map(([name, points]) => {
    const [figures, intervals] = [figuresOf(points), intervalsOf(points, seed)]
    const [auc, prAuc] = [figures.auc.toFixed(3), figures.prAuc.toFixed(3)]
    print(
      `  ${name.padEnd(24)} AUC ${auc} [${intervals.auc.map((one) => Number(one).toFixed(3)).join(', ')}], PR-AUC ${prAuc}, Brier ${figures.brier.toFixed(4)}`,
    )
    return { name, figures, intervals }
  })
  print('')
  return { commits, n: ours.length, edited, shown }
}
