import type { ContractChange, Parameter } from '../../../model/contract-change.ts'
import type { Declaration } from '../../languages/language.ts'
import { SUCCESSOR } from '../compare/deprecations.ts'
import type { Comparison } from '../pairing/comparison.ts'
import type { LocatedDeclaration } from '../pairing/declaration-index.ts'
import { publicName } from '../resolve/export-names.ts'
import type { SourceFile } from '../resolve/project.ts'
import { resolveExport } from '../resolve/resolve-export.ts'
import { type Forwarding, forwardingOf } from './forwarding.ts'
import { onlyThrows, tellsOfEnd } from './refusals.ts'

/** An old name with what the head has in its place. */
type Heir = { readonly old: LocatedDeclaration; readonly line: number; readonly forwarding: Forwarding | null; readonly told: string }

/**
 * Old names that went, that only refuse to work now, or that warn from now on, and what the old source itself names as their successor. It is
 * declared where the old name said that it is at its end and did nothing but call the successor (an alias, a wrapper): then whoever used it
 * used the successor already. All else is likely and no more: a successor that only a note names ('use X instead') may mean something else,
 * and an alias that nobody called deprecated may have been lost by a slip.
 */
export function successions(comparison: Comparison): readonly ContractChange[] {
  const { pairs, removed } = comparison
  const gone = removed.map((old): Heir => ({ old, line: old.declaration.line, forwarding: forwardingIn(old), told: noteOf(old) }))
  const ended = pairs.flatMap(({ before, after }): readonly Heir[] => {
    if (before.declaration.name !== after.declaration.name) return []
    const { line } = after.declaration
    if (onlyThrows(after) && !onlyThrows(before))
      return [{ old: before, line, forwarding: forwardingIn(before), told: `${noteOf(after)} ${noteOf(before)}` }]
    const isEnding = tellsOfEnd(noteOf(after)) && !tellsOfEnd(noteOf(before))
    return isEnding ? [{ old: before, line, forwarding: forwardingIn(after), told: noteOf(after) }] : []
  })
  return [...gone, ...ended].flatMap((heir) => succession(heir, comparison))
}

function forwardingIn({ file, declaration }: LocatedDeclaration): Forwarding | null {
  return forwardingOf(file, declaration)
}

/** A longer comment is not a note about one function. */
const LONGEST_COMMENT = 2000

/** The declaration with its decorators and the comment right above it. */
function noteOf({ file, declaration }: LocatedDeclaration): string {
  const above = file.text.slice(Math.max(0, declaration.start - LONGEST_COMMENT), declaration.start)
  const comment =
    /(?:\/\*\*((?!\*\/)[\s\S])*\*\/|(?:^[ \t]*(?:#|\/\/)[^\n]*\n)+)\s*(?:export\s+)?(?:default\s+|const\s+)*$/m.exec(above)?.[0] ?? ''
  const aside = /^[^\n]*/.exec(file.text.slice(declaration.end))?.[0] ?? ''
  return `${comment}${declaration.decorators.map((text) => `@${text}`).join('\n')}\n${file.text.slice(declaration.start, declaration.end)}${aside}`
}

function succession({ old, line, forwarding, told }: Heir, comparison: Comparison): readonly ContractChange[] {
  const { file, declaration } = old
  const symbol = publicName(file, declaration.qualifiedName)
  if (symbol === null || declaration.kind === 'class' || declaration.kind === 'type') return []
  const named = tellsOfEnd(told) ? (SUCCESSOR.exec(told)?.groups?.['name'] ?? '').split('.').at(-1) : undefined
  const name = forwarding?.name ?? named
  const path = comparison.files.find((pair) => pair.before === file)?.after.path ?? file.path
  const heir = name === undefined || name === declaration.name ? null : successorNamed(name, declaration, path, comparison)
  if (name === undefined || heir === null || name.startsWith('_')) return []
  return [
    {
      kind: forwarding !== null && tellsOfEnd(told) ? 'succeeded' : 'likely_succeeded',
      symbol,
      file: path,
      line,
      before: declaration.name,
      after: name,
      oldFile: file.path,
      newSymbol: name,
      oldParameters: [...declaration.parameters],
      newParameters: [...heir],
      similarity: 1,
    },
  ]
}

/** The parameters of what is named so in the same module or class of the head, and was in the base; `null` where it is not there. */
function successorNamed(name: string, { container }: Declaration, path: string, { base, head }: Comparison): readonly Parameter[] | null {
  const [was, now] = [base.file(path), head.file(path)]
  const declared = (file: SourceFile | null): Declaration | undefined =>
    file?.declared().get(container === null ? name : `${container}.${name}`)?.[0]
  const found = declared(now)
  if (found !== undefined) return declared(was) === undefined ? null : found.parameters
  const imported = container === null ? resolveExport(head, path, name) : null
  const declaration = imported?.kind === 'symbol' ? head.file(imported.file)?.declared().get(imported.name)?.[0] : undefined
  return declaration?.parameters ?? null
}
