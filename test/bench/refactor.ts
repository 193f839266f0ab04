import { shardedBench } from './batches/sharded-bench.ts'
import { askCase } from './refactor/ask-case.ts'
import { RefactorResult } from './refactor/refactor-result.ts'
import { refactorLines, toldCase } from './refactor/report.ts'

/**
 * `npm run bench:refactor [-- --sample N --seed S --shard I/N --json OUT]`: seeded mechanical changes with adapted callers, docs and message
 * in the code bases of `bench:diagnose`. `-- --merge A.json B.json …` sums shards of one commit. Exit 1 where a wrong patch was offered.
 */
await shardedBench({
  name: 'refactor',
  program: import.meta.filename,
  sample: 300,
  limitMs: 900_000,
  schema: RefactorResult,
  ask: ({ seed, index }) => askCase(seed, index),
  told: toldCase,
  report: (cases, _options, print) => {
    for (const line of refactorLines(cases)) print(line)
    return cases.every(({ outcome }) => outcome !== 'wrong')
  },
})
