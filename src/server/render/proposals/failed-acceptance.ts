import { plainReason } from '../../../engine/reasons/plain-reason.ts'
import type { FailedAcceptance } from '../../triage/failed-acceptance.ts'
import { code, words } from '../markdown.ts'
import { sentence } from '../sentence.ts'

/** Why what a person accepted is not offered, and what to do. */
export function renderFailedAcceptance({ by, testIds, reason, was, now }: FailedAcceptance): string {
  const [first = '', ...more] = testIds
  const what = `What ${code(by)} accepted for ${code(first)}${more.length > 0 ? ` and ${more.length} more` : ''}`
  if (reason !== null) return `${what} did not pass again, so it is not offered: ${sentence(words(plainReason(reason)))}`
  if (now.length > 0)
    return `${what} was ${exchange(was)}; run again, the tests ask for ${exchange(now)}. That is another edit and needs a yes of its own: see below.`
  return `${what} was ${exchange(was)}; run again, Suture comes to no such edit, so nothing of it is offered.`
}

function exchange(values: FailedAcceptance['was']): string {
  const shown = values.slice(0, 3).map(({ before, after }) => `${side(before)} → ${side(after)}`)
  return shown.length === 0 ? 'another edit' : shown.join(', ')
}

function side(text: string): string {
  return text === '' ? 'nothing' : code(text, 80)
}

/** Said to whoever accepted something that a new commit overtook. */
export const BRANCH_MOVED_ON =
  'Nothing came of this acceptance: the branch moved on while the proposal was checked again. The failing checks of the new commit get an answer with proposals of their own.'
