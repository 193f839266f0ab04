import { readdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { median, pairedSaving } from '../../src/engine/optimization/paired-saving.ts'
import { type AskedSuite, askSuite } from './optimize/ask-suite.ts'
import { seeded } from './parse/seeded.ts'

/**
 * `npm run bench:optimize [-- --only TEXT --sample N --seed S --pairs N --minutes M --show]`: `suture optimize --apply` on small suites of
 * fixtures/optimize. Those called `plain` have nothing to gain: any suggestion is wrong. The baseline is the suite as it was: the framework itself runs both
 * in turns, without Suture, and has to pass the same tests. The goal is 30 % less.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    sample: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    pairs: { type: 'string', default: '6' },
    minutes: { type: 'string', default: '6' },
    show: { type: 'boolean', default: false },
  },
})
const GOAL = 0.3
const random = seeded(Number(values.seed))
const names = readdirSync('fixtures/optimize')
  .filter((name) => name.includes(values.only))
  .map((name) => ({ name, at: random() }))
  .toSorted((one, other) => one.at - other.at)
  .slice(0, Number(values.sample))
  .map(({ name }) => name)
  .toSorted()

const asked: AskedSuite[] = []
for (const name of names) {
  const one = await askSuite(name, values.minutes, Number(values.pairs))
  asked.push(one)
  process.stdout.write(`${lineOf(one)}\n${values.show ? `${one.printed}\n` : ''}`)
}
const slow = asked.filter(({ isPlain }) => !isPlain)
const plain = asked.filter(({ isPlain }) => isPlain)
const reached = slow.filter((one) => one.lost.length === 0 && reductionOf(one).share >= GOAL)
const quiet = plain.filter(({ results }) => results.length === 0)
process.stdout.write(
  `${reached.length} of ${slow.length} slow suites are faster by 30 % or more with the same tests; ${quiet.length} of ${plain.length} with nothing to gain got no suggestion; ` +
    `tests lost: ${asked.flatMap(({ lost }) => lost).length}\n`,
)
process.exitCode = reached.length === slow.length && quiet.length === plain.length ? 0 : 1

function reductionOf({ pairs }: AskedSuite) {
  const before = median(pairs.map((pair) => pair.before))
  const { savingMs, interval } = pairedSaving(pairs)
  return {
    before,
    after: median(pairs.map((pair) => pair.after)),
    share: savingMs / before,
    low: interval[0] / before,
    high: interval[1] / before,
  }
}

function lineOf(one: AskedSuite): string {
  const { before, after, share, low, high } = reductionOf(one)
  const percent = (part: number) => Math.round(100 * part)
  const measured =
    one.pairs.length === 0
      ? 'nothing applied'
      : `${Math.round(before)} → ${Math.round(after)} ms, ${percent(share)} % less (${percent(low)} to ${percent(high)} %, n=${one.pairs.length} pairs)`
  const suggestions = one.results.map(({ name, riskLevel, isApplied }) => `${name} ${riskLevel}${isApplied ? '' : ' (shown)'}`).join(', ')
  const lost = one.lost.length === 0 ? `${one.tests} tests as before` : `LOST ${one.lost.join(', ')}`
  return `${one.name}: ${measured}; ${suggestions || 'no suggestion'}; ${lost} (${Math.round(one.tookMs / 1000)} s)`
}
