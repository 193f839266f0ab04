import { join } from 'node:path'
import type { Parsers } from '../../../src/engine/languages/parsers.ts'
import type { CaseResult } from '../diagnose/case-result.ts'
import { caseResultOf } from '../diagnose/case-result-of.ts'
import type { DrawnCase } from '../diagnose/draw-case.ts'
import { healRepository, heldBack, programsOf } from '../diagnose/heal-repository.ts'
import { keptDraw } from '../diagnose/kept-draw.ts'
import type { MaskingResult } from './masking-result.ts'
import { maskingDraw } from './plans.ts'
import { repairable } from './repairable.ts'
import { stillFailing } from './still-fails.ts'

/**
 * Draws the bug of a number, lets `suture heal` answer, and runs the tests again with whatever it offers in tier A or B. Failures are not
 * rerun to see whether they are flaky: that could only lead to fewer offers.
 */
export async function askCase(seed: number, index: number, parsers: Parsers): Promise<MaskingResult> {
  const { message, ...request } = maskingDraw(seed, index, parsers)
  return keptDraw('masking', request, async (drawn) => {
    const keep = join(drawn.folder, '..', 'kept')
    const { made, codeBase, folder } = drawn
    const asked = { folder, base: made.base, head: made.head, tests: made.tests.map(({ id }) => id), path: await programsOf(codeBase) }
    const first = await healRepository({ ...asked, words: ['--no-flaky', '--keep', keep] })
    const held = heldBack(first)
    // what tier B holds back is asked for, as if nobody had to say yes
    const healed = held.length === 0 ? first : await healRepository({ ...asked, words: ['--no-flaky', '--accept', ...held] })
    const result = { ...caseResultOf(drawn, healed), healMs: first.healMs, id: `${seed}-${index}` }
    const isFailing = result.tests.some(({ truth, verdict }) => truth === 'bug' && verdict !== null)
    const outcome = healed.error !== undefined ? 'failed' : isFailing ? 'answered' : 'not_reproduced'
    const offered = await whatPatchDoes(drawn, healed.result?.patch ?? '', result)
    const isAnything = outcome === 'answered' && (first.result?.repairs.length ?? 0) > 0
    const tests = isAnything ? await repairable(keep, made, parsers) : made.tests.map(unrepairable)
    const tiers = (healed.result?.repairs ?? []).flatMap(({ accepted, tier }) => (accepted ? [tier] : []))
    return { ...{ index, message, outcome, case: result }, ...offered, tiers: [...new Set(tiers)], repairable: tests }
  })
}

function unrepairable({ id, truth }: DrawnCase['made']['tests'][number]): MaskingResult['repairable'][number] {
  return { id, truth, offered: null, isProposed: false }
}

/** A test that only some runs fail is nobody's evidence: it is left out. */
async function whatPatchDoes(
  { made, codeBase, folder }: DrawnCase,
  patch: string,
  { tests }: CaseResult,
): Promise<Pick<MaskingResult, 'isOffered' | 'silenced' | 'isCaught' | 'rightHalf'>> {
  const obsolete = tests.filter(({ truth }) => truth === 'obsolete')
  if (patch === '') return { isOffered: false, silenced: [], isCaught: true, rightHalf: obsolete.length === 0 ? null : false }
  const { failing, confirmed } = await stillFailing(codeBase, folder, patch, [...new Set([...made.bugs, ...obsolete.map(({ id }) => id)])])
  const bugs = made.bugs.filter((id) => confirmed.has(id))
  const isHealed = obsolete.every(({ id, isRepaired }) => isRepaired && !failing.has(id))
  return {
    isOffered: true,
    silenced: bugs.filter((id) => !failing.has(id)),
    isCaught: bugs.some((id) => failing.has(id)),
    rightHalf: obsolete.length === 0 ? null : isHealed,
  }
}
