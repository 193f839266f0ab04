import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { median, minimum, oneTurn, type Turn } from './heal/turns.ts'

/**
 * `npm run bench:heal [-- --sample N --files N --against CHECKOUT]`: `suture heal` on the two demo repositories, padded with seeded source
 * files, the failing tests named as CI names them. With `--against` another checkout of Suture heals the same repositories in turn, first
 * one and then the other; the goals are of that ratio.
 */
const { values } = parseArgs({
  options: {
    sample: { type: 'string', default: '3' },
    files: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    against: { type: 'string' },
    only: { type: 'string', default: '' },
  },
})
const sample = Number(values.sample)
const own = resolve(import.meta.dirname, '../..')
const other = values.against === undefined ? null : resolve(process.env['INIT_CWD'] ?? '.', values.against)

/** Of one healing with this build against one with the other, and in bare runs of the failing files. */
const GOALS = { 'pytest-ledger': { ratio: 0.75, bare: 5 }, 'vitest-storefront': { ratio: 0.45, bare: 5 } }
const round = (value: number): string => `${Math.round(value)} ms`

for (const [name, goal] of Object.entries(GOALS)) {
  if (!name.includes(values.only)) continue
  const turns: Turn[] = []
  for (let count = 0; count < sample; count += 1) {
    turns.push(await oneTurn(name, { sourceFiles: Number(values.files), own, other, isOwnFirst: count % 2 === 0 }))
  }
  const [ours, bare] = [turns.map((turn) => turn.ours.ms), turns.map((turn) => turn.bareMs)]
  const [first] = turns
  process.stdout.write(
    `${name}: n=${sample}, this build ${round(median(ours))} (minimum ${round(minimum(ours))}), one bare run of the failing files ` +
      `${round(median(bare))}: ${(median(ours) / median(bare)).toFixed(1)} bare runs, of minima ${(minimum(ours) / minimum(bare)).toFixed(1)} (goal ${goal.bare}); ` +
      `${first?.ours.tests} failing, ${first?.ours.healed} healed\n`,
  )
  for (const kind of ['named', 'unnamed'] as const) {
    const theirs = turns.flatMap((turn) => turn[kind]?.ms ?? [])
    if (theirs.length === 0) continue
    process.stdout.write(
      `  the other, tests ${kind}: ${round(median(theirs))} (minimum ${round(minimum(theirs))}): ratio ${(median(ours) / median(theirs)).toFixed(2)}, ` +
        `of minima ${(minimum(ours) / minimum(theirs)).toFixed(2)} (goal ${goal.ratio}); verdicts and patch ${turns.every((turn) => turn[kind]?.answer === turn.ours.answer) ? 'equal' : 'DIFFER'}\n`,
    )
  }
}
