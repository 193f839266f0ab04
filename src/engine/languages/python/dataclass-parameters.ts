import type { Parameter } from '../../../model/contract-change.ts'
import type { Declaration, SyntaxTree } from '../language.ts'
import { fieldOf, textOf } from '../syntax.ts'

const GENERATES_INIT = /^(dataclasses\.)?dataclass\b|^(attrs?|attrs)\.(s|attrs|define|frozen|mutable|dataclass)\b|^(define|frozen)\b/
const RECORD_BASE = /^(typing\.)?NamedTuple$|^(pydantic\.)?BaseModel$/

/** The parameters of a constructor that a decorator or a base writes from the annotated fields; none for other classes. */
export function dataclassParameters(
  tree: SyntaxTree,
  members: readonly Declaration[],
  decorators: readonly string[],
  bases: readonly string[],
): readonly Parameter[] {
  const decorator = decorators.find((text) => GENERATES_INIT.test(text))
  const base = bases.find((text) => RECORD_BASE.test(text))
  if (decorator === undefined && base === undefined) return []
  let kind: Parameter['kind'] = base?.endsWith('BaseModel') || decorator?.match(/kw_only\s*=\s*True/) ? 'keyword_only' : 'positional'
  const parameters: Parameter[] = []
  for (const member of members) {
    const type = fieldOf(member.node, 'type')
    if (member.kind !== 'property' || type === undefined) continue
    const typeText = textOf(tree, type)
    const value = fieldOf(member.node, 'right')
    const valueText = value === undefined ? null : textOf(tree, value)
    if (/\bKW_ONLY$/.test(typeText)) kind = 'keyword_only'
    else if (!/\bClassVar\b/.test(typeText) && !/\binit\s*=\s*False/.test(valueText ?? '')) {
      parameters.push({
        name: member.name,
        kind: ownKind(valueText) ?? kind,
        default: hasNoDefault(valueText) ? null : valueText,
        type: typeText,
      })
    }
  }
  return parameters
}

/** `field(compare=False)` and `Field(...)` set options but no default. */
function hasNoDefault(value: string | null): boolean {
  if (value === null) return true
  if (!/^(\w+\.)*(field|Field|ib|attrib)\(/.test(value)) return false
  return !/\b(default|default_factory|factory)\s*=/.test(value) && !/^(\w+\.)*Field\(\s*[^.\s)=]+\s*[,)]/.test(value)
}

/** `field(kw_only=True)` says it for one field. */
function ownKind(value: string | null): Parameter['kind'] | null {
  const said = /\bkw_only\s*=\s*(True|False)/.exec(value ?? '')?.[1]
  return said === undefined ? null : said === 'True' ? 'keyword_only' : 'positional'
}
