import type { Settings } from '../../config/settings.ts'

/** What a healing may write. With HEALING_AUTO_REPAIR off the patch is shown, and offered only on request. */
export function deliveryMode(settings: Pick<Settings, 'mode' | 'HEALING_AUTO_REPAIR'>, isAsked: boolean): Settings['mode'] {
  return settings.mode === 'pr' && !settings.HEALING_AUTO_REPAIR && !isAsked ? 'suggest' : settings.mode
}
