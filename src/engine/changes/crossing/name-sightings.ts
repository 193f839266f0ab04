import type { DeclarationKind } from '../../languages/language.ts'
import { lineAt } from '../../languages/syntax.ts'
import { type BodyToken, bodyTokens } from '../pairing/body-tokens.ts'
import type { SourceFile } from '../resolve/project.ts'
import { type Trees, unresolvedAt } from '../uses/use-site.ts'
import { alignMasked } from './align.ts'
import type { ChangedSource } from './changed-sources.ts'
import { isField } from './fields.ts'
import { declarationOf, type SiblingNames } from './sibling-names.ts'
import { MASK, type Sighting } from './sighting.ts'
import { unitsOf } from './units.ts'

/**
 * What stands in the head where the base used an old name, declaration by declaration. Imports and lists of exports are left out: they
 * have an order of their own. A body of one of the siblings says nothing new: it is what the renaming was read from; and so do the users
 * of a value or field in its own file, which has no body.
 */
export function nameSightings(
  sources: readonly ChangedSource[],
  { renamings, gone, fresh }: SiblingNames,
  trees: Trees,
  newNameOf: (qualifiedName: string) => string,
): readonly Sighting[] {
  const base = trees.before
  const siblings = new Set(renamings.map(({ change }) => change.symbol))
  const ownFiles = new Set(renamings.flatMap(({ change }) => (isValue(declarationOf(change, base)?.kind) ? [change.file] : [])))
  const isOfField = renamings.every(({ change }) => isField(change, trees) || declarationOf(change, base)?.kind === 'property')
  const mentions = (file: SourceFile, names: ReadonlySet<string>): boolean => [...names].some((name) => file.text.includes(name))
  return sources
    .filter(({ before, after }) => mentions(before, gone) && mentions(after, fresh))
    .flatMap(({ by, before, after }) => {
      const [old, now] = [wordsByUnit(before, gone, isOfField, newNameOf), wordsByUnit(after, fresh, isOfField, (name) => name)]
      const known = (unit: string): string => (old.has(unit) && now.has(unit) ? unit : '')
      const [oldUnits, newUnits] = [merged(old, known), merged(now, known)]
      return [...oldUnits].flatMap(([unit, words]) => {
        const others = newUnits.get(unit) ?? []
        const texts = (all: readonly Word[]): readonly string[] => all.map(({ text, isSought }) => (isSought ? MASK : text))
        return alignMasked(texts(words), texts(others)).flatMap(([one, other]): readonly Sighting[] => {
          const [word, successor] = [words[one], others[other]]
          if (word === undefined || successor === undefined) return []
          const place = unresolvedAt(after, { start: successor.start, end: successor.start })
          const isSibling = siblings.has(word.unit) || ownFiles.has(after.path)
          return [
            {
              ...{ old: word.text, now: successor.text, by: isSibling ? 'sibling' : by, isNamed: true },
              ...{ file: after.path, line: lineAt(after.text, successor.start), quote: place.text },
            },
          ]
        })
      })
    })
}

function isValue(kind: DeclarationKind | undefined): boolean {
  return kind === 'variable' || kind === 'property'
}

type Word = BodyToken & { readonly isSought: boolean; readonly unit: string }

function wordsByUnit(
  file: SourceFile,
  names: ReadonlySet<string>,
  isOfField: boolean,
  newNameOf: (qualifiedName: string) => string,
): ReadonlyMap<string, readonly Word[]> {
  const unitAt = unitsOf(file)
  const declared = new Set(file.declarations().map(({ nameRange }) => nameRange.start))
  const left = [
    ...file.imports().map(({ statement }) => statement),
    ...[...file.bindings().exports.values()].flatMap((one) => (one.kind === 'local' && one.range !== null ? [one.range] : [])),
  ]
  const tokens = bodyTokens(file.tree, file.tree.root)
  const words = tokens.map((token, at): Word => {
    const end = token.start + token.text.length
    const isUse = token.isName && (token.isMember || !isOfField) && !token.isKeyword && !token.isKey && !declared.has(token.start)
    const text = isUse ? token.text : isNamingString(tokens, at) ? token.text.slice(1, -1) : null
    const isSought = text !== null && names.has(text) && !left.some((range) => range.start <= token.start && end <= range.end)
    return { ...token, text: isSought ? text : token.text, isSought, unit: unitAt({ start: token.start, end }) }
  })
  return Map.groupBy(words, ({ unit }) => newNameOf(unit))
}

/** A string that may name something, as for `getattr`; a list of names, as of exports, has an order of its own. */
function isNamingString(tokens: readonly BodyToken[], at: number): boolean {
  const [before, after] = [tokens[at - 1]?.text ?? '', tokens[at + 1]?.text ?? '']
  return tokens[at]?.isLiteral === true && !(/^[[(,]$/.test(before) && /^[\],]$/.test(after))
}

/** Units that only one side has are read as one text. */
function merged(units: ReadonlyMap<string, readonly Word[]>, nameOf: (unit: string) => string): ReadonlyMap<string, readonly Word[]> {
  const found = new Map<string, readonly Word[]>()
  for (const [unit, words] of units) found.set(nameOf(unit), [...(found.get(nameOf(unit)) ?? []), ...words])
  return found
}
