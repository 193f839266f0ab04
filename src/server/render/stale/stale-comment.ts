import type { StaleAnswer, StaleThing } from '../../../protocol/stale-answer.ts'
import { code, counted, fitted, folded, words } from '../markdown.ts'
import { commitLink, type Links, permalink } from '../permalink.ts'
import { RUNNERS_WORD } from '../runners-word.ts'
import { STICKY_MARKER } from '../sticky-comment.ts'

const SHOWN = 8 // one line each; the others are folded

export type StaleComment = Links & {
  readonly answer: StaleAnswer
  readonly ownRunUrl: string
  /** Tests of the pull request failed before. */
  readonly hasFailed: boolean
}

/** The comment under a green pull request that declares what no test says anything of: advice, one line each. */
export function renderStaleComment({ answer, ownRunUrl, hasFailed, ...links }: StaleComment): string {
  const { things, declared } = answer
  const lines = things.map((thing) => line(thing, links))
  const more = things.length - SHOWN
  const left = things.length === declared ? (declared === 1 ? 'it' : 'any of them') : `${things.length} of them`
  const before = hasFailed ? ' Tests failed here before.' : ''
  return fitted([
    STICKY_MARKER,
    `**Advice.** Everything passes on ${commitLink(links, links.headSha)}.${before} This change declares ${counted(declared, 'thing')}; no test says anything of ${left}:`,
    lines.slice(0, SHOWN).join('\n'),
    more > 0 ? folded(`${more} more`, lines.slice(SHOWN).join('\n')) : '',
    `<sub>Each was taken back, and every test still passed. Nothing fails because of this. [How it was run](${ownRunUrl}). ${RUNNERS_WORD}</sub>`,
  ])
}

/** What advice becomes once nothing is left of it. */
export function renderNoAdvice(links: Links, { declared }: Pick<StaleAnswer, 'declared'>): string {
  const what =
    declared === 0
      ? 'the change declares nothing that a test could say something of'
      : 'some test notices everything that the change declares'
  return [STICKY_MARKER, `**Advice resolved.** On ${commitLink(links, links.headSha)} ${what}.`].join('\n\n')
}

function line({ file, lines: [from, to], declares, tests, suggestion }: StaleThing, links: Links): string {
  const place = permalink(links, file, from, 'head', to - from + 1)
  const [first] = tests
  const more = tests.length > 1 ? ` and ${tests.length - 1} more` : ''
  const who = first === undefined ? 'no test comes to it' : `${code(first)}${more} would pass without it`
  return `- ${place}: new ${words(declares.kind)} ${code(declares.symbol)}: ${who}. ${words(sentence(suggestion), 300)}.`
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`.replaceAll('`', "'")
}
