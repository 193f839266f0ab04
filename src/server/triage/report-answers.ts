import { asInCi } from '../../engine/conclusion/as-in-ci.ts'
import { causeEvidence } from '../../engine/diagnosis/cascades.ts'
import { explained } from '../../engine/reasons/explained.ts'
import { namedChanges } from '../../engine/reasons/named-in-reason.ts'
import type { FailureAnalysis } from '../../model/failure-analysis.ts'
import { hasCode, type Reason, reason } from '../../model/reason.ts'
import type { DeclaredChange } from '../../model/reasons/parts.ts'
import type { VerifiedRepair } from '../intake/report-case.ts'
import type { RepairAnswer, UnnumberedAnswer } from './answer.ts'
import type { FailedTest } from './failed-test.ts'
import { unrunAnswers } from './log-answers.ts'

/** Answers from one of Suture's runs: what it found for each test, as far as the server accepts it. */
export function reportAnswers(
  analyses: readonly FailureAnalysis[],
  repairs: readonly VerifiedRepair[],
  asked: readonly FailedTest[],
): readonly UnnumberedAnswer[] {
  const known = new Map(asked.map((test) => [test.testId, test]))
  const answers = analyses.map((analysis) => analysed(analysis, repairs, known.get(analysis.failure.testId) ?? null))
  const answered = new Set(analyses.map(({ failure }) => failure.testId))
  const files = new Set(analyses.map(({ failure }) => failure.testFile))
  // a file that could not be loaded answers for all of its tests
  const left = asked.filter(({ testId, file }) => !answered.has(testId) && !(file !== null && answered.has(file) && files.has(file)))
  return [...answers, ...unrunAnswers(left, 'no_answer')]
}

const MESSAGE = 1_000 // enough to distinguish failures

function analysed(reported: FailureAnalysis, repairs: readonly VerifiedRepair[], asked: FailedTest | null): UnnumberedAnswer {
  const analysis = asked ? asInCi(reported, asked) : reported
  const { failure, verdict, confidence, values, culprits, codeChanges, evidence } = analysis
  const mine = repairs.filter(({ repair }) => repair.testIds.includes(failure.testId))
  return {
    ...{ testId: failure.testId, jobs: [...(asked?.jobs ?? [])], basis: 'runs', verdict, confidence, values },
    ...explained(confirmed(analysis, mine)),
    ...{
      culprits: [...culprits],
      codeChanges: [...serverChanges(mine, codeChanges)],
      evidence: [...evidence],
      quarantine: asked?.quarantine ?? null,
    },
    repair: repairAnswer(mine, asked, hasCode(analysis.reason, 'fails-otherwise-in-ci')),
    ...{ framework: failure.testFramework, testFile: failure.testFile, message: failure.errorMessage.slice(0, MESSAGE) },
    ...{ frame: causeEvidence(analysis).frame, dependencyChanges: [...analysis.dependencyChanges], similarFailures: [] },
  }
}

/** What the server read itself goes before what the report says. */
function serverChanges(mine: readonly VerifiedRepair[], claimed: FailureAnalysis['codeChanges']): FailureAnalysis['codeChanges'] {
  const read = mine.flatMap(({ changes }) => changes)
  const said = claimed.filter(
    ({ kind, symbol, file }) => read.length === 0 || read.some((one) => one.kind === kind && one.symbol === symbol && one.file === file),
  )
  return said.length > 0 ? said : read
}

/** If a reason names a different change than the server read, the server cannot confirm it and gives its own reading instead. */
function confirmed({ reason: claimed }: FailureAnalysis, mine: readonly VerifiedRepair[]): Reason {
  const read = mine.flatMap(({ changes }) => changes)
  const [first] = read
  const isRead = ({ kind, symbol, file }: DeclaredChange) =>
    read.some((one) => one.kind === kind && one.symbol === symbol && one.file === file)
  return first === undefined || namedChanges(claimed).every(isRead) ? claimed : reason('contract-change', { change: first })
}

function repairAnswer(mine: readonly VerifiedRepair[], asked: FailedTest | null, isOtherFailure: boolean): RepairAnswer {
  if (mine.length === 0) return { outcome: 'none' }
  if (isOtherFailure) return { outcome: 'withheld', reason: reason('our-run-differs', {}) }
  if (asked?.declined) return { outcome: 'withheld', reason: reason('declined-before', asked.declined) }
  const [refusal] = mine.flatMap((one) => one.refusal ?? [])
  const proposal = mine.find(({ isProposal }) => isProposal)?.refusal
  if (proposal) return { outcome: 'proposed', reason: proposal }
  return refusal ? { outcome: 'withheld', reason: refusal } : { outcome: 'offered' }
}
