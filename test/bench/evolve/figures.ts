import { MEANT } from './development/change.ts'
import type { TestAnswer, Turn } from './world/turn.ts'

export type Share = { readonly hits: number; readonly n: number }
export const DELAYS = [1, 3, 5, 10] as const

const share = <T>(list: readonly T[], is: (one: T) => boolean): Share => ({ hits: list.filter(is).length, n: list.length })
const isRepaired = ({ end }: TestAnswer) => end === 'offered' || end === 'accepted'
const isAccused = ({ cause, verdict }: TestAnswer) => cause !== 'fault' && verdict === 'product_regression'
const hasFault = ({ tests }: Turn) => tests.some(({ cause }) => cause === 'fault')

/** What the development was with Suture, from its turns. */
export function figuresOf(turns: readonly Turn[]) {
  const tests = turns.flatMap((turn) => turn.tests.map((test) => ({ ...test, turn })))
  const meant = tests.filter(({ cause }) => cause === 'meant')
  const meantTurns = turns.filter((turn) => turn.tests.some(({ cause }) => cause === 'meant'))
  const ofMeant = (turn: Turn) => turn.tests.filter(({ cause }) => cause === 'meant')
  const repairs = turns.flatMap((turn) => turn.repairs.map((repair) => ({ ...repair, turn })))
  const falseAlarms = turns.filter((turn) => turn.red.length > 0 && !hasFault(turn))
  const lines = { bot: sum(turns, ({ lines: { bot } }) => bot), person: sum(turns, ({ lines: { person } }) => person) }
  return {
    meant,
    healedChanges: share(meantTurns, (turn) => ofMeant(turn).every(isRepaired)),
    healedTests: share(meant, isRepaired),
    offeredTests: share(meant, ({ end }) => end === 'offered'),
    maintenance: { hits: lines.bot, n: lines.bot + lines.person },
    falseAlarms: share(falseAlarms, (turn) => turn.left.length === 0 && !turn.tests.some(isAccused)),
    offeredRight: share(
      repairs.filter(({ how }) => how === 'offered'),
      ({ wrong }) => wrong === '',
    ),
    proposalsRight: share(
      repairs.filter(({ how }) => how === 'proposed'),
      ({ wrong }) => wrong === '',
    ),
    repairs,
    accused: tests.filter(isAccused),
    faults: turns.filter(({ kind }) => kind === 'bug' || kind === 'hidden bug'),
    faultTests: tests.filter(({ cause }) => cause === 'fault'),
    masked: turns.flatMap((turn) => turn.masked.map((id) => ({ id, turn }))),
    flakes: tests.filter(({ cause }) => cause === 'flake'),
    unexpected: turns.filter((turn) => MEANT.has(turn.kind) && turn.red.length === 0),
    abstained: meant.filter((test) => !isRepaired(test)),
  }
}

/**
 * Whether everything was green after each change, where people need so many changes to repair what nobody else did. A fault stays for one
 * change with Suture and without it; without it a flaky test is red whenever it fails.
 */
export function greenAfter(turns: readonly Turn[], delay: number, withSuture: boolean): readonly boolean[] {
  const green = Array.from({ length: Math.max(0, ...turns.map(({ at }) => at + 1)) }, () => true)
  for (const { at, tests, left } of turns) {
    const isOpen = (id: string) => !withSuture || left.includes(id)
    const open = tests.filter(({ id, end }) => isOpen(id) || (withSuture && end === 'left'))
    const until = open.some(({ cause }) => cause === 'meant')
      ? at + delay
      : open.length > 0 || (withSuture && left.length > 0)
        ? at + 1
        : at
    for (let day = at; day < Math.min(until, green.length); day += 1) green[day] = false
  }
  return turns.map(({ at }) => green[at] ?? true)
}

export function sum<T>(list: readonly T[], of: (one: T) => number): number {
  return list.reduce((total, one) => total + of(one), 0)
}
