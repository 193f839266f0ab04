import { CLOSING_LINES, type ClosingLine, FAILED_BESIDES, TRAILERS } from './closing-lines.ts'

/**
 * What a job's log shows of the steps that failed in it. `failed`: how many. Of a single one: how many failures the test framework states
 * in it (null where it states none), and the first line that says that something besides the tests failed there, or may have.
 */
export type FailedStep = { readonly failed: number; readonly stated: number | null; readonly besides: string | null }

export type FailedStepReader = { feed(line: string): void; found(): FailedStep }

const COMMAND = '##[group]Run '
const ENDED = /^##\[error\]Process completed with exit code (\d+)/
const ANNOTATION = '##[error]'
/** The last line of what Vitest notes of a failure at its file. */
const PLACE = /^\s*❯ \S+:\d+:\d+$/
/** Two where `make` started the tests; every other code says that the framework itself, or something else, broke. */
const CODES: ReadonlySet<string | undefined> = new Set(['1', '2'])

/** How lines begin that may mean something here: most of a log is passed over by its first character. */
const SAYING: ReadonlySet<number> = new Set([...' !=0123456789EFJT'].map((sign) => sign.charCodeAt(0)))
const MAY_SAY = /^(?: *(?:Tests|Errors|Type Errors) |[=\d].* in [\d.]|Tests: |Test Suites: |FAIL Req|ERROR: Cov|Jest: |!!!)/

type Open = { closing: ClosingLine | null; stated: number; besides: string | null; note: string | null }

/** Reads a cleaned log line by line. */
export function failedStepReader(): FailedStepReader {
  let step = begun()
  let failed = 0
  let last: FailedStep | null = null

  function say(line: string): void {
    step.besides ??= line.slice(0, LONGEST)
  }

  /** True where the line closes a run of tests. */
  function speak(line: string): boolean {
    if (FAILED_BESIDES.some((sign) => sign.test(line))) say(line)
    const closing = CLOSING_LINES.find((one) => one.failedOf(line) !== null)
    if (!closing) return false
    if (step.closing) say(line)
    else step = { ...step, closing, stated: closing.failedOf(line) ?? 0 }
    return true
  }

  /** After the closing line only the framework, its notes at files, and what started it may speak. */
  function follow(line: string, { after }: ClosingLine): void {
    if (step.note !== null) {
      if (PLACE.test(line)) step.note = null
    } else if (line.startsWith(ANNOTATION)) step.note = line
    else if (![...after, ...TRAILERS].some((known) => known.test(line))) say(line)
  }

  function end(code: string | undefined): void {
    failed += 1
    if (step.note !== null) say(step.note)
    if (!CODES.has(code)) say(`exit code ${code}`)
    last = { failed, stated: step.closing === null ? null : step.stated, besides: step.besides }
    step = begun()
  }

  return {
    feed(line) {
      const ended = line.startsWith(ANNOTATION) ? ENDED.exec(line) : null
      if (ended) return end(ended[1])
      if (line.startsWith(COMMAND)) {
        step = begun()
        return
      }
      if (SAYING.has(line.charCodeAt(0)) && MAY_SAY.test(line) && speak(line)) return
      if (step.closing && line.trim() !== '') follow(line, step.closing)
    },
    found: () => (last === null ? { failed, stated: null, besides: null } : { ...last, failed }),
  }
}

/** Characters of a line that is quoted. */
const LONGEST = 300

function begun(): Open {
  return { closing: null, stated: 0, besides: null, note: null }
}
