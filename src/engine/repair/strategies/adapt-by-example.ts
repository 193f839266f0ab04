import type { ContractChange } from '../../../model/contract-change.ts'
import { callsForExample, type ExampleEdit, exampleEdits } from '../examples/example-edits.ts'
import { withoutGone } from '../examples/gone-import.ts'
import { declined, type RepairContext, reachEdits, type Strategy, type StrategyFinding } from '../strategy.ts'

/** Below what is declared: a person has to say that the test is to follow. */
const BY_EXAMPLE = 0.8

export const adaptByExample: Strategy = {
  name: 'update_signature',
  description:
    "Does to a call what the same change did to the product's own calls, where nothing else says what to write; a person decides.",
  propose: (context) => {
    const groups = Map.groupBy(context.changes, ({ oldFile, symbol }) => `${oldFile}#${symbol}`)
    return [...groups.values()].flatMap((group) => {
      const change = group.find((one) => callsForExample(one, group))
      return change === undefined ? [] : findings(context, change, group)
    })
  },
}

function findings(
  { testFiles, trees }: RepairContext,
  change: ContractChange,
  group: readonly ContractChange[],
): readonly StrategyFinding[] {
  return [...testFiles.keys()].flatMap((path) => {
    const file = trees.before.file(path)
    if (file === null) return []
    const { edits, refusal } = exampleEdits(change, file, trees)
    if (refusal !== null) return declined(group, refusal)
    const all = edits.flatMap(({ edit, imports }: ExampleEdit) => [edit, ...imports])
    const distinct = [...new Map(all.map((edit) => [`${edit.start} ${edit.end} ${edit.replacement}`, edit])).values()]
    const causes = group.filter((one) => callsForExample(one, group))
    const whole = withoutGone(file, change, distinct, trees)
    return reachEdits(path, causes, whole ?? [], BY_EXAMPLE).map((finding): StrategyFinding => {
      return finding.kind === 'edits' ? { ...finding, isGuess: true, origin: 'example' } : finding
    })
  })
}
