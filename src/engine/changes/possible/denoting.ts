import { isDefinedIn } from './defined-in-text.ts'
import { type Occurrence, occurrencesOf } from './occurrences.ts'
import type { OldName } from './old-name.ts'
import type { OtherText } from './other-text.ts'
import type { TextKind } from './text-kinds.ts'

/** A place that may mean the old. `isCertain`: it is imported from the changed module, which no longer has it. */
export type Denoting = Occurrence & { readonly isCertain: boolean }

/** Places of a text that may mean what was changed: not those that mean something else by all that the text shows. */
export function denoting(read: OtherText, old: OldName): readonly Denoting[] {
  if (!read.text.includes(old.name)) return []
  const occurrences = occurrencesOf(read.code, old.name).filter(({ form }) => form !== 'file')
  if (occurrences.length === 0) return []
  const imports = read.imports.filter(({ imported }) => imported === (old.owner ?? old.name))
  const meant = imports.map(({ specifier, start }) => ({ start, means: old.imported(specifier, read.path) }))
  const isImported = meant.some(({ means }) => means !== 'elsewhere')
  const isElsewhere = !isImported && imports.length > 0
  const isCertain = meant.some(({ means }) => means === 'lost') && mustRun(read.kind)
  const isOwn = !isImported && old.owner === null && isDefinedIn(read.code, old.name, read.kind)
  const aliases = new Set(
    read.imports.flatMap(({ specifier, imported, local }) =>
      imported === null && old.imported(specifier, read.path) !== 'elsewhere' ? [local] : [],
    ),
  )
  const isMentioned = old.home.isMentionedIn(read.code, read.path)
  return occurrences
    .filter((one) => {
      const leads = one.left !== '' && (old.home.leadsTo(one.left) || aliases.has(one.left))
      if (leads) return !(read.kind.is === 'configuration' && one.form === 'key')
      if (old.owner === null && isImported) return one.form !== 'key' && (one.form !== 'path' || one.left === ')')
      if (isElsewhere || isOwn || isAdapted(read.code, one, old)) return false
      return old.owner === null ? mayBeSymbol(one, read, old, isMentioned) : mayBeMember(one, read, old, isMentioned)
    })
    .map((one) => ({ ...one, isCertain: isCertain && old.owner === null }))
}

/** A name of a module, without an import of it. */
function mayBeSymbol(one: Occurrence, { code, kind }: OtherText, old: OldName, isMentioned: boolean): boolean {
  if (one.form === 'key' && kind.is !== 'schema') return false
  if (one.form === 'keyword' || (isTemplate(kind) && old.isHandedOut)) return false
  if (kind.is === 'configuration') {
    if (one.form === 'call') return old.isDistinctive || old.home.isSpelledOutIn(code)
    const isValue = one.form === 'scalar' || one.form === 'quoted'
    return isValue && (old.home.isSpelledOutIn(code) || (old.isDistinctive && !old.hasNamesake))
  }
  if (old.isDistinctive) return !old.hasNamesake || isMentioned
  const isCode = one.form === 'call' || one.form === 'filter' || one.form === 'tag' || (one.form === 'bare' && /^[A-Z]/.test(old.name))
  return isCode && isMentioned && !old.hasNamesake
}

/** A member, on something that may well be of its class. */
function mayBeMember(one: Occurrence, { path, kind }: OtherText, old: OldName, isMentioned: boolean): boolean {
  if (one.left !== '' && old.hasNamesake) return false
  if (old.home.isBeside(path) && isTemplate(kind)) return true
  if (one.form === 'bare' && (old.isHandedOut || kind.is === 'configuration')) return false
  if (old.isDistinctive) return !old.hasNamesake || isMentioned
  const isMember = one.form === 'path' || one.form === 'key' || one.form === 'keyword' || one.form === 'quoted'
  return (isMember || kind.is === 'schema') && isMentioned && !old.hasNamesake
}

/** The line says the new name as well: the old one is a label beside it. */
function isAdapted(code: string, { start, end }: Occurrence, { name, newName }: OldName): boolean {
  if (name === newName) return false
  const line = code.slice(code.lastIndexOf('\n', start - 1) + 1, code.indexOf('\n', end) === -1 ? undefined : code.indexOf('\n', end))
  return new RegExp(`(?<![\\w$])${newName.replace(/\$/g, '\\$')}(?![\\w$])`).test(line)
}

/** A notebook and a page of documentation may be out of use. */
function mustRun(kind: TextKind): boolean {
  return kind.is !== 'notebook' && kind.is !== 'mixed_prose' && kind.is !== 'configuration'
}

function isTemplate(kind: TextKind): boolean {
  return kind.is === 'markup' || kind.is === 'component'
}
