import type { Settings } from '../../../config/settings.ts'
import { deliveryMode } from '../../triage/delivery-mode.ts'

const FOLLOW_UPS: Readonly<Record<Settings['mode'], string>> = {
  pr: 'If it passes, a pull request follows; else you read here why not.',
  suggest: 'If it passes, its patch appears in the comment above; else you read here why not.',
  observe: 'The check `Suture` says what comes of it: this repository lets Suture write nothing else (`mode: observe`).',
}

/** What follows where an accepted proposal passes again, by what the repository lets Suture write. */
export function followUpOf(settings: Pick<Settings, 'mode' | 'HEALING_AUTO_REPAIR'>): string {
  return FOLLOW_UPS[deliveryMode(settings, true)]
}
