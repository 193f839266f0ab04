import type { FailureAnalysis } from '../../model/failure-analysis.ts'
import type { TestRepair } from '../../model/test-repair.ts'
import type { Validated } from './validate.ts'

/** One validated proposal in the words of the result contract. `repairId` is stable: the same repair has the same id. */
export function testRepair(validated: Validated, analyses: readonly FailureAnalysis[], confidence: number, at: string): TestRepair {
  const { proposal, checks } = validated
  const outcome = (name: string): boolean | null => {
    const check = checks.find((one) => one.name === name)
    return check === undefined || check.outcome === 'not_run' ? null : check.outcome === 'passed'
  }
  const edits = [
    ...new Map(
      proposal.candidates.flatMap((candidate) => candidate.edits).map((edit) => [`${edit.file} ${edit.start} ${edit.end}`, edit]),
    ).values(),
  ]
  const textOf = new Map(proposal.files.map((file) => [file.path, file]))
  const [first] = proposal.files
  const [main] = proposal.candidates
  return {
    repairId: `${first?.path ?? 'none'}#${proposal.candidates
      .flatMap(({ changes }) => changes)
      .map((change) => `${change.symbol}→${change.newSymbol ?? change.after}`)
      .filter((text, index, all) => all.indexOf(text) === index)
      .join('+')}`,
    failureAnalysis: proposal.analyses[0] ?? 0,
    testIds: proposal.analyses.flatMap((index) => analyses[index]?.failure.testId ?? []),
    strategy: main?.strategy ?? 'rename_symbol',
    tier: validated.tier,
    oracle: validated.oracle,
    origin: 'rule',
    originalCode: proposal.files.map(({ before }) => before).join('\n'),
    repairedCode: proposal.files.map(({ after }) => after).join('\n'),
    changes: edits.map(({ file, start, end, replacement, why }) => {
      const text = textOf.get(file)?.before ?? ''
      return { file, line: text.slice(0, start).split('\n').length, before: text.slice(start, end), after: replacement, why }
    }),
    expectations: [],
    checks: [...checks],
    accepted: validated.accepted,
    syntaxValid: outcome('parses'),
    testPasses: and(outcome('passes alone'), outcome('passes with its file')),
    coverageMaintained: outcome('coverage kept'),
    strengthMaintained: outcome('strength kept'),
    reverseCheck: outcome('fails without the change'),
    confidence,
    repairTimeMs: validated.tookMs,
    createdAt: at,
  }
}

function and(a: boolean | null, b: boolean | null): boolean | null {
  return a === null || b === null ? null : a && b
}
