import { VERDICT_WORDS } from '../../engine/diagnosis/verdict-words.ts'
import type { SimilarFailure } from '../triage/similar-failure.ts'
import { code, words } from './markdown.ts'
import { commitLink, type Links } from './permalink.ts'

const FATES: Readonly<Record<SimilarFailure['fate']['outcome'], string>> = {
  none: '',
  open: 'its repair is still open',
  merged: 'its repair was merged',
  edited_then_merged: 'its repair was changed by hand and merged',
  closed: 'its repair was closed by a person',
  superseded: 'a later healing replaced it',
  quarantined: 'it was quarantined',
}

/** Earlier failures with the same signature, a line each: when, where, what the answer was and what became of it. */
export function similarLines(similar: readonly SimilarFailure[], testId: string, links: Links): readonly string[] {
  return similar.map((one) => {
    const where = one.pullNumber === null ? commitLink(links, one.headSha) : `${commitLink(links, one.headSha)} in #${one.pullNumber}`
    const which = one.testId === testId ? '' : `, in ${code(one.testId)}`
    const match = one.exact ? 'the same failure' : 'the same kind of failure with other values'
    const answer = `*${VERDICT_WORDS[one.verdict].one}* ${words(one.rootCause, 160)}`
    const fate = FATES[one.fate.outcome]
    const became = fate === '' ? '' : `; ${fate}${one.fate.pullNumber === null ? '' : ` (#${one.fate.pullNumber})`}`
    return `- ${words(one.at.slice(0, 10))}, ${where}${which}: ${match}. ${answer}${became}`
  })
}
