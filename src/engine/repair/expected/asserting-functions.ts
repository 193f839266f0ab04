import type { Project, SourceFile } from '../../changes/resolve/project.ts'
import { resolveExpression } from '../../changes/resolve/resolve-expression.ts'
import type { Range } from '../../languages/language.ts'

/** A parameter of a helper of the tests: every place where its body reads what a caller gave. */
export type HelperUses = { readonly file: SourceFile; readonly uses: readonly Range[] }

/**
 * What a function that asserts does with the argument in which this stands; `null` where the call can't be followed, or where the function
 * asserts nothing: then it may be the product's.
 */
export function usesInAsserting(file: SourceFile, call: Range, use: Range, project: Project): HelperUses | null {
  const written = file.bindings().calls.find(({ start, end }) => start === call.start && end === call.end)
  const index = written?.arguments.findIndex(({ value }) => value.start <= use.start && use.end <= value.end) ?? -1
  const argument = written?.arguments[index]
  if (written === undefined || argument === undefined || written.arguments.some(({ spread }) => spread !== 'none')) return null
  const target = resolveExpression(project, file, written.callee)
  const helper = target?.kind === 'symbol' ? project.file(target.file) : null
  const declared = target?.kind === 'symbol' && !target.name.includes('.') ? helper?.declared().get(target.name)?.[0] : undefined
  if (helper === null || declared?.kind !== 'function') return null
  const isInside = ({ start, end }: Range): boolean => declared.start <= start && end <= declared.end
  if (!helper.language.assertions.find(helper.tree).some(({ statement }) => isInside(statement))) return null
  const parameter = argument.keyword?.name ?? declared.parameters[index]?.name
  if (!declared.parameters.some(({ name }) => name === parameter)) return null
  return { file: helper, uses: helper.bindings().names.filter((one) => one.name === parameter && isInside(one)) }
}
