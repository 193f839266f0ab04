import type { ParameterGroup } from '../../../model/contract-change.ts'
import type { Argument, Expression, ExpressionOf } from '../../languages/language.ts'
import type { Project, SourceFile } from '../resolve/project.ts'
import { resolveExpression } from '../resolve/resolve-expression.ts'

/** A field among the parameters: out of reach for a caller that does not write the holder. */
export function fieldName({ holder }: Pick<ParameterGroup, 'holder'>, field: string): string {
  return `${holder.name}.${field}`
}

/** What a parameter is called by people: a field by its own name. */
export function shownName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

/**
 * The arguments of a call with those inside of its group beside the others, each by its field's name. `value`: what is handed over for the
 * group. `isOpaque`: it is a value whose parts nobody can read here.
 */
export type FlatCall = { readonly arguments: readonly Argument[]; readonly value: Argument | null; readonly isOpaque: boolean }

/** Whether what is called makes an object of the group's class. */
export type MakesGroup = (callee: Expression) => boolean

/** The test for calls of a group's class in one file of a tree. */
export function makesGroup(group: ParameterGroup | undefined, file: SourceFile, project: Project): MakesGroup {
  return (callee) => {
    const found = group?.type == null ? null : resolveExpression(project, file, callee)
    return found?.kind === 'symbol' && found.file === group?.type?.file && found.name === group.type.name
  }
}

export function flatCall({ arguments: all }: ExpressionOf<'call'>, group: ParameterGroup | undefined, makes: MakesGroup): FlatCall {
  if (group === undefined) return { arguments: all, value: null, isOpaque: false }
  const plain = all.filter(({ keyword }) => keyword === null)
  const firstSpread = all.findIndex(({ spread }) => spread !== 'none')
  const value =
    all.find(({ keyword }) => keyword?.name === group.holder.name) ??
    (firstSpread >= 0 && firstSpread <= group.place ? null : group.holder.kind === 'keyword_only' ? null : (plain[group.place] ?? null))
  if (value === null) return { arguments: all, value, isOpaque: false }
  const inside = fieldsOf(value.value, group, makes)
  const others = all.filter((one) => one !== value)
  return { arguments: [...others, ...(inside ?? [])], value, isOpaque: inside === null }
}

/** The fields that a value is written with, as arguments by name; `null` where they are not written here. */
function fieldsOf(value: Expression, group: ParameterGroup, makes: MakesGroup): readonly Argument[] | null {
  const named = (argument: Argument, name: string): Argument => {
    const range = argument.keyword?.range ?? { start: argument.start, end: argument.start }
    return { ...argument, keyword: { name: fieldName(group, name), range } }
  }
  if (group.type === null) {
    if (value.kind !== 'object') return null
    const fields = value.fields.map((field) => (field.keyword === null ? null : named(field, field.keyword.name)))
    return fields.includes(null) ? null : fields.filter((field) => field !== null)
  }
  if (value.kind !== 'call' || !makes(value.callee)) return null
  return value.arguments.map((argument, index) => {
    const name = argument.keyword?.name ?? group.fields[index]?.name
    return argument.spread !== 'none' || name === undefined ? argument : named(argument, name)
  })
}
