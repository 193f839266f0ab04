import { diffArrays } from 'diff'
import type { ContractChange } from '../../model/contract-change.ts'
import type { Parsers } from '../languages/parsers.ts'
import type { EditedFile } from '../repair/edited-files.ts'
import type { ForeignEdit } from './foreign-edit.ts'
import { argumentsAgree } from './reading/call-arguments.ts'
import { importsAgree } from './reading/import-bindings.ts'
import { modulePathsAgree } from './reading/module-paths.ts'
import { type Token, tokensOf } from './reading/tokens.ts'

/**
 * The first edit of a file that the declared changes do not ask for; `null` when every edit is one.
 * It judges tokens, knows nothing of the strategies that made the edit, and says no to whatever it cannot place:
 * the safe answer to something new is 'foreign'.
 */
export function foreignEdit(file: EditedFile, changes: readonly ContractChange[], parsers: Parsers): ForeignEdit | null {
  const before = parsers.parse(file.path, file.before)
  const after = parsers.parse(file.path, file.after)
  if (!before || !after) return { line: 1, reason: 'the file cannot be parsed' }
  const disagreement = argumentsAgree(before, after, changes) ?? importsAgree(file.path, before, after, changes)
  if (disagreement) return disagreement
  const [old, now] = [tokensOf(before, changes), tokensOf(after, changes)]
  let [oldAt, nowAt] = [0, 0]
  let removed: readonly Token[] = []
  for (const part of [...diffArrays(old.map(key), now.map(key)), { added: false, removed: false, value: [] }]) {
    if (part.removed) {
      if (removed.length > 0) return foreign(removed, [])
      removed = old.slice(oldAt, oldAt + part.value.length)
      oldAt += part.value.length
      continue
    }
    const added = part.added ? now.slice(nowAt, nowAt + part.value.length) : []
    if ((removed.length > 0 || added.length > 0) && !isDeclared(removed, added, changes, file.path)) return foreign(removed, added)
    removed = []
    if (!part.added) oldAt += part.value.length
    nowAt += part.value.length
  }
  return null
}

/** Arguments of changed callables and imports are judged by what they mean, above; the rest pair by pair. */
function isDeclared(removed: readonly Token[], added: readonly Token[], changes: readonly ContractChange[], path: string): boolean {
  const [old, now] = [removed, added].map((tokens) => tokens.filter(({ role }) => role !== 'changed_arguments' && role !== 'import')) as [
    Token[],
    Token[],
  ]
  if (old.length !== now.length) return false
  return old.every((token, index) => {
    const other = now[index]
    if (!other || other.role !== token.role) return false
    if (token.role === 'comment') return false
    if (token.role === 'string') return token.patchTarget && modulePathsAgree(token.text, other.text, changes, path)
    return isRename(token.text, other.text, changes)
  })
}

function isRename(before: string, after: string, changes: readonly ContractChange[]): boolean {
  return changes.some((change) => {
    const old = change.symbol.split('.').at(-1)
    const now = (change.newSymbol ?? change.symbol).split('.').at(-1)
    if (old === before && now === after) return true
    return change.file !== change.oldFile && moduleWords(change.oldFile).includes(before) && moduleWords(change.file).includes(after)
  })
}

function moduleWords(path: string): readonly string[] {
  return path.replace(/\.\w+$/, '').split('/')
}

function key({ text, depth }: Token): string {
  return `${depth} ${text}`
}

function foreign(removed: readonly Token[], added: readonly Token[]): ForeignEdit {
  const words = (tokens: readonly Token[]) =>
    tokens
      .map(({ text }) => text)
      .join(' ')
      .slice(0, 120)
  return {
    line: removed[0]?.line ?? added[0]?.line ?? 1,
    reason: `'${words(removed)}' became '${words(added)}', which the source does not declare`,
  }
}
