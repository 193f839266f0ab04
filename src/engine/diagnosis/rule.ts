import type { ContractChange } from '../../model/contract-change.ts'
import type { FailureFields } from '../../model/failure/failure-fields.ts'
import type { Culprit, DependencyChange, Evidence, Intent } from '../../model/failure-analysis.ts'
import type { FileChange } from '../../model/file-change.ts'
import type { Reason } from '../../model/reason.ts'
import type { Reproduction } from '../../model/reproduction.ts'
import type { ProbedFailure, ProbedFile, ProbedTest } from '../../model/runs/test-run.ts'
import type { Subject } from '../../model/test-ref.ts'
import type { Verdict } from '../../model/verdict.ts'
import type { Crossing } from '../changes/crossing/crossed-renames.ts'
import type { Callers } from '../changes/possible/callers.ts'
import type { Trees } from '../changes/uses/use-site.ts'
import type { Framework } from '../frameworks/framework.ts'
import type { Hunk } from './causes/hunks.ts'
import type { ReachedLines } from './reached-lines.ts'
import type { AuthorTexts } from './sources/author-texts.ts'
import type { TestEvidence } from './test-evidence.ts'

/** What every rung of the ladder sees of one test: runs and texts, nothing it could act on. */
export type DiagnosisContext = {
  readonly subject: Subject
  readonly framework: Framework
  readonly reproduction: Reproduction
  readonly evidence: TestEvidence
  /** The newest failure on the head; `null` when our runs never saw it fail. */
  readonly failing: ProbedTest | ProbedFile | null
  /** Changed product files, base to head. */
  readonly fileChanges: readonly FileChange[]
  readonly changes: readonly ContractChange[]
  readonly dependencyChanges: readonly DependencyChange[]
  readonly declaredPackages: ReadonlySet<string>
  /** Both versions of the product, each under the tests of the head. */
  readonly trees: Trees
  readonly callersOf: (change: ContractChange) => Callers
  readonly crossingOf: (change: ContractChange) => Crossing | null
  readonly configuration: ReadonlyMap<string, string>
  /** Head files that the failing test reaches by imports, itself included. */
  readonly closure: ReadonlySet<string>
  /** Lines that it really runs there; `null` where they were not recorded. */
  readonly reached: ReachedLines | null
  readonly hunks: readonly Hunk[]
  /** What a failure says; each is read once, as most rungs ask. */
  read(failure: ProbedFailure): FailureFields
  /** The declared changes that the failure can have to do with; read at the first call. */
  relevant(): RelevantChanges
  readonly authorTexts: AuthorTexts
}

/** `used`: changes whose old form the test uses. `named`: those of them that the failure names. */
export type RelevantChanges = {
  readonly named: readonly ContractChange[]
  readonly used: readonly ContractChange[]
  readonly isFake: boolean
}

export type Decision = {
  readonly verdict: Verdict
  readonly reason: Reason
  readonly confidence: number
  readonly codeChanges?: readonly ContractChange[]
  readonly culprits?: readonly Culprit[]
  readonly intent?: Intent
}

/** A rung either decides, or says what it saw and lets the next one look. */
export type Finding = { readonly evidence: Evidence; readonly decision: Decision | null }

/** One rung of the evidence ladder, one cause, one file; `name` is the file's. */
export type Rule = {
  readonly name: string
  readonly description: string
  examine(context: DiagnosisContext): Finding
}
