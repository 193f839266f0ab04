import { code } from '../render/markdown.ts'
import { type CommandResult, done, refused, type ThreadTest } from './command.ts'
import type { ParsedCommand } from './parse-command.ts'

/** What a quarantine has besides its test. */
type Terms = { readonly owner: string; readonly reason: string; readonly expiresAt: Date; readonly day: string }

/** `/quarantine … --in-code`: a person's own decision to mark the test in its code. Suture never thinks of that by itself. */
export function inCode(
  test: Pick<ThreadTest, 'testId' | 'framework'>,
  { owner, reason, expiresAt, day }: Terms,
  markers: readonly { readonly testId: string; readonly pullNumber: number | null }[],
  { anyValue }: Pick<ParsedCommand, 'anyValue'>,
): CommandResult {
  const known = markers.find(({ testId }) => testId === test.testId)
  if (known !== undefined)
    return refused(`${code(test.testId)} is marked in its code already${known.pullNumber === null ? '' : `, by #${known.pullNumber}`}.`)
  if (anyValue) return refused('`any-value` has no meaning with `--in-code`: a marker mutes every failure of the test.')
  return done(
    `A pull request follows that marks ${code(test.testId)} in its code until ${day}; another one takes the mark away. It belongs to ${code(owner)}. **A marker mutes every failure of this test, also one that a real bug causes**; without \`--in-code\` only this failure is muted.`,
    { kind: 'mark_in_code', test, owner, reason, expiresAt },
  )
}
