/** Why a log tells a reader nothing: there is no text, it is no text, or the step that ran the tests printed none. */
export type SaysNothing = 'empty' | 'not_text' | 'silent_tests'

/** Looks whether a log says anything, line by line. */
export type SilenceReader = {
  feed(line: string): void
  found(): SaysNothing | null
}

/** Characters that no text has: of bytes that are no UTF-8, and controls but for tab and line breaks. */
const ODD = /[^\P{Cc}\t\r\n]|\ufffd/u
const ODDS = new RegExp(ODD, 'gu')
/** A fifth: logs in an old encoding have some; programs, images and archives have a third and more. */
const MOST_ODD = 0.2
const COMMAND = '##[group]Run '
const FAILED = '##[error]Process completed with exit code'
/** What people start tests with. A step of another kind that prints nothing, such as `exit 1`, says enough. */
const TESTS =
  /\b(?:pytest|unittest|nose2?|tox|nox|jest|vitest|mocha|playwright test|cypress run|rspec|phpunit|ctest|(?:npm|yarn|pnpm|bun|deno)(?: run)? t(?:est)?\b|(?:go|cargo|dotnet|make|mix|swift|flutter|rake) test|gradlew? .*\b(?:test|check)\b|mvnw? .*\b(?:test|verify)\b)/

export function silenceReader(): SilenceReader {
  let total = 0
  let odd = 0
  let inCommand = false
  let isTests = false
  let printed = 0
  let hasFailed = false
  let isSilent = false

  function marked(line: string): void {
    if (line.startsWith(COMMAND)) {
      inCommand = true
      isTests = TESTS.test(line)
      printed = 0
    } else if (line.startsWith('##[endgroup]')) inCommand = false
    else if (!hasFailed && line.startsWith(FAILED)) {
      hasFailed = true
      isSilent = isTests && printed === 0
    }
  }

  return {
    feed(line) {
      total += line.trim().length
      if (ODD.test(line)) odd += line.match(ODDS)?.length ?? 0
      if (line.startsWith('##[')) marked(line)
      else if (inCommand) isTests ||= TESTS.test(line)
      else printed++
    },
    found() {
      if (total === 0) return 'empty'
      if (odd > total * MOST_ODD) return 'not_text'
      return isSilent ? 'silent_tests' : null
    },
  }
}
