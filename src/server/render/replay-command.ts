import { shellQuote } from '../../model/shell-quote.ts'
import { inert } from './inert.ts'
import { isPlain } from './run-one-test.ts'

const REPLAYED = 10 // tests named in the command; the others fail for the same reasons
const LONGEST = 1_000 // of a test's id: a longer one would be cut on the page, and a cut one ends no quote

type Replayed = {
  readonly baseSha: string | null
  readonly headSha: string
  readonly branch: string
  readonly tests: readonly { readonly testId: string }[]
}

/** One command, an argument a line; quoted for a shell, because a test's name may hold anything. A name that no page shows whole is left out. */
export function replayCommand({ baseSha, headSha, tests, branch }: Replayed): string {
  const shown = tests.filter(({ testId }) => testId.length <= LONGEST && isPlain(testId))
  const ids = shown.slice(0, REPLAYED).map(({ testId }) => `--test ${quoted(testId)}`)
  const base = baseSha === null ? [] : [`--base ${baseSha}`]
  const heal = ['suture heal --repo .', ...base, `--head ${headSha}`, ...ids, '--json healing.json']
  return `git fetch origin ${quoted(branch)} && ${heal.join(' \\\n  ')}`
}

/** Words that would work in a commit message are two strings side by side, which a shell reads as one. */
function quoted(text: string): string {
  return shellQuote(inert(text, '\0')).replaceAll('\0', "''")
}
