import type { Parsers } from '../../../src/engine/languages/parsers.ts'
import { quickCodeBases, smallCodeBases } from '../diagnose/code-bases.ts'
import type { DrawRequest } from '../diagnose/draw-case.ts'
import type { Case } from '../diagnose/make-case.ts'
import { lookalikes } from '../faults/index.ts'
import type { MaskingResult } from './masking-result.ts'
import { CLAIMS, NEUTRAL, namesTheChange } from './messages.ts'

type Plan = Pick<DrawRequest, 'plan' | 'isBugElsewhere'> & { readonly message: MaskingResult['message'] | 'both in turn' }

/**
 * Alone, hidden in a refactoring, and as a refactoring that is not finished; two of three mixed commits break tests that only the refactoring
 * concerns, the right half. Faults alone are put into eleven code bases, the others into the seven of them whose tests start and end at once;
 * neither number shares a factor with that of the plans, so that each meets each in time.
 */
const PLANS: readonly Plan[] = [
  { plan: 'bug', message: 'neutral' },
  { plan: 'refactoring with a bug', isBugElsewhere: true, message: 'claims' },
  { plan: 'bug', message: 'claims' },
  { plan: 'bug', message: 'neutral' },
  { plan: 'refactoring with a bug', isBugElsewhere: true, message: 'neutral' },
  { plan: 'bug', message: 'claims' },
  { plan: 'bug', message: 'both in turn' },
  { plan: 'refactoring with a bug', message: 'both in turn' },
  { plan: 'half-finished rename', message: 'neutral' },
]
const [FIRST] = PLANS

/** What is drawn for a number. */
export function maskingDraw(seed: number, index: number, parsers: Parsers): DrawRequest & Pick<MaskingResult, 'message'> {
  const chosen = PLANS[index % PLANS.length] ?? FIRST
  if (chosen === undefined) throw new Error('there are no plans')
  const { plan, isBugElsewhere } = chosen
  const turn = Math.floor(index / PLANS.length) % 2 === 0 ? ('neutral' as const) : ('claims' as const)
  const message = chosen.message === 'both in turn' ? turn : chosen.message
  // the message of a refactoring alone claims nothing about the bug
  const messages = message === 'claims' ? CLAIMS : plan === 'bug' ? NEUTRAL : undefined
  const isWanted = ({ mutant, message: said, broken }: Case) => {
    if (plan === 'half-finished rename') return true
    return mutant !== null && !namesTheChange(said, mutant) && (!isBugElsewhere || broken.some(({ truth }) => truth === 'obsolete'))
  }
  return {
    seed,
    index,
    plan,
    parsers,
    isWanted,
    messages,
    isBugElsewhere,
    message,
    lookalikes,
    sharedRefactorings: 2,
    codeBases: plan === 'bug' ? smallCodeBases : quickCodeBases,
  }
}
