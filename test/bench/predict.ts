import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { BenchRun } from './predict/bench-run.ts'
import { readCycles } from './predict/read-cycles.ts'
import { replayRuns, type Scored } from './predict/replay-runs.ts'
import { linesOf, reliabilityOf, reportOf } from './predict/report.ts'
import { boundsOf, simulate } from './predict/simulate.ts'

// `--data FILE`: recorded CI cycles with the columns of RETECS. Besides them, or without them, simulated repositories: `--sample N` of them, `--changes N` each.
const { values } = parseArgs({
  options: {
    ...{ data: { type: 'string' }, past: { type: 'string', default: '0.5' }, seed: { type: 'string', default: '1' } },
    ...{ sample: { type: 'string', default: '3' }, changes: { type: 'string', default: '1500' }, json: { type: 'string' } },
  },
})
const print = (text: string) => process.stdout.write(`${text}\n`)
const [seed, past] = [Number(values.seed), Number(values.past)]
const results: Record<string, unknown> = {}

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
