import { type Random, randomOf } from '../../diagnose/random.ts'
import { applyEdits } from './apply-edits.ts'
import type { Kind } from './change.ts'
import type { DevelopedCodeBase } from './code-base.ts'
import { begin, developed } from './code-bases.ts'
import { type Commit, type Development, nextCommit } from './develop.ts'
import { kindsOf } from './shares.ts'
import { spellEdits } from './spelling.ts'

/** A change of the development, or the cure of a flaky test that came with an earlier one. `before`: what it was made on. */
export type Step = { readonly at: number; readonly codeBase: DevelopedCodeBase; readonly before: Development } & (
  | { readonly kind: 'change'; readonly commit: Commit }
  | { readonly kind: 'cure'; readonly of: string; readonly after: Development }
)

/** So many changes later somebody finds the time to mend a flaky test. */
const CURED_AFTER = 15
/** What happens instead, where nothing of a kind is left to do. */
const INSTEAD: readonly Kind[] = ['rename', 'value', 'default', 'parameter', 'removal', 'move', 'shape', 'bug', 'tidying']

/** A seeded development of so many changes over the code bases, without running anything. */
export function planOf(seed: string, count: number): readonly Step[] {
  const random = randomOf('evolve', seed)
  const standing = new Map(developed.map((codeBase) => [codeBase, begin(codeBase)]))
  const open: { readonly since: number; readonly codeBase: DevelopedCodeBase; readonly commit: Commit }[] = []
  const steps: Step[] = []
  for (const [at, kind] of kindsOf(count, random).entries()) {
    for (const flake of open.filter(({ since }) => at - since === CURED_AFTER)) {
      const before = standing.get(flake.codeBase)
      const after = before && cured(before, flake.commit)
      if (!before || !after) continue
      steps.push({ at, codeBase: flake.codeBase, before, kind: 'cure', of: flake.commit.change.name, after })
      standing.set(flake.codeBase, after)
    }
    const next = firstThatFits(standing, kind, random)
    if (next === null) continue
    const { codeBase, before, commit } = next
    steps.push({ at, codeBase, before, kind: 'change', commit })
    standing.set(codeBase, commit.after)
    if (commit.change.kind === 'flake') open.push({ since: at, codeBase, commit })
  }
  return steps
}

function firstThatFits(standing: ReadonlyMap<DevelopedCodeBase, Development>, wanted: Kind, random: Random) {
  for (const kind of [wanted, ...INSTEAD]) {
    for (const codeBase of random.shuffled(developed)) {
      const before = standing.get(codeBase)
      const commit = before && nextCommit(before, codeBase, kind, random)
      if (before && commit) return { codeBase, before, commit }
    }
  }
  return null
}

function cured(at: Development, { change }: Commit): Development | null {
  const product = applyEdits(at.product, spellEdits(change.cure?.product ?? [], at.spelling))
  const truth = applyEdits(at.truth, spellEdits(change.cure?.tests ?? [], at.spelling))
  return typeof product === 'string' || typeof truth === 'string' ? null : { ...at, product, truth }
}
