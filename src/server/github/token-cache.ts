/** The tokens of installations, as `@octokit/auth-app` keeps them: one text for each, whose third part says until when it is good. */
export type TokenCache = {
  get(key: string): string | undefined
  set(key: string, value: string): void
  /** Forgets what an installation was given: GitHub takes tokens back before their time, when an App's rights change for example. */
  forget(installationId: number): void
}

const SPARE_MS = 60_000 // of a token's hour: one that is about to end does not begin a request

export function createTokenCache(now: () => number = Date.now): TokenCache {
  const tokens = new Map<string, string>()
  return {
    get: (key) => {
      const value = tokens.get(key)
      if (value === undefined || Date.parse(value.split('|')[2] ?? '') - SPARE_MS > now()) return value
      tokens.delete(key)
      return undefined
    },
    set: (key, value) => {
      tokens.set(key, value)
    },
    forget: (installationId) => {
      for (const key of tokens.keys()) if (key.split('|')[0] === String(installationId)) tokens.delete(key)
    },
  }
}
