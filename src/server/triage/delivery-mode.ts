import type { Settings } from '../../config/settings.ts'

/** What a healing may write: where repairs wait for somebody to ask, the patch is still shown; asked for, it is offered. */
export function deliveryMode(settings: Pick<Settings, 'mode' | 'HEALING_AUTO_REPAIR'>, isAsked: boolean): Settings['mode'] {
  return settings.mode === 'pr' && !settings.HEALING_AUTO_REPAIR && !isAsked ? 'suggest' : settings.mode
}
