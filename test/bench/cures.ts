import { parseArgs } from 'node:util'
import { flakes } from '../support/flakes/index.ts'
import { type AskedCure, askCure } from './cures/ask-cure.ts'
import { seeded } from './parse/seeded.ts'

/**
 * `npm run bench:cures [-- --sample N --seed S --only TEXT --minutes M]`: `suture flaky --cure --apply` on small repositories with one flaky test each. What is
 * cured is hunted again: a cure counts where that second hunt finds the test steady. The first hunt is the baseline: a test that it does not find flaky
 * is no case.
 */
const { values } = parseArgs({
  options: {
    sample: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    minutes: { type: 'string', default: '10' },
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
  const one = await askCure(flake, values.minutes)
  asked.push(one)
  process.stdout.write(`${one.verdict.padEnd(9)} ${flake.name}: ${one.detail} (${(one.tookMs / 1000).toFixed(1)} s)\n`)
}
const count = (verdict: AskedCure['verdict'], of: readonly AskedCure[] = asked) => of.filter((one) => one.verdict === verdict).length
for (const framework of ['pytest', 'jest', 'vitest'] as const) {
  const own = asked.filter(({ flake }) => flake.framework === framework)
  const curable = own.filter(({ flake }) => 'cure' in flake.ends)
  process.stdout.write(
    `${framework}: ${count('cured', own)} of ${curable.length} cured and steady in a second hunt; ${count('refused', own)} of ${own.length - curable.length} rightly refused; ` +
      `${count('uncured', own)} not cured, ${count('wrong', own)} wrong, ${count('steady', own)} not found flaky\n`,
  )
}
const total = asked.filter(({ flake }) => 'cure' in flake.ends).length
process.stdout.write(
  `all: ${count('cured')} of ${total} cured, ${count('refused')} of ${asked.length - total} refused, ${count('wrong')} wrong; n=${asked.length}\n`,
)
process.exitCode = count('wrong') > 0 ? 1 : 0
