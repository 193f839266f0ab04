import type { MutantOutcome } from '../../../model/runs/mutant-runs.ts'
import type { RunRequest } from '../../../model/runs/test-run.ts'
import { languageOf } from '../../languages/index.ts'
import type { Parsers } from '../../languages/parsers.ts'
import type { Mutant } from '../../mutation/mutant.ts'
import type { Overlay, TreeName } from '../../ports.ts'
import type { HealingContext } from '../healing-context.ts'

/** The tree that mutants are put into, its product's texts, what lies over it besides, and the tests that are to notice them. */
export type MutatedTree = {
  readonly tree: TreeName
  readonly texts: ReadonlyMap<string, string>
  readonly overlay: Overlay
  readonly selection: RunRequest
}

/** One outcome for each mutant, in their order; `reason` is why a batch could not be made, empty where it was. */
export type JudgedMutants = { readonly outcomes: readonly MutantOutcome[]; readonly reason: string }

type Judging = Pick<HealingContext, 'workspace' | 'runner' | 'parsers'>

/** Mutants that share one process where they are switched on: what one leaves behind, the next may see. */
const MOST_TOGETHER = 40

/** Judges mutants in as few runs as may be. What a batch cannot tell is `not_judged`. */
export async function judgeMutants(
  { workspace, runner, parsers }: Judging,
  { tree, texts, overlay, selection }: MutatedTree,
  mutants: readonly Mutant[],
): Promise<JudgedMutants> {
  const outcomes: MutantOutcome[] = mutants.map(() => 'not_judged')
  let reason = ''
  for (const part of parts(mutants)) {
    const { asked, switched } = prepared(part, texts, parsers)
    if (asked.length === 0) continue
    await workspace.checkOut(tree, new Map([...overlay, ...switched]))
    const run = await runner.run({ ...selection, mutants: asked.map(({ request }) => request) })
    if (run.mutants?.outcome !== 'judged') {
      reason = run.mutants?.reason ?? `the run of the mutants ended without an answer: ${run.reason}`
      continue
    }
    const known = new Map(run.mutants.mutants.map(({ id, outcome }) => [id, outcome]))
    for (const { index, request } of asked) outcomes[index] = known.get(request.id) ?? 'not_judged'
  }
  return { outcomes, reason }
}

type Numbered = { readonly mutant: Mutant; readonly index: number }
type Asked = { readonly index: number; readonly request: NonNullable<RunRequest['mutants']>[number] }

/** Each mutant with its place in the list; those that share a process in parts. */
function parts(mutants: readonly Mutant[]): readonly (readonly Numbered[])[] {
  const all = mutants.map((mutant, index) => ({ mutant, index }))
  const isShared = all.some(({ mutant }) => switchOf(mutant.file) !== null)
  const size = isShared ? MOST_TOGETHER : Math.max(1, all.length)
  return Array.from({ length: Math.ceil(all.length / size) }, (_, part) => all.slice(part * size, (part + 1) * size))
}

/** What is asked of the run, and the texts in which mutants are switched on. */
function prepared(
  part: readonly Numbered[],
  texts: ReadonlyMap<string, string>,
  parsers: Parsers,
): { readonly asked: readonly Asked[]; readonly switched: ReadonlyMap<string, string> } {
  const switched = new Map<string, string>()
  const asked = [...Map.groupBy(part, ({ mutant }) => mutant.file)].flatMap(([file, own]): readonly Asked[] => {
    const toSwitch = switchOf(file)
    const request = ({ mutant: { start, end, replacement }, index }: Numbered, group: string): Asked => {
      return { index, request: { id: String(index), file, start, end, replacement, group } }
    }
    if (toSwitch === null) return own.map((one) => request(one, ''))
    const parsed = parsers.parse(file, texts.get(file) ?? '')
    if (parsed === null) return []
    const { text, groups } = toSwitch(
      parsed,
      own.map(({ mutant, index }) => ({ ...mutant, index, isDefault: mutant.operator === 'default-changed' })),
    )
    // what does not parse any more would take every test down
    if ((parsers.parse(file, text)?.errors.length ?? 1) > 0) return []
    switched.set(file, text)
    return own.flatMap((one) => {
      const group = groups.get(one.index)
      return group === undefined ? [] : [request(one, group)]
    })
  })
  return { asked, switched }
}

function switchOf(file: string) {
  return languageOf(file)?.faults.switched ?? null
}
