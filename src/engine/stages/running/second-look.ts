import { declaredChanges } from '../../../model/cause.ts'
import type { FailureAnalysis } from '../../../model/failure-analysis.ts'
import type { Reproduction } from '../../../model/reproduction.ts'
import { causeOf } from '../../diagnosis/causes/cause-of.ts'
import type { Hunk } from '../../diagnosis/causes/hunks.ts'
import { editedSources } from '../../diagnosis/sources/edited-sources.ts'
import { seenIn } from '../../diagnosis/test-evidence.ts'
import { diagnose } from '../diagnose.ts'
import { diagnosisContexts } from '../diagnosis-contexts.ts'
import type { HealingContext } from '../healing-context.ts'
import type { Ran } from './run-candidates.ts'
import { secondCauses } from './second-causes.ts'

/** A candidate whose tests still fail, and what the ladder says of them with its edits made. */
export type LookedAt = { readonly ran: Ran; readonly looks: readonly Look[] }

/** The answer of one test, and the changed lines that make it fail now. */
export type Look = { readonly analysis: FailureAnalysis; readonly causalHunks: readonly Hunk[] }

/**
 * A candidate followed what was declared, and some of its tests still fail: each is diagnosed again, as a test that says already what the
 * candidate makes it say. One commit may do a right thing and break another beside it; what is wrong with a test is seen only once the
 * first is out of the way.
 */
export async function secondLook(context: HealingContext, ran: Ran, reproduction: Reproduction): Promise<LookedAt> {
  const { sources, framework, parsers, clock } = context
  const { candidate, files } = ran.reviewed
  const causes = await secondCauses(context, ran, reproduction)
  const searched = { ...ran, runs: { ...ran.runs, secondCauses: [...causes] } }
  const failing = ran.tests.filter((test) => seenIn(ran.together, test).outcome === 'failed')
  if (failing.length === 0) return { ran: searched, looks: [] }
  const seen: Reproduction = {
    ...reproduction,
    asked: [...failing],
    first: ran.together,
    reruns: [...ran.evidence.alone],
    again: null,
    causes: [...causes],
    secondRun: undefined,
  }
  const followed = new Set(declaredChanges(candidate.causes))
  const edited = editedSources(sources, files, parsers)
  const texts = {
    ...edited,
    changes: sources.changes.filter((change) => !followed.has(change)),
    // what the test meant is read in its own words: the new ones say nothing in the old product
    trees: { ...edited.trees, before: sources.trees.before },
  }
  const contexts = diagnosisContexts(seen, framework, texts)
  const analyses = diagnose(contexts, new Date(clock.now()).toISOString())
  const looks = analyses.flatMap((analysis): readonly Look[] => {
    const own = contexts.find(({ subject }) => subject.id === analysis.failure.testId)
    return own === undefined ? [] : [{ analysis, causalHunks: causeOf(own)?.hunks ?? [] }]
  })
  const secondLooks = looks.map(({ analysis }) => analysis)
  return { ran: { ...searched, runs: { ...searched.runs, secondLooks } }, looks }
}
