import { code, words } from '../markdown.ts'
import { day } from './gate-check.ts'
import { mention } from './mention.ts'

/** What Suture quarantined by itself, and what it did not. */
export type AutomaticQuarantines = {
  readonly given: readonly { readonly testId: string; readonly owner: string }[]
  readonly refused: readonly { readonly testId: string; readonly why: string }[]
  readonly expiresAt: Date
}

/** Said once in the thread: who owns what was muted hears of it. */
export function renderAutomaticQuarantines({ given, refused, expiresAt }: AutomaticQuarantines): string {
  const muted = given.map(({ testId, owner }) => `- ${code(testId)}, owner ${mention(owner)}`)
  const left = refused.map(({ testId, why }) => `- ${code(testId)}: ${words(why, 200)}`)
  return [
    ...(muted.length === 0 ? [] : [`Quarantined until ${day(expiresAt)}, because they are flaky (\`QUARANTINE_AUTO\`):`, ...muted]),
    ...(left.length === 0 ? [] : ['Flaky, and not quarantined:', ...left]),
    ...(muted.length === 0
      ? []
      : ['', '`/unquarantine` ends it. The tests still run, and any other failure of them is reported as before.']),
  ].join('\n')
}
