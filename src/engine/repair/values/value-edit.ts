import type { Range } from '../../languages/language.ts'

/** One edit of an expected value: what it replaces, and both values as source texts, '' on one side where a part came or went. */
export type ValueEdit = {
  readonly file: string
  readonly range: Range
  readonly replacement: string
  readonly value: { readonly before: string; readonly after: string }
}

/** Edits, or the reason why there are none. */
export type ValueEdits = { readonly kind: 'edits'; readonly edits: readonly ValueEdit[] } | Unedited

/** Why an expected value is not edited. `not-literal`: a part of it is computed. */
export type Unedited = { readonly kind: 'unedited'; readonly why: UneditedCode }
export type UneditedCode =
  | 'not-literal'
  | 'no-literal-form'
  | 'name-not-there'
  | 'layout'
  | 'not-equal-after'
  | 'of-the-product'
  | 'several-places'
  | 'no-counterpart'
  | 'not-taken'

export function unedited(why: UneditedCode): Unedited {
  return { kind: 'unedited', why }
}

/** All of them together; the first that has a reason against it is the answer. */
export function allEdits(parts: readonly ValueEdits[]): ValueEdits {
  const edits: ValueEdit[] = []
  for (const part of parts) {
    if (part.kind === 'unedited') return part
    edits.push(...part.edits)
  }
  return { kind: 'edits', edits }
}
