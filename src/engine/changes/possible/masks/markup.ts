import { withoutComments } from './comments.ts'
import { type Delimiters, hiding, only, type Span, spansBetween, spansOf } from './mask.ts'
import { braced, elements, tagSpans } from './tags.ts'

/** Comments of pages and of templates. */
const HIDING: readonly Delimiters[] = [
  ['<!--', '-->'],
  ['{#', '#}'],
  ['{{!--', '--}}'],
  ['{{!', '}}'],
  ['<%--', '--%>'],
  ['<%#', '%>'],
  ['{% comment', 'endcomment %}'],
]
const DELIMITED: readonly Delimiters[] = [
  ['{{', '}}'],
  ['{%', '%}'],
  ['<%', '%>'],
  ['<?', '?>'],
  ['${', '}'],
]
/** Attributes with words for people, names of styles, and addresses. */
const NO_CODE =
  /(?<![\w:@.-])(?:alt|title|placeholder|class|id|style|href|aria-[\w-]+|content|lang|rel|role|label)\s{0,9}=\s{0,9}(?:"[^"{]*"|'[^'{]*')/gi

/** Code of a text with tags or delimiters: expressions between delimiters, attributes, scripts. */
export function codeOfMarkup(text: string): string {
  return codeOf(text, HIDING, () => [])
}

/** The same of a component; with `braces`, what stands between single braces is code too, and so are the lines before the template. */
export function codeOfComponent(text: string, braces: boolean): string {
  if (!braces) return codeOf(text, [['<!--', '-->']], () => [])
  const front: readonly Span[] = text.startsWith('---\n') ? spansBetween(text, [['---\n', '\n---']]).slice(0, 1) : []
  return codeOf(text, [['<!--', '-->']], (outside) => [...front, ...braced(outside)])
}

function codeOf(text: string, comments: readonly Delimiters[], more: (outside: string) => readonly Span[]): string {
  const seen = hiding(text, spansBetween(text, comments))
  const tags = tagSpans(seen)
  const shown = ['style', 'i18n'].flatMap((name) => elements(seen, tags, name).map(({ whole }) => whole))
  const scripts = elements(seen, tags, 'script').map(({ inside }) => inside)
  const outside = hiding(seen, [...scripts, ...shown])
  const attributes = spansOf(only(outside, tags), NO_CODE)
  const kept = only(hiding(seen, [...attributes, ...shown]), [
    ...scripts,
    ...tagSpans(outside),
    ...spansBetween(outside, DELIMITED),
    ...more(outside),
  ])
  return scripts.reduce(
    (code, [start, end]) => code.slice(0, start) + withoutComments(code.slice(start, end), 'slashes') + code.slice(end),
    kept,
  )
}

const STATEMENT = /^(?:import|export)\b[^\n]*(?:\n(?![\n#])[^\n]*)*/gm

/** Prose with components: its statements, its expressions in braces and its tags are code, quoted code is shown to people. */
export function codeOfMixedProse(text: string): string {
  const quoted = spansBetween(text, [
    ['```', '```'],
    ['~~~', '~~~'],
    ['<!--', '-->'],
  ])
  const seen = hiding(text, quoted)
  const plain = hiding(seen, spansOf(seen, /`[^`\n]*`/g))
  const components = tagSpans(plain).filter(([start]) => /^<\/?[A-Z]/.test(plain.slice(start, start + 3)))
  return only(plain, [...spansOf(plain, STATEMENT), ...braced(plain), ...components])
}
