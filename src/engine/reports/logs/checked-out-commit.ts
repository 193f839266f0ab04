import { cleanLine } from '../text/clean-line.ts'

/**
 * The tree that CI tested, as the checkout action logs it. `commit` is what was checked out; for a pull request that is
 * GitHub's own merge of `head` into `base`, each a full hash, which exists nowhere in the repository's branches.
 */
export type CheckedOutCommit = {
  /** `owner/name` of what was checked out, where the log says so. */
  readonly repository: string | null
  readonly commit: string
  /** The commit that someone pushed: `merge.head` for a merge, else `commit`. */
  readonly head: string
  readonly merge?: { readonly head: string; readonly base: string }
}

export type CheckoutReader = {
  feed(line: string): void
  /** Of the first checkout; null where the log shows none. */
  found(): CheckedOutCommit | null
}

const REPOSITORY = /^Syncing repository: ([\w.-]+\/[\w.-]+)$/
const FETCH = /git(?:\.exe)?"? .*\bfetch\b.* \+([0-9a-f]{40}):refs\/remotes\//
const MERGE = /^HEAD is now at ([0-9a-f]{7,40}) Merge ([0-9a-f]{40}) into ([0-9a-f]{40})$/
const HEAD = /^HEAD is now at ([0-9a-f]{7,40})\b/
const LOG = /git(?:\.exe)?"? log -1 --format='?%H'?$/
const HASH = /^'?([0-9a-f]{40})'?$/

/** Reads the lines of `actions/checkout`. A job may check out more than one repository: the first counts, unless `repository` names one. */
export function checkoutReader(repository: string | null = null): CheckoutReader {
  let syncing: string | null = null
  let fetched: string | null = null
  let short: string | null = null
  let merge: { readonly head: string; readonly base: string } | null = null
  let isHashNext = false
  let result: CheckedOutCommit | null = null

  function settle(commit: string | null): void {
    const isWanted = repository === null || syncing === null || syncing.toLowerCase() === repository.toLowerCase()
    if (commit && isWanted) result ??= { repository: syncing, commit, head: merge?.head ?? commit, ...(merge ? { merge } : {}) }
    fetched = short = merge = null
    isHashNext = false
  }

  function command(line: string): void {
    fetched = FETCH.exec(line)?.[1] ?? fetched
    isHashNext = LOG.test(line)
  }

  function head(line: string): void {
    const [, , pushed, base] = MERGE.exec(line) ?? []
    if (pushed && base) merge = { head: pushed, base }
    short = HEAD.exec(line)?.[1] ?? null
  }

  return {
    feed(line) {
      if (result) return
      const first = line.charCodeAt(0)
      if (first === 91 && line.startsWith('[command]')) command(line)
      else if (isHashNext) settle(HASH.exec(line)?.[1] ?? fetched ?? short)
      else if (first === 72 && line.startsWith('HEAD is now at ')) head(line)
      else if (first === 83 && line.startsWith('Syncing repository: ')) {
        settle(fetched ?? short)
        syncing = REPOSITORY.exec(line)?.[1] ?? null
      }
    },
    found() {
      if (!result && (short ?? fetched)) settle(fetched ?? short)
      return result
    },
  }
}

/** The tested tree of a job's log, from its raw lines; null where no checkout is shown. */
export function checkedOutCommit(lines: Iterable<string>, repository: string | null = null): CheckedOutCommit | null {
  const reader = checkoutReader(repository)
  for (const line of lines) reader.feed(cleanLine(line).text)
  return reader.found()
}
