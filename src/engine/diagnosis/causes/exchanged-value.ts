import { diffArrays } from 'diff'
import { tokensIn } from './edited-tokens.ts'
import type { Hunk } from './hunks.ts'

type Value = { readonly before: string; readonly after: string }

/**
 * The value that a hunk exchanges for another one, where it is this value: one run of tokens goes and one comes, and they read alike but for
 * quotes and spaces. '' on one side where a piece was put in or taken out. `null` where the hunk does not exchange it.
 */
export function exchangedValue({ removed, added }: Pick<Hunk, 'removed' | 'added'>, value: Value): Value | null {
  const parts = diffArrays(tokensIn(removed.join('')), tokensIn(added.join('')))
  const [old, now] = [plain(value.before), plain(value.after)]
  let gone = ''
  for (const part of parts) {
    const text = plain(part.value.join(' '))
    if (part.removed) {
      gone = text
      if (old !== '' && now === '' && text === old) return value
    } else if (part.added) {
      if (gone === old && text === now && (gone !== '' || old === '')) return value
      gone = ''
    } else gone = ''
  }
  return null
}

/** Without the comma at its ends, with one kind of quotes, and without spaces between tokens. */
function plain(text: string): string {
  return tokensIn(text)
    .map((token) => token.replace(/^(["'`])([\s\S]*)\1$/, (_, __, inside: string) => `"${inside}"`))
    .join(' ')
    .replace(/^, | ,$/g, '')
}
