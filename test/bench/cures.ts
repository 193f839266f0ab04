import { parseArgs } from 'node:util'
import { flakes } from '../support/flakes/index.ts'
import { type AskedCure, askCure } from './cures/ask-cure.ts'
import { seeded } from './parse/seeded.ts'

/**
 * `npm run bench:cures [-- --sample N --seed S --only TEXT --hunted --minutes M --show]`: small repositories with one flaky test each, whose cause is given. The
 * baseline is the test as it was, under the condition that makes it fail: where it does not fail it is no case. A cure counts where the test then passes
 * so often that it does not fail at that rate any more. With `--hunted` the whole of `suture flaky --cure --apply` finds the cause itself, and what it wrote is hunted again.
 */
const { values } = parseArgs({
  options: {
    sample: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    minutes: { type: 'string', default: '10' },
    hunted: { type: 'boolean', default: false },
    show: { type: 'boolean', default: false },
  },
})
const random = seeded(Number(values.seed))
const drawn = flakes
  .filter(({ name }) => name.includes(values.only))
  .map((flake) => ({ flake, at: random() }))
  .toSorted((one, other) => one.at - other.at)
  .slice(0, Number(values.sample))
const asked: AskedCure[] = []
for (const { flake } of drawn) {
  const one = await askCure(flake, values.minutes, values.hunted)
  asked.push(one)
  process.stdout.write(
    `${one.verdict.padEnd(9)} ${flake.name}: ${one.detail} (${(one.tookMs / 1000).toFixed(1)} s)\n${values.show ? `${one.printed}\n` : ''}`,
  )
}
const count = (verdict: AskedCure['verdict'], of: readonly AskedCure[] = asked) => of.filter((one) => one.verdict === verdict).length
for (const framework of ['pytest', 'jest', 'vitest'] as const) {
  const own = asked.filter(({ flake }) => flake.framework === framework)
  const curable = own.filter(({ flake }) => 'cure' in flake.ends)
  process.stdout.write(
    `${framework}: ${count('cured', own)} of ${curable.length} cured; ${count('refused', own)} of ${own.length - curable.length} rightly refused; ` +
      `${count('uncured', own)} not cured, ${count('wrong', own)} wrong, ${count('steady', own)} steady as they were\n`,
  )
}
const total = asked.filter(({ flake }) => 'cure' in flake.ends).length
process.stdout.write(
  `all: ${count('cured')} of ${total} cured, ${count('refused')} of ${asked.length - total} refused, ${count('wrong')} wrong, ${asked.reduce((sum, one) => sum + one.cleanRuns, 0)} clean runs; n=${asked.length}\n`,
)
process.exitCode = count('wrong') > 0 ? 1 : 0
