import type { DECLINED as CODES } from '../../../model/reasons/declined.ts'
import type { TemplatesFor } from '../template.ts'

export const DECLINED: TemplatesFor<typeof CODES> = {
  'new-name-not-usable': ({ file }, { code }) =>
    `a use in ${code(file)} cannot be renamed: the new name is taken there, or its module does not export it`,
  'move-not-followed': ({ file }, { code }) => `a use in ${code(file)} cannot be pointed at the new place`,
  'parameter-replaced': () => 'one parameter went and another came: a person must say whether the new one means the same',
  'argument-not-plain': () => 'the argument of the removed parameter is more than a plain value',
  'two-arguments-one-parameter': () => 'two arguments mean the same parameter now',
  'parameter-needs-value': ({ parameter }, { code }) => `${code(parameter)} needs a value`,
  'parameter-not-reachable': ({ parameter }, { code }) => `${code(parameter)} cannot be reached without a value for another parameter`,
  'keyword-gone': () => 'a parameter can no longer be passed by keyword',
  'changes-contradict': () => 'two declared changes ask for different edits of the same place',
  'tests-contradict': () => 'tests of one file need different edits of the same place',
  'would-not-parse': () => 'the edited file would not parse',
}
