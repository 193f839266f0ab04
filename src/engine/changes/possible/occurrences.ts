/**
 * How a name stands in code. `path`: after a dot or another separator, `left` is what is before it. `file`: part of a file's name, of an
 * address or of a longer word with hyphens, no name by itself. `key`: before a colon; `keyword`: before a single equals sign.
 * `scalar`: the whole value of a setting or an item of its lists. `filter`: after a bar, as templates have them.
 */
export type Form = 'path' | 'call' | 'filter' | 'tag' | 'key' | 'keyword' | 'quoted' | 'scalar' | 'file' | 'bare'

export type Occurrence = {
  readonly start: number
  readonly end: number
  readonly form: Form
  /** The path before the name, without the separator; empty where there is none. */
  readonly left: string
  readonly isCalled: boolean
}

/** More places of one text say no more than these. */
const MOST = 50
const AROUND = 200
const LEFT = /([\w$][\w$./@-]*|[)\]])[^\S\n]*(?:\?\.|\.|->|::|:)$/
const FILE_AFTER = /^(?:\.(?:py|pyx|[cm]?[jt]sx?|vue|svelte|html?|json|ya?ml|toml|sh|sql|md|txt|css|png|svg|csv)\b|\/|-(?![>=-]))/
const QUOTE = String.raw`\\?["'\x60]`

/** Every place of a code text that has this name as a whole word. */
export function occurrencesOf(code: string, name: string): readonly Occurrence[] {
  const word = new RegExp(`(?<![\\w$])${name.replace(/\$/g, '\\$')}(?![\\w$])`, 'g')
  return Iterator.from(code.matchAll(word))
    .take(MOST)
    .toArray()
    .map(({ index: start }) => {
      const end = start + name.length
      const before = code.slice(Math.max(0, start - AROUND), start)
      const after = code.slice(end, end + AROUND)
      const form = formOf(before, after)
      return {
        start,
        end,
        form,
        left: form === 'path' ? (LEFT.exec(before)?.[1] ?? '') : '',
        isCalled: /^\s*(?:<[\w\s,[\]]*>)?\(/.test(after),
      }
    })
}

/** `{{name value}}` and `{% name value %}` call helpers and tags of a template. */
function isHelper(before: string, after: string): boolean {
  return /\{(?:\{[{#~]?|%-?)\s*$/.test(before) && /^\s+(?!(?:if|and|or|else|in|is|not)\b)["'\w]/.test(after)
}

function formOf(before: string, after: string): Form {
  if (/(?:[\w.]\/|(?<![-\s])-)$/.test(before) || FILE_AFTER.test(after)) return 'file'
  if (LEFT.test(before)) return 'path'
  if (/<\/?$/.test(before)) return 'tag'
  if (/(?<!\|)\|\s*$/.test(before)) return 'filter'
  if (/^\s*(?:<[\w\s,[\]]*>)?\(/.test(after) || isHelper(before, after)) return 'call'
  const isQuoted = new RegExp(`${QUOTE}$`).test(before) && new RegExp(`^${QUOTE}`).test(after)
  const bare = isQuoted ? after.replace(new RegExp(`^${QUOTE}`), '') : after
  if (/^\s*\??:(?!:)/.test(bare) && /(?:^|[\n{,(])\s*(?:-\s+)?(?:\\?["'])?$/.test(before)) return 'key'
  if (/^\s*=(?![=>~])/.test(bare)) return 'keyword'
  if (isQuoted) return 'quoted'
  return /(?:[:=]|^|\n\s*-)[^\S\n]*$/.test(before) && /^(?:[^\S\n]|\0)*(?:\n|,?$|,\n)/.test(after) ? 'scalar' : 'bare'
}
