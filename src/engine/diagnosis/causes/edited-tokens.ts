import { diffArrays } from 'diff'
import type { SourceFile } from '../../changes/resolve/project.ts'
import type { Trees } from '../../changes/uses/use-site.ts'
import type { Hunk } from './hunks.ts'

/** Removed and added tokens, each in order; unchanged tokens between them are left out. */
export type EditedTokens = { readonly gone: readonly string[]; readonly come: readonly string[] }

/** Texts, names, numbers and signs: near enough to how both languages write. */
const TOKEN = /[rbuf]{0,2}("""|'''|"|'|`)(?:\\.|(?!\1)[\s\S])*\1|[\p{L}\p{N}_$]+(?:\.\d+)?|\S/giu

/** What a hunk does to the code, token by token, comments and docstrings left out. */
export function editedTokens({ file, oldFile, before, after, removed, added }: Hunk, trees: Trees): EditedTokens {
  const parts = diffArrays(tokensOf(removed, before.line, trees.before.file(oldFile)), tokensOf(added, after.line, trees.after.file(file)))
  const values = (side: 'removed' | 'added') => parts.filter((part) => part[side]).flatMap(({ value }) => value)
  return { gone: values('removed'), come: values('added') }
}

function tokensOf(lines: readonly string[], first: number, file: SourceFile | null): string[] {
  const prose = file === null ? new Set<number>() : file.proseLines()
  const code = lines.filter((_, index) => !prose.has(first + index)).join('\n')
  return tokensIn(code)
}

export function tokensIn(code: string): string[] {
  return [...code.matchAll(TOKEN)].map(([token]) => token)
}
