import { parseArgs } from 'node:util'
import { seeded } from './parse/seeded.ts'
import { plantRepository } from './trends/repository.ts'
import { type Judged, judgeTest, watch } from './trends/score.ts'
import { seriesOf } from './trends/series.ts'

/**
 * `npm run bench:trends [-- --sample REPOSITORIES --tests N --seed S]`: 90 days of invented repositories whose truth is known, with slow machines,
 * gaps, heavy tails, two modes and wandering levels. Beside it a plain dashboard: the mean of the last five runs against those before.
 */
const { values } = parseArgs({
  options: { sample: { type: 'string', default: '40' }, tests: { type: 'string', default: '60' }, seed: { type: 'string', default: '1' } },
})
const WATCHED = 6 // every sixth test is looked at again and again, as the server does
const random = seeded(Number(values.seed))
const judged: (Judged & { readonly noise: string })[] = []
const watched: ReturnType<typeof watch>[] = []
let [tests, runs, tookMs] = [0, 0, 0]
for (let index = 0; index < Number(values.sample); index += 1) {
  const repository = plantRepository(random, Number(values.tests))
  const series = seriesOf(repository)
  runs += repository.runCount
  for (const [at, test] of repository.tests.entries()) {
    const own = series[at]
    if (!own) continue
    tests += 1
    const start = performance.now()
    judged.push(...judgeTest(test, own).map((one) => ({ ...one, noise: test.noise })))
    tookMs += performance.now() - start
    const step = Math.max(1, Math.round(own.timed.length / 30))
    const looks = Array.from({ length: 30 }, (_, look) => own.timed.length - look * step).filter((look) => look > 15)
    if (at % WATCHED === 0) watched.push(watch(test, own.timed, looks.reverse()))
  }
}
const say = (line: string) => process.stdout.write(`${line}\n`)
const percent = (part: number, of: number) => (of === 0 ? '-' : `${((100 * part) / of).toFixed(1)} %`)
let isShort = false
say(
  `seed ${values.seed}, ${values.sample} repositories, ${runs} runs of 90 days, n=${tests} tests, ${(tookMs / tests).toFixed(1)} ms a test`,
)
for (const [name, own] of Map.groupBy(judged, ({ what, by }) => `${what} (${by})`)) {
  const planted = own.filter(({ isPlanted }) => isPlanted)
  const found = planted.filter((one) => one.found).length
  const wrong = own.filter((one) => one.false).length
  say(
    `${name.padEnd(40)} recall ${percent(found, planted.length)} (${found} of ${planted.length}), false ${percent(wrong, own.length)} (${wrong} of ${own.length})`,
  )
  if (name.endsWith('(suture)')) isShort ||= found < 0.95 * planted.length || wrong > 0.02 * own.length
}
for (const [noise, own] of Map.groupBy(
  judged.filter(({ what, by }) => what === 'regressions' && by === 'suture'),
  (one) => one.noise,
)) {
  const planted = own.filter(({ isPlanted }) => isPlanted)
  const found = planted.filter((one) => one.found).length
  say(
    `  regressions, ${noise.padEnd(10)} recall ${percent(found, planted.length)} of ${planted.length}, false ${own.filter((one) => one.false).length} of ${own.length}`,
  )
}
const delays = watched.flatMap(({ delay }) => (delay === null ? [] : [delay])).sort((one, other) => one - other)
const alarmed = watched.filter((one) => one.false).length
say(
  `looked at 30 times on the way: said after a median of ${delays[Math.floor(delays.length / 2)]} runs (n=${delays.length}); ever false ${percent(alarmed, watched.length)} (${alarmed} of ${watched.length})`,
)
process.exitCode = isShort ? 1 : 0
