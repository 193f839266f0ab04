import type { FailureAnalyser } from './failure-analyser.ts'

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, milliseconds: 1, s: 1000, second: 1000, seconds: 1000, minutes: 60_000 }

export const timeout = {
  type: 'timeout',
  description: 'The test, a hook or something that it waits for took longer than it was given.',
  isThrown: (exception, { text }) =>
    /^timeout$|Tim(?:e|ed)-?(?:o|O)ut/.test(exception) ||
    (exception === 'Failed' && /^(?:Failed: )?Timeout [>(]/.test(text)) ||
    (/Assert/.test(exception) && /^(?:AssertionError: )?Timed out (?:retrying )?(?:after|in)/.test(text)),
  isSaid: (text) =>
    /Timeout of \d+ ?ms exceeded|[Ee]xceeded timeout of|[Tt]est timed out|Test timeout of|Timeout \(?>|timed out (?:after|in)|\bTimeoutError\b|Hook timed out|[Dd]eadline exceeded|TestTimedOutException|aborted due to timeout|^Error: STACK_TRACE_ERROR/.test(
      text,
    ),
  patterns: [],
  read: ({ text }) => {
    const limit = /(?:[Tt]imeout|[Tt]imed out|[Ee]xceeded)[^\d\n]{0,40}(\d+(?:\.\d+)?) ?(ms|milliseconds|seconds?|s|minutes)\b/.exec(text)
    return { limitMs: limit ? Number(limit[1]) * (UNIT_MS[limit[2] ?? 'ms'] ?? 1) : null }
  },
} satisfies FailureAnalyser
