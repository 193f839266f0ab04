import { wholeWord } from '../../languages/whole-word.ts'
import { addedMembers } from '../setup/added-members.ts'
import { type RepairContext, type Strategy, type StrategyFinding, setupFindings } from '../strategy.ts'

export const updateSetup: Strategy = {
  name: 'update_setup',
  description: "Gives a test's fakes and mocked modules the members that the product began to call, as the real ones declare them.",
  propose: (context) => membersToAdd(context),
}

/** Only members that the failure speaks of: another test may live well without them. */
function membersToAdd(context: RepairContext): readonly StrategyFinding[] {
  const { testFiles, trees, analysis, failure } = context
  const message = failure?.message ?? analysis.failure.errorMessage
  const added = [...testFiles.keys()].flatMap((path) => {
    const file = trees.after.file(path)
    return file === null ? [] : addedMembers(file, trees)
  })
  return setupFindings(
    context,
    added.filter(({ member }) => wholeWord(member).test(message)),
  )
}
