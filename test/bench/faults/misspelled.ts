/** A name with a slip of the fingers: two letters change places, or the last one is doubled. Quotes and dashes stay. */
export function misspelled(text: string): string | null {
  const [, open = '', name = '', close = ''] = /^(['"`]?-{0,2})([A-Za-z_][\w-]{2,})(['"`]?)$/.exec(text) ?? []
  if (name === '') return null
  const at = [...name].findIndex((letter, index) => index > 0 && index < name.length - 1 && isOther(letter, name[index + 1]))
  const slipped = at === -1 ? `${name}${name.at(-1)}` : `${name.slice(0, at)}${name[at + 1]}${name[at]}${name.slice(at + 2)}`
  return `${open}${slipped}${close}`
}

function isOther(one: string, next: string | undefined): boolean {
  return next !== undefined && one !== next && /[A-Za-z]/.test(one) && /[A-Za-z]/.test(next)
}
