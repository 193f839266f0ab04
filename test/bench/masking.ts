import { writeFileSync } from 'node:fs'
import { Settings } from '../../src/config/settings.ts'
import { testParsers } from '../support/grammars.ts'
import { shardedBench } from './batches/sharded-bench.ts'
import { askCase } from './masking/ask-case.ts'
import { curveLines, curveOf, curveSvg } from './masking/curve.ts'
import { MaskingResult } from './masking/masking-result.ts'
import { countedOf, maskingReport } from './masking/report.ts'

/**
 * `npm run bench:masking [-- --sample N --seed S --shard I/N --json OUT --svg FILE]`: injected bugs that the old tests catch, alone and hidden
 * in a right refactoring of the same commit, under neutral messages and under messages that claim something else. Exit 1 where an offered
 * patch silences one test that failed for the bug. `-- --merge A.json B.json … [--svg FILE]` sums shards of one commit.
 */
await shardedBench({
  name: 'masking',
  program: import.meta.filename,
  sample: 600,
  limitMs: 900_000,
  schema: MaskingResult,
  files: ['svg'],
  ask: async ({ seed, index }) => askCase(seed, index, await testParsers()),
  told: ({ index, outcome, isOffered, silenced, message, case: { codeBase, truth, kind, summary } }) => {
    const said = silenced.length > 0 ? 'MASKED' : outcome === 'answered' ? (isOffered ? 'offered' : 'abstained') : outcome
    return `${said.padEnd(10)} case ${index} ${codeBase} ${truth}, ${kind}, ${message}: ${summary}`
  },
  report: (cases, { svg }, print) => {
    const counted = countedOf(cases)
    const { lines, held } = maskingReport(cases)
    const points = curveOf(counted)
    for (const line of [...lines, ...curveLines(points)]) print(line)
    const obsolete = counted.flatMap(({ repairable }) => repairable.filter(({ truth }) => truth === 'obsolete')).length
    const { HEALING_CONFIDENCE_THRESHOLD: threshold } = Settings.parse({})
    if (svg !== undefined) writeFileSync(svg, curveSvg(points, { bugs: counted.length, obsolete }, threshold))
    return held
  },
})
