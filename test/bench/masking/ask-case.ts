import { join } from 'node:path'
import type { Parsers } from '../../../src/engine/languages/parsers.ts'
import type { CaseResult } from '../diagnose/case-result.ts'
import { caseResultOf } from '../diagnose/case-result-of.ts'
import { type DrawnCase, type DrawRequest, drawCase } from '../diagnose/draw-case.ts'
import { healRepository, programsOf } from '../diagnose/heal-repository.ts'
import type { Case } from '../diagnose/make-case.ts'
import type { MaskingResult } from './masking-result.ts'
import { CLAIMS, NEUTRAL, namesTheChange } from './messages.ts'
import { repairable } from './repairable.ts'
import { stillFailing } from './still-fails.ts'

type Plan = Pick<DrawRequest, 'plan' | 'isBugElsewhere'> & Pick<MaskingResult, 'message'>

/**
 * Alone and hidden in a refactoring, each under both kinds of message; two of three mixed commits break tests that only the refactoring
 * concerns, the right half. Nineteen code bases and six plans: each meets each in time.
 */
const PLANS: readonly Plan[] = [
  { plan: 'bug', message: 'neutral' },
  { plan: 'refactoring with a bug', isBugElsewhere: true, message: 'claims' },
  { plan: 'bug', message: 'claims' },
  { plan: 'refactoring with a bug', isBugElsewhere: true, message: 'neutral' },
  { plan: 'refactoring with a bug', message: 'claims' },
  { plan: 'refactoring with a bug', message: 'neutral' },
]

/** Draws the bug of a number, lets `suture heal` answer, and runs the tests again with whatever it offers. */
export async function askCase(seed: number, index: number, parsers: Parsers): Promise<MaskingResult> {
  const { plan, isBugElsewhere, message } = PLANS[index % PLANS.length] ?? { plan: 'bug', message: 'neutral' }
  // the message of a refactoring alone claims nothing about the bug
  const messages = message === 'claims' ? CLAIMS : plan === 'bug' ? NEUTRAL : undefined
  const isWanted = ({ mutant, message: said, broken }: Case) =>
    mutant !== null && !namesTheChange(said, mutant) && (!isBugElsewhere || broken.some(({ truth }) => truth === 'obsolete'))
  return drawCase({ seed, index, plan, parsers, isWanted, messages, isBugElsewhere }, async (drawn) => {
    const keep = join(drawn.folder, '..', 'kept')
    const { made, codeBase, folder } = drawn
    const asked = { folder, base: made.base, head: made.head, tests: made.tests.map(({ id }) => id), path: await programsOf(codeBase) }
    const healed = await healRepository({ ...asked, words: ['--keep', keep] })
    const result = { ...caseResultOf(drawn, healed), id: `${seed}-${index}` }
    const isFailing = result.tests.some(({ truth, verdict }) => truth === 'bug' && verdict !== null)
    const outcome = healed.error !== undefined ? 'failed' : isFailing ? 'answered' : 'not_reproduced'
    const offered = await whatPatchDoes(drawn, healed.result?.patch ?? '', result)
    const tests = outcome === 'answered' ? await repairable(keep, made, parsers) : []
    return { ...{ index, message, outcome, case: result }, ...offered, repairable: tests }
  })
}

/** A test that only some runs fail is nobody's evidence: it is left out. */
async function whatPatchDoes(
  { made, codeBase, folder }: DrawnCase,
  patch: string,
  { tests }: CaseResult,
): Promise<Pick<MaskingResult, 'isOffered' | 'silenced' | 'isCaught' | 'rightHalf'>> {
  const obsolete = tests.filter(({ truth }) => truth === 'obsolete')
  if (patch === '') return { isOffered: false, silenced: [], isCaught: true, rightHalf: obsolete.length === 0 ? null : false }
  const broken = made.broken.map(({ id }) => id)
  const { failing, confirmed } = await stillFailing(codeBase, folder, patch, broken)
  const bugs = made.broken.filter(({ id, truth }) => truth === 'bug' && confirmed.has(id))
  const isHealed = obsolete.every(({ id, isRepaired }) => isRepaired && !failing.has(id))
  return {
    isOffered: true,
    silenced: bugs.filter(({ id }) => !failing.has(id)).map(({ id }) => id),
    isCaught: bugs.some(({ id }) => failing.has(id)),
    rightHalf: obsolete.length === 0 ? null : isHealed,
  }
}
