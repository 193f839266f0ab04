import { frameworkNamed } from '../../engine/frameworks/index.ts'
import { withSettings } from '../../engine/frameworks/with-settings.ts'
import type { Parsers } from '../../engine/languages/parsers.ts'
import { createPipeline, type Healed } from '../../engine/pipeline.ts'
import { reviewCandidate } from '../../engine/review/review-candidate.ts'
import type { HealingContext } from '../../engine/stages/healing-context.ts'
import type { ReviewedCandidate } from '../../engine/stages/review.ts'
import type { ProvenCandidate } from '../../engine/stages/run.ts'
import type { KeptHealing } from './kept-healing.ts'
import { replayTexts } from './recorded-texts.ts'

/** Comes to the answers of a kept healing again: the same engine on the same texts, with the runs that were made then. */
export async function replayHealing(kept: KeptHealing, parsers: Parsers, now: () => number): Promise<readonly Healed[]> {
  const { base, head, texts, request, reproductions } = kept
  const targets = reproductions.flatMap(({ framework: name }) => {
    const framework = frameworkNamed(name)
    const nothing = () => Promise.reject(new Error('a kept healing runs nothing'))
    const runner = { framework: name, run: nothing, plain: nothing }
    return framework ? [{ framework: withSettings(framework, kept.testFiles), runner }] : []
  })
  const ports = {
    workspace: replayTexts(texts, { base, head }),
    clock: { now },
    parsers,
    packages: { read: async () => ({ outcome: 'not_read' as const, reason: 'a kept healing reads no package' }) },
  }
  const prove = async (context: HealingContext, reviewed: readonly ReviewedCandidate[]) => runsOf(kept, context, reviewed)
  return createPipeline(ports, targets, prove).heal(reproductions, {
    ...{ asked: request.asked, files: [], detectFlaky: true },
    ...{ confidenceThreshold: request.confidenceThreshold, maxRounds: request.maxRounds },
    accepted: request.accepted === 'all' ? 'all' : new Set(request.accepted),
  })
}

/** The candidates that were tried then, read again from the texts, with what their runs showed. */
function runsOf({ tried }: KeptHealing, context: HealingContext, reviewed: readonly ReviewedCandidate[]): readonly ProvenCandidate[] {
  return tried.flatMap(({ candidate, runs }) => {
    if (!candidate.edits.every(({ file }) => context.sources.headFiles.has(file))) return []
    const known = reviewed.find((one) => one.candidate.id === candidate.id)
    // texts may have lost a token when they were kept: the edits that are proposed again fit them
    const { testIds, askedBy } = candidate
    if (known) return [{ ...known, candidate: { ...known.candidate, testIds, askedBy }, runs }]
    const [one] = reviewed
    const all = [...new Set(reviewed.flatMap(({ answers }) => answers.analyses))]
    const analysesOf = (ids: readonly string[]) => all.filter(({ failure }) => ids.includes(failure.testId))
    const answers = { analyses: analysesOf(testIds), asking: analysesOf(askedBy), accepted: one?.answers.accepted ?? new Set<string>() }
    const reread = reviewCandidate(candidate, context, answers.asking)
    return reread === null ? [] : [{ candidate, ...reread, planned: { kind: 'runs' as const, runs: [] }, answers, runs }]
  })
}
