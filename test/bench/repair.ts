import { testParsers } from '../support/grammars.ts'
import { shardedBench } from './batches/sharded-bench.ts'
import { askCase } from './repair/ask-case.ts'
import { preparedCases } from './repair/real-case.ts'
import { RepairResult } from './repair/repair-result.ts'
import { repairLines, toldCase } from './repair/report.ts'

/**
 * `npm run bench:repair -- --cases FILE --mirror DIR --env DIR [--sample N --seed S --shard I/N --json OUT]`: real commits with their old tests.
 * FILE has one case a line; `--mirror` bare repositories in `OWNER+NAME/repo`, `OWNER+NAME.git` or `OWNER+NAME`; `--env` what was prepared by
 * hand in `OWNER+NAME/YEAR` or `OWNER+NAME`: a virtual environment in which the product is imported from the working directory, or `node_modules`.
 * Exit 1 where a wrong patch was offered.
 */
await shardedBench({
  name: 'repair',
  program: import.meta.filename,
  sample: 40,
  limitMs: 1_200_000,
  schema: RepairResult,
  files: ['cases', 'mirror', 'env'],
  count: ({ cases: real, mirror, env }) => prepared(real, mirror, env, 1).ready.length,
  ask: async ({ seed, index, options: { cases: real, mirror, env } }) => {
    const one = prepared(real, mirror, env, seed).ready[index]
    if (one === undefined) throw new Error(`there is no prepared case ${index}`)
    return askCase(one, index, await testParsers())
  },
  told: toldCase,
  report: (cases, { cases: real, mirror, env }, print) => {
    if (real && mirror && env) {
      const { ready, noMirror, noEnvironment } = prepared(real, mirror, env, 1)
      print(`  prepared ${ready.length} cases of ${real}; without a mirror ${noMirror}, without an environment ${noEnvironment}`)
    }
    for (const line of repairLines(cases)) print(line)
    return cases.every(({ outcome }) => outcome !== 'wrong')
  },
})

function prepared(real: string | undefined, mirror: string | undefined, env: string | undefined, seed: number) {
  if (!(real && mirror && env)) throw new Error('give --cases FILE --mirror DIR --env DIR')
  return preparedCases(real, mirror, env, seed)
}
