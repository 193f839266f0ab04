/** The time that one piece of work may take in another process, without that of its downloads. */
export type WorkingTime = { left(): number; measured<T>(work: Promise<T>): Promise<T> }

export function workingTime(limitMs: number): WorkingTime {
  let spent = 0
  return {
    left: () => Math.max(1, limitMs - spent),
    async measured(work) {
      const startedAt = performance.now()
      const done = await work
      spent += performance.now() - startedAt
      return done
    },
  }
}
