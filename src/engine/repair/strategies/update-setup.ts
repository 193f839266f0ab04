import type { SourceFile } from '../../changes/resolve/project.ts'
import { wholeWord } from '../../languages/whole-word.ts'
import { addedMembers } from '../setup/added-members.ts'
import { addedParameters } from '../setup/added-parameters.ts'
import { type Strategy, setupFindings } from '../strategy.ts'

export const updateSetup: Strategy = {
  name: 'update_setup',
  description:
    "Gives a test's fakes and mocked modules the members that the product began to call, and their methods and functions the parameters that it began to give, as the real ones declare them.",
  propose(context) {
    const { testFiles, trees, analysis, failure } = context
    const message = failure?.message ?? analysis.failure.errorMessage
    // another test may live well without what this failure does not speak of
    const isAsked = ({ member }: { readonly member: string }): boolean => wholeWord(member).test(message)
    const each = <Added>(found: (file: SourceFile) => readonly Added[]): readonly Added[] =>
      [...testFiles.keys()].flatMap((path) => {
        const file = trees.after.file(path)
        return file === null ? [] : found(file)
      })
    const members = each((file) => addedMembers(file, trees)).filter(isAsked)
    const takesOther = /\bargument/.test(message) ? each((file) => addedParameters(file, trees)).filter(isAsked) : []
    return setupFindings(context, [...members, ...takesOther])
  },
}
