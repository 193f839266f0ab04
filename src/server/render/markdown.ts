import { asUntrusted, type Untrusted } from '../../model/untrusted.ts'

/** GitHub refuses longer comments and check summaries (65,535); some room is left for markers. */
const MAX_MARKDOWN = 60_000

// Control characters, zero-width characters and marks that turn the direction of text: they hide or disguise what a reader sees
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Variation_Selector}]/gu
const LINE_BREAKS = /[\r\n\u2028\u2029\t]+/g

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
    .replace(/@/g, '&#64;')
    .replace(/\\#/g, '&#35;')
    .replace(/:\/\//g, '&#58;//')
    .replace(/\bwww\./gi, 'www&#46;')
    .replace(/\bGH-(?=\d)/gi, 'GH&#45;')
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

/** A part that opens on a click; both texts are Markdown already. */
export function folded(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`
}

/** Markdown of ours within GitHub's limit: whole blocks are left out from the end, and that is said. */
export function fitted(blocks: readonly string[], limit = MAX_MARKDOWN): string {
  const kept: string[] = []
  let size = 0
  for (const block of blocks.filter((text) => text !== '')) {
    if (size + block.length + 2 > limit) return [...kept, '*The rest does not fit on this page.*'].join('\n\n')
    kept.push(block)
    size += block.length + 2
  }
  return kept.join('\n\n')
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
