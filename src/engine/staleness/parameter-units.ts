import { type BodyToken, bodyTokens } from '../changes/pairing/body-tokens.ts'
import type { Declaration, SyntaxNode } from '../languages/language.ts'
import { lineStart } from '../languages/line-start.ts'
import { lineAt, namedChildren } from '../languages/syntax.ts'
import type { Mutant } from '../mutation/mutant.ts'
import { everyLine, faultsIn, languageIn, type Spot, spanAt, unitAt } from './spot.ts'
import { undoing } from './undo.ts'
import type { Unit } from './unit.ts'

/** Less of it is new: then it is an old function under another name. */
const NEW_FUNCTION = 0.8

type Added = { readonly name: string; readonly local: string; readonly value: string }

/** A function that the base does not have: without its body it gives nothing and does nothing. */
export function newFunctionUnit(reading: Spot, node: SyntaxNode, { nameRange, name }: Declaration): Unit | null {
  const { code, parsers } = reading
  const { syntax, faults } = languageIn(reading)
  const body = syntax.bodyOf(node)
  const { fresh, all } = code.freshness(node)
  if (body === undefined || code.freshness(nameRange).fresh === 0 || fresh < NEW_FUNCTION * all) return null
  const empty = syntax.is(body, 'block') ? [`{ ${faults.emptyStatement} }`, faults.emptyStatement] : [faults.nothing]
  const inside = spanAt(reading, body)
  return unitAt(reading, {
    kind: 'function',
    name: reading.owner ?? name,
    lines: spanAt(reading, node),
    ...{ reach: everyLine(inside), inside: everyLine(inside) },
    undo: undoing(code, parsers, body, empty),
    faults: faultsIn(reading, body),
  })
}

/**
 * New parameters and options that may be left out: taken back where the body sees what it sees when nothing is given. `locals` are the names that
 * the body has for them.
 */
export function parameterUnits(reading: Spot, node: SyntaxNode): { readonly units: readonly Unit[]; readonly locals: readonly string[] } {
  const { code } = reading
  const { syntax } = languageIn(reading)
  const [list, body] = [syntax.parametersOf(node), syntax.bodyOf(node)]
  if (list === undefined || body === undefined || code.runsIn(list).length === 0) return { units: [], locals: [] }
  const tokens = bodyTokens(code.source.tree, body)
  const found = addedTo(reading, node).flatMap((added) => {
    const unit = unitOf(reading, { list, body }, added, tokens)
    return unit === null ? [] : [{ unit, local: added.local }]
  })
  return { units: found.map(({ unit }) => unit), locals: found.map(({ local }) => local) }
}

function unitOf(
  reading: Spot,
  { list, body }: { readonly list: SyntaxNode; readonly body: SyntaxNode },
  added: Added,
  tokens: readonly BodyToken[],
): Unit | null {
  const { code } = reading
  const place = code
    .runsIn(list)
    .filter(({ old }) => !old.some(({ isName }) => isName))
    .flatMap(({ now }) => now)
    .find((token) => token.text === added.name && token.isName)
  const uses = tokens.filter((token) => token.isName && token.text === added.local && !token.isMember && !token.isKeyword)
  if (place === undefined || uses.length === 0) return null
  const line = lineAt(code.source.text, place.start)
  return unitAt(reading, {
    ...{ kind: 'parameter', name: added.name, lines: [line, line], reach: everyLine(spanAt(reading, body)), faults: [] },
    undo: ignored(reading, body, added, uses),
  })
}

/** Parameters that have a value when nothing is given, and keys that are taken out of an options object. */
function addedTo({ code }: Spot, node: SyntaxNode): readonly Added[] {
  const { language, tree } = code.source
  const plain = language.parametersOf(tree, node).flatMap(({ name, kind, default: value }): readonly Added[] => {
    return value === null || /rest$/.test(kind) ? [] : [{ name, local: name, value }]
  })
  const options = language.syntax.optionParameters(tree, node)?.parameters ?? []
  return [
    ...plain,
    ...options.flatMap(({ keys }) => keys.map((key) => ({ name: key.name, local: key.local, value: key.default ?? 'undefined' }))),
  ]
}

function ignored(reading: Spot, body: SyntaxNode, { local, value }: Added, uses: readonly BodyToken[]): Mutant | null {
  const { code, parsers } = reading
  const { text } = code.source
  const [first] = languageIn(reading).syntax.is(body, 'block') ? namedChildren(body) : []
  if (first !== undefined) {
    const lead = text.slice(lineStart(text, first.line), first.start)
    // both languages take it: the rest may begin with a bracket
    const between =
      lead.trim() === ''
        ? `;
${lead}`
        : '; '
    return undoing(code, parsers, { start: first.start, end: first.start }, [`${local} = ${value}${between}`])
  }
  let [out, at] = ['', body.start]
  for (const use of uses) {
    const end = use.start + use.text.length
    out += `${text.slice(at, use.start)}${use.isKey ? `${local}: ` : ''}(${value})`
    at = end
  }
  return undoing(code, parsers, body, [out + text.slice(at, body.end)])
}
