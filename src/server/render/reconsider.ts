import { VERDICT_WORDS } from '../../engine/diagnosis/verdict-words.ts'
import type { Answer } from '../triage/answer.ts'

/** What is not known of a failure that was seen and understood, by the step that left it open: no further run would tell. */
const LEFT_OPEN: Readonly<Record<string, string>> = {
  'declared intent':
    'Say in the pull request or in a commit message what this change is meant to do, and `/heal` looks again. If it was meant, the test is yours to change.',
  'repair checked':
    'The test needs more than the new names, and what it should expect now is for you to say: change the test by hand, or the source.',
}

/** What evidence would give another answer than this one. */
export function reconsiderOf({ verdict, evidence }: Pick<Answer, 'verdict' | 'evidence'>): string {
  const last = evidence.findLast(({ outcome }) => outcome === 'decisive')
  const open = verdict === 'unknown' && last ? LEFT_OPEN[last.rung] : undefined
  return open ?? VERDICT_WORDS[verdict].reconsider
}
