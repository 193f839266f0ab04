import type { ReportClass, TestCounts } from '../../../model/test-report.ts'
import type { Cause } from './cause.ts'
import { compilationCauses } from './compilation.ts'
import { dependencyCauses } from './dependency.ts'
import { environmentCauses } from './environment.ts'
import { infrastructureCauses } from './infrastructure.ts'
import { lastLines } from './last-lines.ts'
import { mavenGoalClass } from './maven-goal.ts'

/** What the grammars found. */
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
  /** The build tool, where it says so. */
  framework(): string | null
  conclude(tests: TestSide): ReportClass
}

/** pip says this and goes on; warnings, commands and stack frames explain nothing. */
const HARMLESS =
  /pip's dependency resolver does not currently|^npm (?:WARN|warn)|^warning |DEPRECATION:|^\[(?:WARNING|INFO|DEBUG)\]|^##\[(?:warning|debug|notice|group|command)\]|^\[command\]|^\s*(?:at |\.\.\. \d+ more)|^Hint:/
const STEP = /^##\[group\]Run (.*)$/
const STEP_BODY = /^(?:shell|with|env): ?/
const STEP_FAILED =
  /^##\[error\](?:Process completed with exit code|The process '|The operation was cancel|.*(?:failed with exit code|exit code:? \d))/
const TOTALS = /\d (?:passed|passing|failed|failing)\b|Tests run: \d|^Ran \d+ tests? in|\d tests? completed/
/** A build that fails prints its reason near its end; parallel builds go on for a while. */
const LAST_LINES = 2000
const MAX_LINE = 2000

const CAUSES: readonly Cause[] = [...infrastructureCauses, ...dependencyCauses, ...compilationCauses, ...environmentCauses]

export function logClassifier(): LogClassifier {
  const lines = lastLines(LAST_LINES)
  let cause: Cause | null = null
  let inHeader = false
  let stepHasError = false
  let hasFailed = false
  let isActions = false
  let goal: ReportClass | null = null
  let buildTool: string | null = null
  /** Maven names a goal that failed and is of no class: a formatter, a deployment. */
  let hasOtherGoal = false

  /** A new step begins: what the step before said was survived, unless it failed. */
  function begin(): void {
    if (hasFailed) return
    if (stepHasError) cause = lastCause(lines.backwards()) ?? cause
    lines.clear()
    stepHasError = false
  }

  function actionsLine(line: string): void {
    isActions = true
    const name = STEP.exec(line)?.[1]
    if (name !== undefined) {
      inHeader = true
      if (/^[\w.-]+\/[\w./-]+@/.test(name)) begin()
    } else if (line.startsWith('##[endgroup]')) inHeader = false
    else if (line.startsWith('##[error]')) {
      if (!hasFailed || isFatal(line)) lines.add(line)
      stepHasError = true
      hasFailed ||= STEP_FAILED.test(line)
    }
  }

  function said(line: string, first: number): void {
    lines.add(line)
    if (first === 67 && line.startsWith('Current runner version: ')) isActions = true
    if (first !== 91) return
    const found = mavenGoalClass(line)
    goal = found ?? goal
    hasOtherGoal ||= found === null && line.includes('Failed to execute goal')
    if (goal || line.endsWith('BUILD FAILURE')) buildTool ??= 'maven'
  }

  return {
    feed(line) {
      const first = line.charCodeAt(0)
      if (first === 35 && line.startsWith('##[')) actionsLine(line)
      else if (inHeader) {
        if (STEP_BODY.test(line)) begin()
      } else if (!hasFailed) said(line, first)
    },
    framework: () => buildTool,
    conclude({ counts, failures, started, isUnfinished, isCut }) {
      const isRed = counts.failed + counts.errored + failures > 0
      if (goal && !(isRed && goal === 'infrastructure')) return goal
      if (isRed) return 'test_failure'
      const isQuiet = isActions && !hasFailed && !stepHasError
      const last = (isQuiet ? null : lastCause(lines.backwards())) ?? cause
      if (last) return last.class
      if (started && isUnfinished && !isCut) return 'test_failure'
      if (hasFailed && started && !hasOtherGoal && printedTotals(lines.backwards())) return 'test_failure'
      return isCut ? 'infrastructure' : 'none'
    },
  }
}

/** A step that ran tests and failed without a word of why: its tests are what it was for. */
function printedTotals(backwards: Iterable<string>): boolean {
  for (const line of backwards) if (TOTALS.test(line)) return true
  return false
}

function isFatal(line: string): boolean {
  return CAUSES.some(({ expression, isFatal: fatal }) => fatal && expression.test(line))
}

/** A tool dies of what it says last; a machine that gave out explains more than that, a cancellation less. */
function lastCause(backwards: Iterable<string>): Cause | null {
  let found: Cause | null = null
  for (const line of backwards) {
    if (HARMLESS.test(line)) continue
    const text = line.slice(0, MAX_LINE)
    const cause = CAUSES.find(({ expression }) => expression.test(text))
    if (cause?.isFatal) return cause
    if (cause && (!found || found.name === 'cancelled')) found = cause
  }
  return found
}
