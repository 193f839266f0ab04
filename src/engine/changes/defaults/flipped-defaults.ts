import type { Declaration } from '../../languages/language.ts'
import { optionKeys } from '../resolve/option-keys.ts'
import type { SourceFile } from '../resolve/project.ts'
import type { Trees } from '../uses/use-site.ts'

/**
 * A value that callers get when they give none, and that is another one now; `before` and `after` are source texts of literals. `place` is
 * that of the parameter among the callable's, or of its options object.
 */
export type FlippedDefault = {
  readonly file: string
  /** The callable, or the class whose constructor takes it. */
  readonly owner: string
  readonly kind: 'parameter' | 'option'
  readonly name: string
  readonly place: number
  readonly before: string
  readonly after: string
  /** The names before an equals sign at which the product writes the value: the option's, and that of a constant. */
  readonly writtenAt: readonly string[]
}

/** A value that reads the same wherever it is written. */
const LITERAL = /^(?:-?[\d._]+|True|False|None|true|false|null|'[^'\\\n]*'|"[^"\\\n]*")$/
/** A constant of the same file. */
const NAME = /^[A-Za-z_$][\w$]*$/

/** Every default of the product that a change flipped: of a parameter, of a generated constructor's field, of a key of an options object. */
export function flippedDefaults(trees: Trees): readonly FlippedDefault[] {
  const changed = trees.product.filter(
    (path) => trees.before.text(path) !== undefined && trees.before.text(path) !== trees.after.text(path),
  )
  return changed.flatMap((path) => {
    const [old, now] = [trees.before.file(path), trees.after.file(path)]
    return old === null || now === null ? [] : inFile(old, now)
  })
}

function inFile(old: SourceFile, now: SourceFile): readonly FlippedDefault[] {
  return [...old.declared()].flatMap(([name, [before, ...overloads]]) => {
    const [after, ...others] = now.declared().get(name) ?? []
    if (before === undefined || after === undefined || overloads.length + others.length > 0) return []
    const flip = (kind: FlippedDefault['kind'], key: string, place: number, was: string | null, is: string | null) => {
      const [one, other] = [literalOf(was, old), literalOf(is, now)]
      return one === null || other === null || one === other
        ? []
        : [
            {
              file: old.path,
              owner: ownerOf(before, old),
              kind,
              name: key,
              place,
              before: one,
              after: other,
              writtenAt: [key, ...(is !== null && NAME.test(is) ? [is] : [])],
            },
          ]
    }
    const parameters = after.parameters.flatMap((one, place) => {
      const was = before.parameters.find((other) => other.name === one.name && other.kind === one.kind)
      return was === undefined ? [] : flip('parameter', one.name, place, was.default, one.default)
    })
    const keys = optionKeys(old, before)
    const options = optionKeys(now, after).flatMap((one) => {
      const was = keys.find((other) => other.name === one.name && other.place === one.place)
      return was === undefined ? [] : flip('option', one.name, one.place, was.default, one.default)
    })
    return [...parameters, ...options]
  })
}

function ownerOf({ container, name, qualifiedName }: Declaration, { language }: SourceFile): string {
  return container !== null && language.calling.constructorNames.includes(name) ? container : qualifiedName
}

/** The literal that a default is, or that the constant of its file is which it names. */
function literalOf(text: string | null, file: SourceFile): string | null {
  if (text === null || LITERAL.test(text)) return text
  const [constant, ...others] = NAME.test(text) ? (file.declared().get(text) ?? []) : []
  if (constant === undefined || constant.kind !== 'variable' || others.length > 0) return null
  const value = /=\s*(.+?);?\s*$/.exec(file.text.slice(constant.nameRange.end, constant.end))?.[1] ?? ''
  return LITERAL.test(value) ? value : null
}
