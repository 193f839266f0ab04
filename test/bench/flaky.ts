import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { POLICIES } from './flaky/policies.ts'
import { replay } from './flaky/replay.ts'
import { reportOf } from './flaky/report.ts'
import { readRows } from './flaky/rows.ts'
import { benchSpeed } from './flaky/speed/bench-speed.ts'
import { benchSuites } from './flaky/suites/bench-suites.ts'

// `--replay FILE.csv.gz`: replays recorded failures against the rerun policy. `--suites`: `suture flaky` on suites whose flaky tests are known. `--speed`: ours beside its peers.
const { values } = parseArgs({
  options: {
    ...{
      replay: { type: 'string' },
      suites: { type: 'boolean' },
      speed: { type: 'boolean' },
      json: { type: 'string' },
      seed: { type: 'string', default: '1' },
    },
    ...{ sample: { type: 'string', default: '100' }, only: { type: 'string', default: '' } },
  },
})
if (values.speed) process.exit((await benchSpeed({ sample: Number(values.sample), seed: Number(values.seed) })) ? 0 : 1)
if (values.suites) {
  const { only, json } = values
  process.exit((await benchSuites({ sample: Number(values.sample), seed: Number(values.seed), only, json })) ? 0 : 1)
}
if (values.replay === undefined) {
  process.stderr.write(
    'Say --suites or --speed, or name the recorded runs: --replay FILE.csv.gz, with the columns project,test,runs,failures.\n',
  )
  process.exit(2)
}
const rows = readRows(values.replay)
for (const [index, { name, policy }] of POLICIES.entries()) {
  const result = replay(rows, policy, Number(values.seed))
  process.stdout.write(`${reportOf(name, rows, result).join('\n')}\n\n`)
  if (index === 0 && values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result)}\n`)
}
