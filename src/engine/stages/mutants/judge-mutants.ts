import type { MutantOutcome } from '../../../model/runs/mutant-runs.ts'
import type { RunRequest } from '../../../model/runs/test-run.ts'
import type { Mutant } from '../../mutation/mutant.ts'
import type { TreeName } from '../../ports.ts'
import type { HealingContext } from '../healing-context.ts'

/** The tree that mutants are put into, its product's texts, what lies over it besides, and the tests that are to notice them. */
export type MutatedTree = {
  readonly tree: TreeName
  readonly texts: ReadonlyMap<string, string>
  readonly overlay: ReadonlyMap<string, string>
  readonly selection: RunRequest
}

/** One outcome for each mutant, in their order; `reason` is why a batch could not be made, empty where it was. */
export type JudgedMutants = { readonly outcomes: readonly MutantOutcome[]; readonly reason: string }

type Judging = Pick<HealingContext, 'workspace' | 'runner' | 'parsers'>

/** Judges mutants in one run. What the batch cannot tell is `not_judged`. */
export async function judgeMutants(
  { workspace, runner }: Judging,
  { tree, overlay, selection }: MutatedTree,
  mutants: readonly Mutant[],
): Promise<JudgedMutants> {
  if (mutants.length === 0) return { outcomes: [], reason: '' }
  const asked = mutants.map(({ file, start, end, replacement, symbol }, index) => {
    return { id: String(index), file, start, end, replacement, group: `${file} ${symbol ?? ''}` }
  })
  await workspace.checkOut(tree, overlay)
  const run = await runner.run({ ...selection, mutants: asked })
  const { mutants: judged } = run
  if (judged?.outcome !== 'judged') {
    const reason = judged?.reason ?? `the run of the mutants ended without an answer: ${run.reason}`
    return { outcomes: mutants.map(() => 'not_judged'), reason }
  }
  const known = new Map(judged.mutants.map(({ id, outcome }) => [id, outcome]))
  return { outcomes: mutants.map((_, index) => known.get(String(index)) ?? 'not_judged'), reason: '' }
}
