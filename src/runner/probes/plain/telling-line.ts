/** How frameworks and their plugins say why a run failed, the most telling first. */
const TELLING: readonly RegExp[] = [
  /Required test coverage of|does not meet (?:the )?(?:global |per-file |"[^"]*" )?threshold|[Cc]overage (?:failure|threshold)/,
  /[Oo]bsolete snapshots? found|\d+ snapshots? (?:file |suite )?(?:obsolete|unused)|[Oo]bsolete \d|snapshots? obsolete/,
  /Unhandled (?:Error|Rejection|Exception)|UnhandledPromiseRejection|PytestUnhandled\w+|PytestUnraisable\w+/,
  /^\s*(?:FAILED|ERROR|FAIL)\b/,
  /^(?:Error|\w+Error): /,
]
const LONGEST = 300
const MOST = 3

/** The lines by which a framework says why it ended as it did; the last line that it printed where none is known. */
export function tellingLine(output: string): string {
  const lines = output.split('\n').map((line) => line.trim())
  const found = TELLING.flatMap((expression) => lines.filter((line) => expression.test(line)).slice(0, 1))
  const last = lines.findLast((line) => line !== '') ?? 'it printed nothing'
  return [...new Set(found.length > 0 ? found : [last])]
    .slice(0, MOST)
    .map((line) => line.slice(0, LONGEST))
    .join('; ')
}
