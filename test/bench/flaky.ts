import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { POLICIES } from './flaky/policies.ts'
import { replay } from './flaky/replay.ts'
import { reportOf } from './flaky/report.ts'
import { readRows } from './flaky/rows.ts'

// Replays recorded failures against the rerun policy: `--replay FILE.csv.gz [--json OUT] [--seed S]`.
const { values } = parseArgs({
  options: { replay: { type: 'string' }, json: { type: 'string' }, seed: { type: 'string', default: '1' } },
})
if (values.replay === undefined) {
  process.stderr.write('Name the recorded runs: --replay FILE.csv.gz, with the columns project,test,runs,failures.\n')
  process.exit(2)
}
const rows = readRows(values.replay)
for (const [index, { name, policy }] of POLICIES.entries()) {
  const result = replay(rows, policy, Number(values.seed))
  process.stdout.write(`${reportOf(name, rows, result).join('\n')}\n\n`)
  if (index === 0 && values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result)}\n`)
}
