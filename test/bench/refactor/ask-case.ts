import { testParsers } from '../../support/grammars.ts'
import type { CaseResult } from '../diagnose/case-result.ts'
import { caseResultOf } from '../diagnose/case-result-of.ts'
import { codeBases } from '../diagnose/code-bases.ts'
import { type DrawnCase, drawCase } from '../diagnose/draw-case.ts'
import { healRepository, heldBack, programsOf } from '../diagnose/heal-repository.ts'
import { refactorings } from '../diagnose/refactor.ts'
import { faultOfPatch } from './patched-run.ts'
import type { RefactorResult } from './refactor-result.ts'

const KINDS = [...new Set(codeBases.flatMap((codeBase) => refactorings(codeBase).map(({ name }) => name)))].sort()

/** Makes the change of a number, kind after kind, and lets `suture heal` answer; once more with `--accept` where it only proposes. */
export async function askCase(seed: number, index: number): Promise<RefactorResult> {
  // the next kind for each case, and another code base for each round of kinds
  const [kind, place] = [KINDS[index % KINDS.length], index + Math.floor(index / KINDS.length)]
  return drawCase({ seed, index: place, plan: 'refactoring', kind, parsers: await testParsers() }, async (drawn) => {
    const { made, codeBase, folder } = drawn
    const asked = { folder, base: made.base, head: made.head, tests: made.tests.map(({ id }) => id), path: await programsOf(codeBase) }
    const first = await healRepository(asked)
    const held = heldBack(first)
    // what tier B holds back is asked for, as if nobody had to say yes
    const healed = held.length === 0 ? first : await healRepository({ ...asked, words: ['--accept', ...held] })
    const result = { ...caseResultOf(drawn, healed), id: `${seed}-${index}` }
    const offer = await whatCame(drawn, healed.result?.patch ?? '', result)
    const tiers = (isOffer: boolean) => [
      ...new Set(healed.result?.repairs.filter(({ accepted }) => accepted === isOffer).map(({ tier }) => tier)),
    ]
    if (healed.error !== undefined) return { index, outcome: 'failed', tiers: [], detail: healed.error, case: result }
    if (offer.outcome !== 'part') return { index, outcome: offer.outcome, tiers: tiers(true), detail: offer.detail, case: result }
    if (tiers(false).length === 0) return { index, outcome: 'abstained', tiers: [], detail: offer.detail, case: result }
    const accepted = await healRepository({ ...asked, words: ['--accept'] })
    const proposal = await whatCame(drawn, accepted.result?.patch ?? '', caseResultOf(drawn, accepted))
    const isProposed = proposal.outcome === 'healed'
    const detail = isProposed ? 'right after --accept' : `${offer.detail}; with --accept: ${proposal.detail}`
    return { index, outcome: isProposed ? 'proposed' : 'abstained', tiers: isProposed ? tiers(false) : [], detail, case: result }
  })
}

type Came = { readonly outcome: 'healed' | 'part' | 'wrong'; readonly detail: string }

async function whatCame(drawn: DrawnCase, patch: string, { tests }: Pick<CaseResult, 'tests'>): Promise<Came> {
  const left = tests.filter(({ isRepaired }) => !isRepaired)
  const whyLeft = left.map(({ id, verdict, rootCause }) => `${id}: ${verdict}: ${rootCause}`).join('; ')
  if (patch === '') return { outcome: 'part', detail: whyLeft }
  const repaired = tests.filter(({ isRepaired }) => isRepaired).map(({ id }) => id)
  const fault = await faultOfPatch(drawn, patch, repaired)
  if (fault !== null) return { outcome: 'wrong', detail: fault }
  return left.length === 0 ? { outcome: 'healed', detail: '' } : { outcome: 'part', detail: whyLeft }
}
