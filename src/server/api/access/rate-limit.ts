export type Allowance = { readonly isAllowed: boolean; readonly limit: number; readonly remaining: number; readonly secondsLeft: number }

/** How often each key asked in its minute. */
export type RateLimit = { take(key: string): Allowance }

const WINDOW_MS = 60_000
const SWEEP_AT = 10_000 // keys; a minute's are a few bytes each

/**
 * At most `perMinute` requests of one key, in fixed minutes that begin with its first request. Counted in memory: a row in the database for each
 * request would cost as much as what it guards, so each of N servers counts for itself, and together they allow N times as many.
 */
export function createRateLimit(perMinute: number, now: () => Date): RateLimit {
  const windows = new Map<string, { readonly endsAt: number; taken: number }>()
  return {
    take: (key) => {
      const at = now().getTime()
      if (windows.size > SWEEP_AT) for (const [old, { endsAt }] of windows) if (endsAt <= at) windows.delete(old)
      const found = windows.get(key)
      const window = found && found.endsAt > at ? found : { endsAt: at + WINDOW_MS, taken: 0 }
      windows.set(key, window)
      window.taken += 1
      return {
        isAllowed: window.taken <= perMinute,
        limit: perMinute,
        remaining: Math.max(0, perMinute - window.taken),
        secondsLeft: Math.ceil((window.endsAt - at) / 1_000),
      }
    },
  }
}
