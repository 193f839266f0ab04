import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { randomOf } from './diagnose/random.ts'
import { judge } from './soak/judge.ts'
import { soakSvg } from './soak/picture.ts'
import { openRecord } from './soak/record.ts'
import { openStage } from './soak/stage.ts'
import { makeTrouble } from './soak/trouble.ts'
import { soakWords } from './soak/words.ts'

/**
 * `npm run bench:soak [-- --minutes 15 --seed 1 --svg FILE --kills 100 --share 0.2 --every 10]`: the built program as processes over a real
 * Postgres, under red and green runs of several installations, floods, kills at random moments, restarts of Postgres, and half answers to a
 * share of all calls of GitHub. Ends with 1 where an acknowledged delivery was lost, anything was done twice, or anything has no end.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '15' },
    seed: { type: 'string', default: '1' },
    kills: { type: 'string' },
    share: { type: 'string', default: '0.2' },
    every: { type: 'string', default: '10' },
    svg: { type: 'string' },
  },
})
const minutes = Number(values.minutes)
const [KILLS_PER_MINUTE, MOST_KILLS, LOAD] = [7, 100, 0.75]
const plan = {
  loadMs: minutes * 60_000 * LOAD,
  settleMs: 210_000, // what ends within three minutes has ended by then
  restMs: minutes * 60_000 * (1 - LOAD) + 300_000,
  everyMs: Number(values.every) * 1_000,
  kills: values.kills === undefined ? Math.min(MOST_KILLS, Math.round(minutes * KILLS_PER_MINUTE)) : Number(values.kills),
}
const stage = await openStage()
const random = randomOf('soak', values.seed)
stage.github.faults.rain({ share: Number(values.share), random: () => random.below(1e9) / 1e9 })
const record = openRecord(stage.postgres.url, stage.processes)
const done = await makeTrouble(stage, record, plan, random)
const [healings, processed, open] = [await record.healings(), await record.processed(), await record.open()]
const result = judge({ github: stage.github, ...done, healings, processed, open })
process.stdout.write(`seed ${values.seed}, ${minutes} minutes\n${await soakWords(stage, record, done, result)}`)
if (values.svg !== undefined) {
  const charts = [
    { title: 'Memory (MB)', series: record.memorySeries() },
    { title: 'Not yet done', series: record.depthSeries() },
  ]
  await writeFile(values.svg, soakSvg(charts, done.marks))
}
const isWhole = result.lost.length + result.doubled.length + result.stuck.length === 0
await record.close()
await stage.stop(!isWhole)
process.exit(isWhole ? 0 : 1)
