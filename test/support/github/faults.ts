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
  return { next, take, secondaryLimit }
}

export type Faults = ReturnType<typeof openFaults>
