import type { Edit } from '../../model/candidate.ts'
import type { Cause } from '../../model/cause.ts'
import type { FailureAnalysis } from '../../model/failure-analysis.ts'
import type { CandidateRuns } from '../../model/runs/candidate-runs.ts'
import type { TestRepair } from '../../model/test-repair.ts'
import { witnessLine } from '../diagnosis/intent/witnesses/quoted.ts'
import { changeSentence } from '../reasons/change-sentence.ts'
import type { EditedFile } from '../repair/edited-files.ts'
import { coverageKept } from '../review/checks/coverage-kept.ts'
import { failsWithoutChange } from '../review/checks/fails-without-change.ts'
import { parses } from '../review/checks/parses.ts'
import { passesAlone } from '../review/checks/passes-alone.ts'
import { passesTogether } from '../review/checks/passes-together.ts'
import { strengthMaintained } from '../review/checks/strength-maintained.ts'
import type { Judgement } from '../review/judge.ts'

/** One judged candidate in the words of the result contract. `repairId` is stable: the same repair has the same id. */
export function testRepair(
  { judgement, runs, files }: { readonly judgement: Judgement; readonly runs: CandidateRuns | null; readonly files: readonly EditedFile[] },
  analyses: readonly FailureAnalysis[],
  at: string,
): TestRepair {
  const { candidate, tier, oracle, checks, confidence, refusal, witnesses } = judgement
  const spoken = witnesses.find(({ names }) => names !== 'old')
  const outcome = ({ name }: { readonly name: string }): boolean | null => {
    const check = checks.find((one) => one.name === name)
    return check === undefined || check.outcome === 'not_run' ? null : check.outcome === 'passed'
  }
  const [alone, together] = [outcome(passesAlone), outcome(passesTogether)]
  const textOf = new Map(files.map((file) => [file.path, file.before]))
  return {
    repairId: candidate.id,
    failureAnalysis: Math.max(
      0,
      analyses.findIndex(({ failure }) => failure.testId === candidate.testIds[0]),
    ),
    testIds: [...candidate.testIds],
    strategy: candidate.strategy,
    tier: tier === 'refused' ? 'C' : tier,
    oracle,
    origin: candidate.origin,
    originalCode: files.map(({ before }) => before).join('\n'),
    repairedCode: files.map(({ after }) => after).join('\n'),
    changes: candidate.edits.map((edit) => {
      const text = textOf.get(edit.file) ?? ''
      const { start, end } = edit.range
      return {
        file: edit.file,
        line: text.slice(0, start).split('\n').length,
        before: text.slice(start, end),
        after: edit.replacement,
        why: whyOf(edit, candidate.causes),
      }
    }),
    expectations: candidate.edits.flatMap((edit) =>
      edit.value
        ? [{ ...edit.value, explainedBy: whyOf(edit, candidate.causes), witness: spoken === undefined ? '' : witnessLine(spoken) }]
        : [],
    ),
    checks: [...checks],
    accepted: refusal === null,
    syntaxValid: outcome(parses),
    testPasses: alone === null || together === null ? null : alone && together,
    coverageMaintained: outcome(coverageKept),
    strengthMaintained: outcome(strengthMaintained),
    reverseCheck: outcome(failsWithoutChange),
    confidence,
    repairTimeMs: runs?.tookMs ?? 0,
    createdAt: at,
  }
}

/** The causes of an edit as one sentence for a reader. */
function whyOf({ causes: ids }: Edit, causes: readonly Cause[]): string {
  return causes
    .filter(({ id }) => ids.includes(id))
    .map((cause) => {
      if (cause.kind === 'contract') return changeSentence(cause.change)
      if (cause.kind === 'package') return `${cause.name} went from ${cause.before} to ${cause.after}`
      return `${cause.place.file}:${cause.place.after.line} changed`
    })
    .join('; ')
}
