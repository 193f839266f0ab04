/** How a framework sums a run up at its end. */
export type ClosingLine = {
  /** Failed tests by the line that states them, errors too; null where the line is another one. */
  failedOf(line: string): number | null
  /** What the framework itself prints after that line. */
  readonly after: readonly RegExp[]
}

const number = (line: string, word: string): number => Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0)

const PYTEST =
  /^=* ?(?:no tests ran|\d+ [a-z]+(?: [a-z]+)?(?:, \d+ [a-z]+(?: [a-z]+)?)*) in [\d.]+ ?s(?:econds)?(?: \([\d:, days]+\))? ?=*$/
const JEST = /^Tests: +\d+ \w+(?:, \d+ \w+)*$/
const VITEST = /^ *Tests {2,}(?:\d+ [a-z ]+(?: \| \d+ [a-z ]+)*(?: \(\d+\))?|no tests)$/

/** Of the frameworks whose failures can be muted: of others nobody knows what belongs to the tests, and what came after them. */
export const CLOSING_LINES: readonly ClosingLine[] = [
  {
    // not corrected for tests whose teardown failed besides: two failures are two here
    failedOf: (line) => (PYTEST.test(line) ? number(line, 'failed') + number(line, 'errors?') : null),
    after: [],
  },
  {
    failedOf: (line) => (JEST.test(line) ? number(line, 'failed') : null),
    after: [/^(?:Snapshots|Time): /, /^Ran all test suites/, /^(?:Force exiting Jest|Jest did not exit one second after)/],
  },
  {
    failedOf: (line) => (VITEST.test(line) ? number(line, 'failed') : null),
    after: [/^ *(?:Start at|Duration|Type Errors {2}no errors) ?/, /^ *% Coverage report from /, /^[-|]+$/, /^[^|]*\|(?:[ \d.]+\|)+/],
  },
]

/** Something besides a test that makes a run end red, or that ended it before all tests had run. */
export const FAILED_BESIDES: readonly RegExp[] = [
  /^!{3,} .* !{3,}$/, // pytest was interrupted, or stopped at a failure
  /^FAIL Required test coverage of |^ERROR: Coverage failure: /,
  /^Jest: .*coverage threshold/,
  /^ERROR: Coverage for .* does not meet /,
  /^Test Suites: .{0,200}\b\d{1,9} of \d{1,9} total/, // Jest stopped at a failure
  /^ *(?:Errors|Type Errors) {2,}\d+ /,
]

/** What package managers and build tools print when the command that they started has failed. */
export const TRAILERS: readonly RegExp[] = [
  /^npm (?:ERR!|error|warn|WARN|notice)\b/,
  /^error Command failed with exit code \d+\.$/,
  /^info Visit https:\/\/yarnpkg\.com/,
  /^ *ELIFECYCLE\b|^ *ERR_PNPM_/,
  /^error: script "[^"]*" exited with code \d+$/,
  /^make(?:\[\d+\])?: (?:\*\*\* \[.*\] Error \d+|(?:Leaving|Entering) directory )/,
]
