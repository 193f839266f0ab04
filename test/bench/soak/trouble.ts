import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from '../diagnose/random.ts'
import { type Acknowledged, breakOnce, flood, type Made, passOnce, redeliverMissed } from './load.ts'
import type { Mark } from './picture.ts'
import type { openRecord } from './record.ts'
import type { Stage } from './stage.ts'

export type Plan = {
  /** How long things are broken, killed and flooded. */
  readonly loadMs: number
  /** How long after the last delivery something may still go on; and how long a rest lasts at most. */
  readonly settleMs: number
  readonly restMs: number
  /** From one red pull request to the next. */
  readonly everyMs: number
  readonly kills: number
}

/** What was done, for the judge and the picture. */
export type Done = { readonly made: readonly Made[]; readonly flooded: readonly Acknowledged[]; readonly marks: readonly Mark[] }

const FLOOD = 300
const FLOODS_AT = [0.2, 0.45, 0.7]
const RESTARTS_AT = [0.35, 0.65]
const GREEN = 0.3

/** Red and green runs, floods, kills and restarts, and then a rest until nothing is open any more or the time is over. */
export async function makeTrouble(stage: Stage, record: ReturnType<typeof openRecord>, plan: Plan, random: Random): Promise<Done> {
  const { github, repositories, processes, slots, urls, postgres } = stage
  const startedAt = Date.now()
  const made: Made[] = []
  const flooded: Acknowledged[] = []
  const marks: Mark[] = []
  const going = { on: true }
  const mark = (kind: Mark['kind']) => void marks.push({ minute: record.minute(), kind })
  const until = (share: number) => sleep(Math.max(0, startedAt + share * plan.loadMs - Date.now()))
  const leftMs = () => Math.max(0, startedAt + plan.loadMs - Date.now())

  const every = async (ms: number, act: () => Promise<unknown>) => {
    for (; going.on; await sleep(ms)) await act()
  }
  const at = async (shares: readonly number[], kind: Mark['kind'], act: () => Promise<void>) => {
    for (const share of shares) {
      await until(share)
      mark(kind)
      await act()
    }
  }
  const breakInTurn = async (index: number) => {
    const repository = repositories[index]
    await sleep(index * plan.everyMs)
    for (let number = 1; repository && leftMs() > 0; number += 1) {
      made.push(await breakOnce(repository, number, random))
      if (random.chance(GREEN)) await passOnce(repository)
      await sleep(Math.min(plan.everyMs * repositories.length, leftMs()))
    }
  }
  const killAtRandom = async () => {
    const victims = slots.filter(({ isSteady }) => !isSteady)
    for (const moment of Array.from({ length: plan.kills }, () => random.below(1e6) / 1e6).sort((a, b) => a - b)) {
      await until(moment)
      const victim = random.pick(victims)
      if (victim) processes.kill(victim)
      mark('kill')
    }
  }
  const rest = async () => {
    await until(1)
    const end = Date.now() + plan.restMs
    let [quiet, told, lastAt] = [0, 0, Date.now()]
    for (; quiet < 3 && Date.now() < Math.min(end, lastAt + plan.settleMs); await sleep(2_000)) {
      const left = await record.open().catch(() => ['the database does not answer'])
      quiet = left.length === 0 ? quiet + 1 : 0
      if (told < github.deliveries.length) lastAt = Date.now()
      told = github.deliveries.length
    }
    going.on = false
  }
  await Promise.all([
    every(2_000, record.sample),
    every(1_000, () => redeliverMissed(github)),
    ...repositories.map((_, index) => breakInTurn(index)),
    killAtRandom(),
    at(FLOODS_AT, 'flood', async () => void flooded.push(...(await flood(github, urls, FLOOD, random)))),
    at(RESTARTS_AT, 'restart', postgres.restart),
    rest(),
  ])
  return { made, flooded, marks }
}
