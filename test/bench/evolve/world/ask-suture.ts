import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { openProposals } from '../../../../src/engine/conclusion/open-proposals.ts'
import type { HealingResult } from '../../../../src/model/result/healing-result.ts'
import { healRepository } from '../../diagnose/heal-repository.ts'
import type { Tree } from '../development/change.ts'
import type { Checkout } from './checkout.ts'
import { declineReason, type Question } from './follows-truth.ts'
import { withPatch, withProposal } from './repaired-trees.ts'
import type { JudgedRepair } from './turn.ts'

type Asked = {
  readonly main: Checkout
  readonly base: string
  readonly head: string
  readonly tests: readonly string[]
  readonly before: Tree
}
/** `tests`: with everything that was merged. */
export type Healed = {
  readonly result: HealingResult | null
  readonly tests: Tree
  readonly repairs: readonly (JudgedRepair & { readonly merged: boolean })[]
  readonly healMs: number
  readonly trouble: string
}

/** Asks once, merges what is offered, and asks again with a yes to every proposal that follows the truth. */
export async function askSuture({ main, base, head, tests, before }: Asked, question: Question): Promise<Healed> {
  const ask = (words: readonly string[]) => {
    rmSync(join(dirname(main.folder), '.cache'), { recursive: true, force: true })
    return healRepository({ folder: main.folder, base, head, tests, path: [dirname(main.python)], words })
  }
  const first = await ask([])
  const { result } = first
  if (result === null) return { result, tests: before, repairs: [], healMs: first.healMs, trouble: first.error ?? 'no answer' }
  const offered = result.patch === '' ? before : withPatch(before, result.patch)
  const merged: (JudgedRepair & { readonly merged: boolean })[] = []
  for (const repair of result.repairs.filter(({ accepted }) => accepted)) {
    const wrong = await declineReason(question, before, offered, repair)
    merged.push({ ...shortly(repair), how: 'offered', wrong, merged: true })
  }
  const shown = openProposals(result.repairs, result.analyses).filter(({ isSuspect }) => !isSuspect)
  for (const { repair } of shown) {
    const proposed = withProposal(before, repair)
    const wrong = proposed === null ? 'its edits could not be laid' : await declineReason(question, before, proposed, repair)
    merged.push({ ...shortly(repair), how: 'proposed', wrong, merged: wrong === '' })
  }
  const yes = merged.filter((one) => one.how === 'proposed' && one.merged).flatMap((one) => one.tests)
  if (yes.length === 0) return { result, tests: offered, repairs: merged, healMs: first.healMs, trouble: first.error ?? '' }
  const second = await ask(['--accept', ...yes])
  const both = second.result === null ? offered : withPatch(before, second.result.patch)
  const refused = (second.result?.repairs ?? []).filter(({ accepted, testIds }) => !accepted && testIds.some((id) => yes.includes(id)))
  const answered = merged.map((one) => {
    const { checks = [] } =
      (one.how === 'proposed' && one.merged && refused.find(({ testIds }) => testIds.some((id) => one.tests.includes(id)))) || {}
    const refusal = checks.filter(({ outcome }) => outcome === 'failed').map(({ name, detail }) => `${name}: ${detail}`)
    return refusal.length > 0 ? { ...one, refusal: refusal.join('; ') } : one
  })
  return { result, tests: both, repairs: answered, healMs: first.healMs + second.healMs, trouble: first.error ?? second.error ?? '' }
}

function shortly({ testIds, strategy, tier }: HealingResult['repairs'][number]) {
  return { tests: [...testIds], strategy, tier }
}
