import type { LiteralStyle } from '../../languages/facets/literals.ts'
import type { SourceValue } from '../../languages/facets/source-values.ts'
import type { Language } from '../../languages/language.ts'
import { allOrNone } from '../../languages/literal-texts.ts'
import { madeName } from './value-key.ts'

/** Where a value is written. */
export type PrintPlace = {
  readonly language: Language
  readonly style: LiteralStyle
  /** How a class is called where the value is written; `null` where no name is there for it. */
  readonly classNamed: (name: string) => string | null
}

/** The source text of a value, on one line; `null` where it has none there. */
export function printValue(value: SourceValue, place: PrintPlace): string | null {
  const { language, style, classNamed } = place
  const inner = (one: SourceValue): string | null => printValue(one, place)
  const parts = (): readonly string[] | null => {
    switch (value.kind) {
      case 'list':
      case 'tuple':
      case 'set':
        return allOrNone(value.items, inner)
      case 'map':
        return allOrNone(value.entries, (entry) => printEntry(entry, place))
      case 'made':
        return allOrNone(value.parts, ({ name, value: held }) => {
          const text = inner(held)
          return text === null ? null : name === null ? text : `${name}=${text}`
        })
      default:
        return []
    }
  }
  const written = parts()
  if (written === null) return null
  if (value.kind === 'made' || value.kind === 'member') {
    const name = classNamed(value.kind === 'made' ? madeName(value) : value.owner)
    if (name === null) return null
    return language.values.compose(value.kind === 'made' ? { ...value, name } : { ...value, owner: name }, written, style)
  }
  return language.values.compose(value, written, style)
}

/** `key: value`, as the language writes it in a literal. */
export function printEntry({ key, value }: Extract<SourceValue, { kind: 'map' }>['entries'][number], place: PrintPlace): string | null {
  const { language, style } = place
  const text = printValue(value, place)
  const keyed = key === null ? null : language.values.printKey(key, style)
  return text === null || keyed === null ? null : `${keyed}: ${text}`
}
