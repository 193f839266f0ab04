import type { ReportClass, TestCounts } from '../../../model/test-report.ts'
import type { Cause } from './cause.ts'
import { compilationCauses } from './compilation.ts'
import { dependencyCauses } from './dependency.ts'
import { environmentCauses } from './environment.ts'
import { infrastructureCauses } from './infrastructure.ts'
import { mavenGoalClass } from './maven-goal.ts'

export type TestSide = {
  readonly counts: TestCounts
  readonly failures: number
  readonly started: boolean
  readonly isUnfinished: boolean
  readonly isCut: boolean
}

/** Reads what tools say besides tests, and says what kind of failure a whole log is. */
export type LogClassifier = {
  feed(line: string): void
  framework(): string | null
  conclude(tests: TestSide): ReportClass
}

/** Cheap words, one of which every cause has: most lines of a log go no further. */
const SUSPICIOUS =
  /[Ee]rror|ERR|FAIL|[Ff]ail|fatal|[Cc]ould not|[Cc]annot|[Uu]nable|[Nn]ot found|not set|timed out|refused|denied|[Kk]illed|[Nn]o (?:space|such|match|usable|required|toolchain)|cancel|shutdown|ENO|ETIME|ECONN|EAI_|Unsupported|unsupported|incompatible|[Rr]equire|undefined|[Mm]issing|not supplied|Exceeded|exceeded|50[0234] |429|toomany|lock|DO NOT MATCH|Exception|conflict|version|^e: |LNK|not permitted|out of|Bad |unhealthy|lost communication|EOF|ENOENT/
/** pip says this and goes on; npm and yarn mention these words in advice. */
const HARMLESS =
  /pip's dependency resolver does not currently|^npm (?:WARN|warn)|^warning |DEPRECATION:|^\[(?:WARNING|INFO|DEBUG)\]|^##\[(?:warning|debug|notice|group|command)\]|^\[command\]|^\s*(?:at |\.\.\. \d+ more)|^Hint:/
const STEP = /^##\[group\]Run (.*)$/
const STEP_BODY = /^(?:shell|with|env): ?/
const STEP_FAILED =
  /^##\[error\](?:Process completed with exit code|The process '|The operation was cancel|.*(?:failed with exit code|exit code:? \d))/

const CAUSES: readonly Cause[] = [...infrastructureCauses, ...dependencyCauses, ...compilationCauses, ...environmentCauses]

export function logClassifier(): LogClassifier {
  let step: Cause[] = []
  let earlier: Cause[] = []
  let inHeader = false
  let stepHasError = false
  let hasFailed = false
  let isActions = false
  let goal: ReportClass | null = null
  let buildTool: string | null = null

  /** A new step begins: what the step before said was survived, unless it failed. */
  function begin(): void {
    if (hasFailed) return
    earlier = stepHasError ? step : earlier
    step = []
    stepHasError = false
  }

  function actionsLine(line: string): void {
    isActions = true
    const name = STEP.exec(line)?.[1]
    if (name !== undefined) {
      inHeader = true
      if (/^[\w.-]+\/[\w./-]+@/.test(name)) begin()
    } else if (line.startsWith('##[endgroup]')) inHeader = false
    else if (STEP_FAILED.test(line)) {
      note(line)
      hasFailed = true
    } else if (line.startsWith('##[error]')) {
      stepHasError = true
      note(line)
    }
  }

  function note(line: string): void {
    const cause = CAUSES.find(({ expression }) => expression.test(line))
    if (cause && (!hasFailed || cause.isFatal) && step.length < 10_000) step.push(cause)
  }

  function suspect(line: string): void {
    if (line.includes('BUILD FAILURE')) buildTool ??= 'maven'
    if (line.includes('[ERROR]')) {
      goal = mavenGoalClass(line) ?? goal
      if (goal) buildTool ??= 'maven'
    }
    if (!HARMLESS.test(line)) note(line.slice(0, 2000))
  }

  return {
    feed(line) {
      if (line.startsWith('##[')) actionsLine(line)
      else if (inHeader) {
        if (STEP_BODY.test(line)) begin()
      } else if (SUSPICIOUS.test(line)) suspect(line)
    },
    framework: () => buildTool,
    conclude({ counts, failures, started, isUnfinished, isCut }) {
      const isRed = counts.failed + counts.errored + failures > 0
      const hasError = hasFailed || stepHasError || earlier.length > 0
      if (goal && !(isRed && goal === 'infrastructure')) return goal
      if (isRed) return 'test_failure'
      const said = isActions && !hasError ? null : lastCause(step.length > 0 ? step : earlier)
      if (said) return said.class
      if (started && isUnfinished && !isCut) return 'test_failure'
      return isCut ? 'infrastructure' : 'none'
    },
  }
}

/** A tool dies of what it says last; a machine that gave out, and a cancellation, explain more and less than that. */
function lastCause(causes: readonly Cause[]): Cause | null {
  return causes.findLast((cause) => cause.isFatal) ?? causes.findLast((cause) => cause.name !== 'cancelled') ?? causes.at(-1) ?? null
}
