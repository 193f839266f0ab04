import type { GitHub } from '../../support/github/start-github.ts'
import { sign } from '../../support/server-under-test.ts'
import { pytestLog } from '../../support/world/pytest-log.ts'
import type { Broken, WorldRepository } from '../../support/world/repository.ts'
import type { Random } from '../diagnose/random.ts'

export type Made = Broken & { readonly repository: WorldRepository }
/** A delivery of a flood that was answered with 2xx. */
export type Acknowledged = { readonly guid: string; readonly at: number }

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** A red pull request whose failure nobody has seen before. */
export async function breakOnce(repository: WorldRepository, number: number, random: Random): Promise<Made> {
  const { fixture, breaking } = repository
  const word = Array.from({ length: 12 }, () => LETTERS[random.below(LETTERS.length)]).join('')
  const error = `AttributeError: it has no attribute '${word}'`
  const log = pytestLog(fixture.failing.map((testId) => ({ testId, error })))
  const change = { branch: `topic-${number}`, message: `${breaking.message}\n\nNumber ${number}` }
  return { repository, ...(await repository.breakIt({ log }, change)) }
}

/** A green run of the default branch. */
export async function passOnce(repository: WorldRepository): Promise<void> {
  const sha = await repository.state.git('rev-parse', 'main')
  await repository.ci({ sha, branch: 'main' }, { log: '', conclusion: 'success' })
}

const FLIGHT = 16
const TWICE = 0.2

/** Very many deliveries that need nothing, a fifth of them twice; returns those that were acknowledged. */
export async function flood(github: GitHub, urls: readonly string[], count: number, random: Random): Promise<readonly Acknowledged[]> {
  const isGreen = ({ event, payload }: (typeof github.deliveries)[number]) =>
    event === 'check_run' && (payload['check_run'] as { readonly conclusion?: unknown }).conclusion === 'success'
  const template = github.deliveries.findLast(isGreen)
  if (template === undefined) return []
  const body = JSON.stringify(template.payload)
  const signature = sign(body, github.webhookSecret)
  const once = Array.from({ length: count }, (_, index) => `flood-${random.below(1e9)}-${index}`)
  const waiting = [...once, ...once.filter(() => random.chance(TWICE))]
  const acknowledged = new Map<string, number>()
  const lane = async () => {
    for (let guid = waiting.shift(); guid !== undefined; guid = waiting.shift()) {
      const url = random.pick(urls) ?? ''
      const headers = {
        ...{ 'content-type': 'application/json', 'x-github-event': 'check_run', 'x-github-delivery': guid },
        'x-hub-signature-256': signature,
      }
      const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(10_000) }).catch(() => null)
      await response?.arrayBuffer().catch(() => null)
      if (response?.ok) acknowledged.set(guid, Date.now())
    }
  }
  await Promise.all(Array.from({ length: FLIGHT }, lane))
  return [...acknowledged].map(([guid, at]) => ({ guid, at }))
}

/** Asks again for each delivery that nobody answered, as the App's owner can; one look. */
export async function redeliverMissed(github: GitHub): Promise<number> {
  const answered = new Set(github.deliveries.flatMap(({ guid, statusCode }) => (statusCode >= 200 && statusCode < 300 ? [guid] : [])))
  const newest = new Map(github.deliveries.map((delivery) => [delivery.guid, delivery]))
  const missed = [...newest.values()].filter(({ guid }) => !answered.has(guid))
  for (const { id } of missed) await github.redeliver(id)
  return missed.length
}
