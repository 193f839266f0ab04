import { codeOfText } from './code-of-text.ts'
import { importsOf, type TextImport } from './text-imports.ts'
import { type TextKind, textKindOf } from './text-kinds.ts'

/** A text that no language reads. What of it is code, and what it imports, is read when it is first asked for. */
export type OtherText = {
  readonly path: string
  readonly text: string
  readonly kind: TextKind
  readonly code: string
  readonly imports: readonly TextImport[]
}

export function otherText(path: string, text: string): OtherText {
  const kind = textKindOf(path, text)
  let code: string | undefined
  let imports: readonly TextImport[] | undefined
  const read: OtherText = {
    path,
    text,
    kind,
    get code() {
      code ??= codeOfText(text, kind)
      return code
    },
    get imports() {
      imports ??= importsOf(read.code)
      return imports
    },
  }
  return read
}
