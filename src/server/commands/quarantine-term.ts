import { code } from '../render/markdown.ts'
import type { CommandFacts, EarlierQuarantine, ThreadTest } from './command.ts'

const DAY_MS = 86_400_000

export type Term =
  | { readonly kind: 'granted'; readonly expiresAt: Date; readonly renewals: number }
  | { readonly kind: 'refused'; readonly reply: string }

/**
 * How long a failure may be muted when it is wanted until `wanted`. A failure that was muted before, and was not released since, is
 * renewed, which happens once. What moves the end by less than a day corrects the quarantine that holds, and moves it not at all.
 */
export function termOf(
  test: ThreadTest,
  wanted: Date,
  { earlierQuarantines, now }: Pick<CommandFacts, 'earlierQuarantines' | 'now'>,
): Term {
  const [last] = earlierQuarantines
    .filter((earlier) => !earlier.isReleased && concerns(earlier, test))
    .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
  if (last === undefined) return { kind: 'granted', expiresAt: wanted, renewals: 0 }
  const { expiresAt, renewals } = last
  if (expiresAt > now && wanted.getTime() - expiresAt.getTime() < DAY_MS)
    return { kind: 'granted', expiresAt: wanted < expiresAt ? wanted : expiresAt, renewals }
  if (renewals === 0) return { kind: 'granted', expiresAt: wanted, renewals: 1 }
  const end = new Date(expiresAt.getTime() - 1).toISOString().slice(0, 10)
  const until = expiresAt > now ? `It holds until ${end}` : `It ended on ${end}`
  return {
    kind: 'refused',
    reply: `The quarantine of ${code(test.testId)} was renewed once already, and is not renewed again. ${until}. Repair the test, or delete it.`,
  }
}

function concerns({ testId, anyValue, loose, strict }: EarlierQuarantine, test: ThreadTest): boolean {
  if (testId !== test.testId) return false
  return test.signatures.some((one) => (anyValue ? one.loose === loose : one.strict === strict))
}
