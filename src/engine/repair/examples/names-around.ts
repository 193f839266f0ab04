import type { SourceFile } from '../../changes/resolve/project.ts'
import type { Range } from '../../languages/language.ts'

/** Names that have a value where a call stands: of the module, and those that the test around it takes or uses before. */
export function namesAround(file: SourceFile, call: Range): ReadonlySet<string> {
  const holds = ({ start, end }: Range): boolean => start <= call.start && call.end <= end
  const { module, names } = file.bindings()
  const constants = [...module].flatMap(([name, { kind }]) => (kind === 'variable' ? [name] : []))
  const around = file.declarations().filter((one) => /^(?:function|method)$/.test(one.kind) && holds(one))
  const parameters = around.flatMap((one) => one.parameters.map(({ name }) => name))
  const blocks = [...around, ...file.language.tests.rangesIn(file)].filter(holds)
  const used = names.filter(({ binding, start, end }) => {
    const isValue = binding !== null && /^(?:local|parameter|variable)$/.test(binding.kind)
    return isValue && start < call.start && blocks.some((block) => block.start <= start && end <= block.end)
  })
  return new Set([...constants, ...parameters, ...used.map(({ name }) => name)])
}
