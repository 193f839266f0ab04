import { createHash } from 'node:crypto'
import { code, words } from '../markdown.ts'
import { mention } from './mention.ts'

/** A quarantine that has ended, by itself or because of what its test did since. */
export type EndedQuarantine = {
  readonly testId: string
  readonly owner: string
  readonly reason: string
  readonly renewals: number
  readonly expiresAt: Date
  readonly endedAs: string | null
  /** The end of a sentence, where Suture ended it. */
  readonly because: string
}

/** One comment for a test and the end that its quarantines have together. */
export function renderEndedQuarantine(quarantine: EndedQuarantine): { readonly marker: string; readonly body: string } {
  const { testId, expiresAt, endedAs } = quarantine
  const key = createHash('sha256')
    .update(`${testId}\n${endedAs ?? ''}\n${expiresAt.toISOString()}`)
    .digest('hex')
    .slice(0, 32)
  return { marker: `<!-- suture:quarantine-ended ${key} -->`, body: wordsOf(quarantine) }
}

function wordsOf({ testId, owner, reason, renewals, expiresAt, endedAs, because }: EndedQuarantine): string {
  const whose = `It belonged to ${mention(owner)} (${words(reason, 200)})`
  if (endedAs === 'released') return `${code(testId)} is released from quarantine: ${words(because, 200)}. ${whose}. Nothing is left to do.`
  if (endedAs === 'escalated')
    return `The quarantine of ${code(testId)} is lifted: ${words(because, 200)}. ${whose}. **What to do:** treat it as a real failure. It counts again, so \`Suture / gate\` is red where it fails.`
  const day = new Date(expiresAt.getTime() - 1).toISOString().slice(0, 10)
  const next =
    renewals === 0
      ? 'It can be renewed once: `/quarantine` it again in a pull request in which it fails.'
      : 'It was renewed once already, so it cannot be renewed again: repair the test, or delete it.'
  return `The quarantine of ${code(testId)} ended on ${day}. ${whose}. Where this failure comes again, it counts. ${next}`
}
