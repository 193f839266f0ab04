import type { HalfAnswer, Outgoing, Part } from './half-answers/half-answer.ts'
import { HALF_ANSWERS } from './half-answers/index.ts'

/** Half answers that come down on any call. */
export interface Rain {
  /** of all answers, from 0 to 1 */
  readonly share: number
  readonly random: () => number
  /** all of them where not given */
  readonly kinds?: readonly HalfAnswer[]
}

export interface Fault {
  readonly operationId: string
  /** how many of the next calls it meets; 1 where not given */
  readonly times?: number
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** close the connection instead of answering: 'before' the operation is done, or 'after' (the caller cannot know) */
  readonly drop?: 'before' | 'after'
  /** milliseconds before the answer */
  readonly delayMs?: number
}

/** GitHub's bad days, asked for by a test. */
export function openFaults() {
  const waiting: { readonly fault: Fault; left: number }[] = []
  const next = (fault: Fault): void => {
    // Octokit calls the operation by another name than the description
    const operationId = fault.operationId.replace(/-with-basehead$/, '')
    waiting.push({ fault: { ...fault, operationId }, left: fault.times ?? 1 })
  }
  const take = (operationId: string): Fault | undefined => {
    const found = waiting.find((entry) => entry.fault.operationId === operationId && entry.left > 0)
    if (found === undefined) return undefined
    found.left -= 1
    return found.fault
  }
  const secondaryLimit = (operationId: string, retryAfter: number, times = 1): void =>
    next({
      ...{ operationId, times, status: 403, headers: { 'retry-after': String(retryAfter) } },
      body: { message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.' },
    })
  const sky: { rain: Rain | null } = { rain: null }
  const fallen = new Map<string, number>()
  const spoil = (part: Part, answer: Outgoing): Outgoing => {
    const { rain } = sky
    const kinds = (rain?.kinds ?? HALF_ANSWERS).filter(({ parts }) => parts.includes(part))
    if (rain === null || kinds.length === 0 || rain.random() >= rain.share) return answer
    const kind = kinds[Math.floor(rain.random() * kinds.length)]
    const spoilt = kind?.spoil(answer)
    if (kind === undefined || spoilt == null) return answer
    fallen.set(kind.name, (fallen.get(kind.name) ?? 0) + 1)
    return spoilt
  }
  return {
    ...{ next, take, secondaryLimit, spoil },
    /** From now on; `null` ends it. */
    rain: (rain: Rain | null): void => {
      sky.rain = rain
    },
    /** How many answers were spoilt, by the name of the kind. */
    fallen: fallen as ReadonlyMap<string, number>,
  }
}

export type Faults = ReturnType<typeof openFaults>
