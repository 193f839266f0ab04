import type { Judgement } from './judge.ts'
import type { openRecord } from './record.ts'
import { slope } from './record.ts'
import type { Stage } from './stage.ts'
import type { Done } from './trouble.ts'

const LIMIT_MS = 180_000
const SHOWN = 20

/** What a soak showed, line by line. */
export async function soakWords(
  { github, repositories, installations, slots, processes }: Stage,
  record: ReturnType<typeof openRecord>,
  { made, flooded, marks }: Done,
  result: Judgement,
): Promise<string> {
  const { lost, doubled, stuck, waits, ends, answered } = result
  const count = (kind: string) => marks.filter((mark) => mark.kind === kind).length
  const sorted = waits.toSorted((a, b) => a - b)
  const seconds = (share: number) => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0) / 1_000)
  const spoilt = [...github.faults.fallen.values()].reduce((sum, one) => sum + one, 0)
  const failed = await record.failedJobs()
  const steady = new Set(slots.flatMap(({ name, isSteady }) => (isSteady ? [name] : [])))
  return [
    `${made.length} red pull requests in ${repositories.length} repositories of ${installations} installations`,
    `${github.deliveries.length} deliveries of GitHub, ${flooded.length} of ${count('flood')} floods; ${count('kill')} kills, ${count('restart')} restarts of Postgres`,
    `${github.requests.length} calls and downloads, ${spoilt} half answers: ${[...github.faults.fallen].map(([kind, times]) => `${times} × ${kind}`).join(', ')}`,
    `ended: ${[...Map.groupBy(ends, (end) => end)].map(([end, all]) => `${all.length} × ${end}`).join('; ')}; ${answered} of ${made.length} with pull request, comment and check`,
    `last event to end: p50 ${seconds(0.5)} s, p95 ${seconds(0.95)} s, longest ${seconds(1)} s; ${waits.filter((ms) => ms > LIMIT_MS).length} of ${waits.length} later than 3 minutes`,
    ...record.memorySeries().map((series) => {
      const most = Math.max(...series.points.map(([, value]) => value)).toFixed(0)
      const growth = steady.has(series.name) ? `, ${slope(series).toFixed(2)} MB a minute over the second half` : ''
      return `memory of ${series.name}: at most ${most} MB${growth}`
    }),
    ...[...Map.groupBy(processes.ends, (end) => end)].map(([end, all]) => `${all.length} × ${end}`),
    ...failed.map(({ name, count: times }) => `${times} × failed for good: ${name}`),
    ...Object.entries({ lost, doubled, stuck }).flatMap(([name, all]) => [
      `${all.length} ${name}`,
      ...all.slice(0, SHOWN).map((one) => `  ${one}`),
    ]),
    '',
  ].join('\n')
}
