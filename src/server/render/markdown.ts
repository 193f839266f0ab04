import { asUntrusted, type Untrusted } from '../../model/untrusted.ts'

/** GitHub refuses longer comments and check summaries (65,535); some room is left for markers. */
const MAX_MARKDOWN = 60_000

// Control characters, zero-width characters and marks that turn the direction of text: they hide or disguise what a reader sees
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Variation_Selector}]/gu
const LINE_BREAKS = /[\r\n\u2028\u2029\t]+/g

/** Mentions and references are looked for in the page that was made, where `&#64;` is an @ again: only something in between stops them. */
const BREAK = '&#8203;'

/**
 * Text of others as plain words within a line: no markup, HTML, mention, issue reference or link comes of it.
 * At most `length` characters, then an ellipsis.
 */
export function escapeUntrusted(text: Untrusted, length = 300): string {
  return clipped(oneLine(text), length)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_{}[\]()#+!|~$^]/g, '\\$&')
    .replace(/@/g, `@${BREAK}`)
    .replace(/\\#/g, `#${BREAK}`)
    .replace(/:\/\//g, `:${BREAK}//`)
    .replace(/\bwww\./gi, `www.${BREAK}`)
    .replace(/\bGH-(?=\d)/gi, `GH-${BREAK}`)
    .replace(/\bskip-checks(?=\s*:)/gi, `$&${BREAK}`)
    .replace(/^(\s*)([-=])/, '$1\\$2')
    .replace(/^(\s*\d+)\./, '$1\\.')
}

/** Text of others as code within a line. */
export function inlineCode(text: Untrusted, length = 200): string {
  const line = clipped(oneLine(text), length)
  if (line === '') return '`(empty)`'
  const fence = '`'.repeat(longestRun(line) + 1)
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : ''
  return `${fence}${space}${line}${space}${fence}`
}

/** Text of others as a block of code: at most `lines` lines, each of at most `width` characters. */
export function codeBlock(text: Untrusted, language: '' | 'diff' | 'sh' = '', lines = 40, width = 300): string {
  const all = text.split(/\r?\n/).map((line) => clipped(line.replace(/\t/g, '    ').replace(INVISIBLE, ''), width))
  const shown = all.length > lines ? [...all.slice(0, lines), `… ${all.length - lines} more lines`] : all
  const fence = '`'.repeat(Math.max(3, longestRun(shown.join('\n')) + 1))
  return `${fence}${language}\n${shown.join('\n')}\n${fence}`
}

/** A table; its cells are Markdown already, with pipes only as `words` and `codeCell` write them. `null` is a value that is not there. */
export function table(headings: readonly string[], rows: readonly (readonly (string | null)[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(headings), line(headings.map(() => '---')), ...rows.map((row) => line(row.map((text) => text ?? '–')))].join('\n')
}

/** Text of others in a cell of a table. */
export function codeCell(text: string, length = 160): string {
  // a pipe ends a cell even within code, and a backslash before it would take its escape away
  return text.includes('|') ? words(text, length) : code(text, length)
}

/** A part that opens on a click; both texts are Markdown already. */
export function folded(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`
}

/** Markdown within GitHub's limit: whole blocks that do not fit are left out, with a note. */
export function fitted(blocks: readonly string[], limit = MAX_MARKDOWN): string {
  const all = blocks.filter((text) => text !== '')
  const kept: string[] = []
  let size = 0
  for (const block of all) {
    if (size + block.length + 2 > limit) continue
    kept.push(block)
    size += block.length + 2
  }
  return [...kept, ...(kept.length < all.length ? ['*Parts of this do not fit on the page.*'] : [])].join('\n\n')
}

/** `1 test`, `3 tests`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** Inline code of a plain string that came from outside. */
export function code(text: string, length?: number): string {
  return inlineCode(asUntrusted(text), length)
}

/** A plain string that came from outside, as words. */
export function words(text: string, length?: number): string {
  return escapeUntrusted(asUntrusted(text), length)
}

function oneLine(text: string): string {
  return text.replace(LINE_BREAKS, ' ').replace(INVISIBLE, '').replace(/ {2,}/g, ' ').trim()
}

function clipped(text: string, length: number): string {
  const points = [...text]
  return points.length <= length
    ? text
    : `${points
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
}
