import type { Edit } from '../../../model/candidate.ts'
import type { ContractChange } from '../../../model/contract-change.ts'
import type { FailureFields } from '../../../model/failure/failure-fields.ts'
import type { TestCoverage } from '../../../model/runs/test-coverage.ts'
import type { TestRun } from '../../../model/runs/test-run.ts'
import type { Subject } from '../../../model/test-ref.ts'
import type { CheckResult } from '../../../model/test-repair.ts'
import type { Callers } from '../../changes/possible/callers.ts'
import type { Trees } from '../../changes/uses/use-site.ts'
import type { Framework } from '../../frameworks/framework.ts'
import type { Parsers } from '../../languages/parsers.ts'
import type { EditedFile } from '../../repair/edited-files.ts'
import type { LineMapping } from '../reading/line-mapping.ts'

/** What can be judged from text alone: the server does it again, whatever the runner said. */
export type TextReview = {
  readonly edits: readonly Edit[]
  /** Every edited file with all edits, and with those alone that change how the code is reached. */
  readonly files: readonly EditedFile[]
  readonly reached: readonly EditedFile[]
  /** The declared changes that the edits follow. */
  readonly changes: readonly ContractChange[]
  readonly callers: (change: ContractChange) => Callers
  readonly trees: Trees
  /** What the failures of the tests say that asked for the edits. */
  readonly failures: readonly FailureFields[]
  readonly framework: Framework
  readonly parsers: Parsers
}

/**
 * What only a run can show. `alone` ran the repaired tests by themselves, `together` their whole files and every file that
 * uses an edited helper, `unrepaired` those same files without the repair. `tests` are what the repair is for.
 * `undone`: how they end with the causing edits undone; `strength`: which faults of the product they notice; `removal`: edits take something away; `gone`: test files that go as a whole.
 * `old` are the lines that they reached on the base; `carry` maps such a line to its place in the head. `isOnlyCompared`: what was edited
 * is compared with what the product gives, and never given to it.
 */
export type RunReview = {
  readonly tests: readonly Subject[]
  readonly alone: readonly TestRun[]
  readonly together: TestRun
  readonly unrepaired: TestRun
  readonly old: TestCoverage
  readonly carry: LineMapping
  readonly isOnlyCompared: boolean
  readonly undone: Undone
  readonly strength: Strength
  readonly removal: boolean
  readonly gone: ReadonlySet<string>
}

/** Why something was not run: it is still `open`, or there is nothing (`empty`) that a run could show. Absent: it could not be run. */
export type NotRun = { readonly outcome: 'not_run'; readonly reason: string; readonly why?: 'open' | 'empty' }

/** With exactly the causing edits undone in the product: the tests as they were (`passed` where that was seen before), and repaired. */
export type Undone = { readonly outcome: 'ran'; readonly old: 'passed' | TestRun; readonly repaired: TestRun } | NotRun

/**
 * Of the faults that the old tests notice in the old code: how many were judged under the repaired tests in the new code, and which of them
 * those miss. `open` are faults that nothing could judge.
 */
export type Strength =
  | { readonly outcome: 'ran'; readonly noticed: number; readonly open: number; readonly lost: readonly LostFault[] }
  | NotRun

/** A fault that the repaired test misses: where, and what it puts in the place of what. */
export type LostFault = { readonly file: string; readonly line: number; readonly original: string; readonly replacement: string }

/**
 * One acceptance check; `name` is its file's. `text` checks are pure in the texts; `run` checks are a runner's claim to everybody else.
 * One that `explains` refuses nothing where it fails: the change is then not explained, and a person has to say whether it was meant.
 */
export type Check = { readonly name: string; readonly description: string; readonly explains?: true } & (
  | { readonly needs: 'text'; examine(review: TextReview): CheckResult }
  | { readonly needs: 'run'; examine(review: RunReview): CheckResult }
)

export function result(name: string, holds: boolean | null, detail: string): CheckResult {
  return { name, outcome: holds === null ? 'not_run' : holds ? 'passed' : 'failed', detail }
}
