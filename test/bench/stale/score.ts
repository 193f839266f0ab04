import type { AskedChange } from './ask-case.ts'

export type StaleScore = {
  readonly found: number
  readonly missed: number
  readonly false: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

/** How well something tells the changes that no test looks at from all others. Shares are 0 where there is nothing to count. */
export function scoreOf(asked: readonly AskedChange[], isTold: (one: AskedChange) => boolean): StaleScore {
  const isStale = ({ drawn }: AskedChange) => drawn.truth === 'unchecked'
  const found = asked.filter((one) => isStale(one) && isTold(one)).length
  const missed = asked.filter((one) => isStale(one) && !isTold(one)).length
  const wrong = asked.filter((one) => !isStale(one) && isTold(one)).length
  const share = (part: number, all: number) => (all === 0 ? 0 : part / all)
  return {
    ...{ found, missed, false: wrong },
    ...{ precision: share(found, found + wrong), recall: share(found, found + missed), f1: share(2 * found, 2 * found + missed + wrong) },
  }
}

export function staleLine(name: string, { found, missed, false: wrong, precision, recall, f1 }: StaleScore): string {
  const shares = `F1 ${f1.toFixed(3)}, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`
  return `${name}: ${shares} (${found} found, ${missed} missed, ${wrong} false)`
}
