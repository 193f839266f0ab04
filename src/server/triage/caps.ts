import type { Settings } from '../../config/settings.ts'

/** Healings that run now, and those that were dispatched in the last day. */
export type Load = { readonly running: number; readonly recent: number }

/** How many healings may run at once, and how many may be dispatched in a day. */
export type Cap = { readonly running: number; readonly perDay: number }

export type Loads = { readonly repository: Load; readonly installation: Load }
export type Caps = { readonly repository: Cap; readonly installation: Cap }

/** Whose cap is reached; null where none is. */
export type Reached = keyof Caps | null

type CapSettings = 'HEALING_MAX_RUNNING' | 'HEALING_MAX_PER_DAY' | 'INSTALLATION_MAX_RUNNING' | 'INSTALLATION_MAX_PER_DAY'

/** How much a repository wants to be healed, and how much the server does for one installation. */
export function capsOf(settings: Pick<Settings, CapSettings>): Caps {
  return {
    repository: { running: settings.HEALING_MAX_RUNNING, perDay: settings.HEALING_MAX_PER_DAY },
    installation: { running: settings.INSTALLATION_MAX_RUNNING, perDay: settings.INSTALLATION_MAX_PER_DAY },
  }
}

/** Whether another healing has to wait for one that runs. */
export function fullNow(loads: Loads, caps: Caps): Reached {
  return whose((owner) => loads[owner].running >= caps[owner].running)
}

/** Whether no further healing is dispatched today. */
export function usedUpToday(loads: Loads, caps: Caps): Reached {
  return whose((owner) => loads[owner].recent >= caps[owner].perDay)
}

function whose(isReached: (owner: keyof Caps) => boolean): Reached {
  if (isReached('repository')) return 'repository'
  return isReached('installation') ? 'installation' : null
}
