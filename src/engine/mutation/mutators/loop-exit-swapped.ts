import { type MutationOperator, replace } from '../operator.ts'

export const loopExitSwapped: MutationOperator = {
  name: 'loop-exit-swapped',
  description: 'a loop goes on where it should end, or the other way round',
  replacements: ({ node, language, textOf }) => {
    if (!language.syntax.is(node, 'continue')) return []
    const text = textOf(node)
    // `break` may end a switch, and a label belongs to its own loop
    return /^continue;?$/.test(text) ? [replace(node, text.replace('continue', 'break'))] : []
  },
}
