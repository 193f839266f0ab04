import { diffArrays } from 'diff'
import type { ContractChange } from '../../../model/contract-change.ts'
import { lineAt } from '../../languages/syntax.ts'
import { type BodyToken, bodyTokens } from '../pairing/body-tokens.ts'
import type { Comparison } from '../pairing/comparison.ts'
import type { FilePair } from '../pairing/pair-files.ts'
import type { SourceFile } from '../resolve/project.ts'
import { crossingOfTexts } from './crossing-texts.ts'
import { destination, isFlag } from './flags.ts'
import { type NameUse, nameUses } from './name-uses.ts'

/** A text that can name something: no sentence, no path, no number. */
const NAME = /^(?:--)?[\p{L}_$][\p{L}\p{N}_$.:-]*$/u
const SHORTEST = 2
/** A file that differs in more tokens was written anew: nothing in it took the place of anything. */
const MOST_EDITS = 2000

type Renaming = { readonly old: string; readonly now: string; readonly file: SourceFile; readonly line: number; readonly oldFile: string }
/** All uses of one tree's changed files, by text. */
type Uses = ReadonlyMap<string, readonly NameUse[]>

/**
 * Texts by which the product names something (keys of data, options of a command line, variables of the environment, events, values of an
 * enum) and which it exchanged for others: the new text stands where the old one stood, as often and in the same roles, and the old one is
 * in no changed file any more. It is declared where the product both gives the name and asks for it, and did not know the new one before:
 * two places that agree are no slip. All else (a single place, a name that only comes from outside, a name that was there) is likely and no
 * more. Names that may be exchanged for each other's say nothing.
 */
export function textRenames({ files, baseSide, headSide }: Comparison): readonly ContractChange[] {
  const [before, after] = [usesIn(baseSide.files), usesIn(headSide.files)]
  const found = distinct(files.flatMap((pair) => replacedTexts(pair)))
  const isSole = ({ old, now }: Renaming): boolean =>
    found.every((other) => (other.old === old) === (other.now === now)) && !after.has(old) && isMovedOver(before, after, { old, now })
  const clear = found.filter((one) => isSole(one) && isText(before.get(one.old) ?? []) && !isDeclaration(one.old, baseSide.files))
  const exchanged = exchangedIn(files, clear)
  return clear.flatMap((one): readonly ContractChange[] => {
    if (exchanged.has(one.old)) return []
    const uses = before.get(one.old) ?? []
    const beside = clear.filter((other) => other !== one && other.oldFile === one.oldFile).map((other) => crossingOfTexts(one, other))
    if (beside.includes('crossed')) return []
    const isDeclared = !before.has(one.now) && !beside.includes('open') && isOwn(uses, one, baseSide.files)
    return [changeOf(one, isDeclared ? 'text_renamed' : 'likely_text_renamed')]
  })
}

/**
 * Of texts that were renamed together, those which became each other's new name somewhere: where a key is taken apart into a variable of its
 * name, the variable's uses say which value is which.
 */
function exchangedIn(files: readonly FilePair[], clear: readonly Renaming[]): ReadonlySet<string> {
  const [nowOf, oldOf] = [new Map(clear.map(({ old, now }) => [old, now])), new Map(clear.map(({ old, now }) => [now, old]))]
  const crossed = files.flatMap(replacedWords).filter(([old, now]) => nowOf.has(old) && oldOf.has(now) && nowOf.get(old) !== now)
  return new Set(crossed.flatMap(([old, now]) => [old, oldOf.get(now) ?? old]))
}

/** Members alone are no text: of what they are, other rules say. */
function isText(uses: readonly NameUse[]): boolean {
  return uses.some(({ form }) => form !== 'member') && uses.some(({ role }) => role !== 'other')
}

/** A function, a class or a constant of that name: where it goes is read from its body, not from a text. */
function isDeclaration(name: string, files: readonly SourceFile[]): boolean {
  return files.some((file) => file.declarations().some((one) => one.name === name && one.kind !== 'property'))
}

function usesIn(files: readonly SourceFile[]): Uses {
  // a keyword of any other function than `dict` names a parameter
  const uses = files.flatMap((file) => nameUses(file)).filter(({ form, role }) => form !== 'keyword' || role !== 'other')
  return Map.groupBy(uses, ({ text }) => text)
}

/** Each use of the old text became one of the new text, in each role. */
function isMovedOver(before: Uses, after: Uses, { old, now }: Pick<Renaming, 'old' | 'now'>): boolean {
  const count = (uses: Uses, text: string, role: NameUse['role']): number =>
    (uses.get(text) ?? []).filter((use) => use.role === role).length
  return (['writes', 'reads', 'other'] as const).every(
    (role) => count(after, now, role) - count(before, now, role) === count(before, old, role),
  )
}

/**
 * The product itself gives the name and, in another declaration, asks for it: who does both in one place may only hand on what came from
 * outside. Of an option of a command line it asks by the name that the parser makes of it.
 */
function isOwn(uses: readonly NameUse[], { old }: Renaming, base: readonly SourceFile[]): boolean {
  const places = (role: NameUse['role']): readonly string[] => uses.filter((use) => use.role === role).map((use) => placeOf(use, base))
  const [writing, reading] = [places('writes'), places('reads')]
  const mentions = (files: readonly SourceFile[], name: string): boolean =>
    files.some(
      (file) => file.bindings().names.some((one) => one.name === name) || file.bindings().memberAccesses.some((one) => one.name === name),
    )
  const [first] = base
  const isHandled = isFlag(old) && first !== undefined && mentions(base, destination(old, first.language))
  return writing.some((place) => isHandled || reading.some((other) => other !== place))
}

/** The outermost statement that holds a use, or the member of a class, in its file. */
function placeOf({ token, around }: NameUse, files: readonly SourceFile[]): string {
  const index = files.findIndex((file) => file.tree.root === around.at(-1))
  const at = around.findLastIndex((node) => files[index]?.language.syntax.is(node, 'class') === true)
  const holder = (at < 2 ? undefined : around[at - 2]) ?? around.at(-2) ?? token
  return `${index} ${holder.start}`
}

function changeOf({ old, now, file, line, oldFile }: Renaming, kind: 'text_renamed' | 'likely_text_renamed'): ContractChange {
  return {
    kind,
    symbol: old,
    file: file.path,
    line,
    before: old,
    after: now,
    oldFile,
    newSymbol: now,
    oldParameters: [],
    newParameters: [],
    similarity: 1,
  }
}

type Word = { readonly token: BodyToken; readonly uses: readonly NameUse[] }

/** Texts that stand at the place of others, as the two versions of a file align. */
function replacedTexts({ before, after }: FilePair): readonly Renaming[] {
  return alignedParts(tokensOf(before), tokensOf(after)).flatMap(({ removed, added }) => {
    const found: Renaming[] = []
    for (let place = 0; place < Math.min(removed.length, added.length); place++) {
      const [gone, come] = [removed[place]?.uses ?? [], added[place]?.uses ?? []]
      // beyond a token of another kind the two do not align
      if (gone.length !== come.length || (gone.length === 0 && removed.length !== added.length)) break
      found.push(...gone.flatMap((use, nth) => renamingOf(use, come[nth], before, after)))
    }
    return found
  })
}

/** Words that stand at the place of others, whatever they are. */
function replacedWords({ before, after }: FilePair): readonly (readonly [old: string, now: string])[] {
  return alignedParts(tokensOf(before), tokensOf(after)).flatMap(({ removed, added }) =>
    removed.length === added.length ? removed.map(({ token }, place) => [token.text, added[place]?.token.text ?? ''] as const) : [],
  )
}

function alignedParts(
  old: readonly Word[],
  now: readonly Word[],
): readonly { readonly removed: readonly Word[]; readonly added: readonly Word[] }[] {
  const parts = diffArrays(
    old.map(({ token }) => token.text),
    now.map(({ token }) => token.text),
    { maxEditLength: MOST_EDITS },
  )
  const found: { readonly removed: readonly Word[]; readonly added: readonly Word[] }[] = []
  let [at, to] = [0, 0]
  for (const [index, part] of (parts ?? []).entries()) {
    const next = parts?.[index + 1]
    if (part.removed && next?.added === true)
      found.push({ removed: old.slice(at, at + part.value.length), added: now.slice(to, to + next.value.length) })
    if (!part.added) at += part.value.length
    if (!part.removed) to += part.value.length
  }
  return found
}

function tokensOf(file: SourceFile): readonly Word[] {
  const uses = Map.groupBy(nameUses(file), ({ token }) => token.start)
  return bodyTokens(file.tree, file.tree.root).map((token) => ({ token, uses: uses.get(token.start) ?? [] }))
}

function renamingOf(old: NameUse, now: NameUse | undefined, before: SourceFile, after: SourceFile): readonly Renaming[] {
  const isName = ({ text }: NameUse): boolean => NAME.test(text) && text.length >= SHORTEST
  if (now === undefined || old.text === now.text || !isName(old) || !isName(now) || isFlag(old.text) !== isFlag(now.text)) return []
  return [{ old: old.text, now: now.text, file: after, line: lineAt(after.text, now.start), oldFile: before.path }]
}

function distinct(renamings: readonly Renaming[]): readonly Renaming[] {
  return [...new Map(renamings.toReversed().map((one) => [JSON.stringify([one.old, one.now]), one])).values()].toReversed()
}
