import { asUntrusted } from '../../model/untrusted.ts'
import type { Answer } from '../triage/answer.ts'
import { codeBlock, counted, words } from './markdown.ts'
import { type Links, permalink } from './permalink.ts'

const HUNK = 10 // lines of the suspect that are shown without a click

/** Words of others, in which the places of suspects are links. */
export function withPlaces(text: string, culprits: Answer['culprits'], links: Links): string {
  const [culprit, ...rest] = culprits
  if (culprit === undefined) return words(text, 500)
  const place = placeIn(text, culprit)
  if (place === null) return withPlaces(text, rest, links)
  const [before, after] = [text.slice(0, place.from), text.slice(place.to)]
  const link = permalink(links, culprit.file, culprit.line, 'head', addedLines(culprit.hunk))
  return [
    withPlaces(before, rest, links),
    before.endsWith(' ') ? ' ' : '',
    link,
    after.startsWith(' ') ? ' ' : '',
    withPlaces(after, rest, links),
  ].join('')
}

function placeIn(text: string, { file, line }: Answer['culprits'][number]): { readonly from: number; readonly to: number } | null {
  const place = `${file}:${line}`
  const from = text.indexOf(place)
  if (from < 0) return null
  const to = from + place.length + (/^–\d+/.exec(text.slice(from + place.length))?.[0].length ?? 0)
  return /\d/.test(text[to] ?? '') ? null : { from, to }
}

/** Those that the explanation has not named. */
export function suspects({ culprits: all, rootCause }: Answer, links: Links): string {
  const culprits = all.filter((culprit) => placeIn(rootCause, culprit) === null)
  const places = culprits.slice(0, 3).map(({ file, line, hunk }) => permalink(links, file, line, 'head', addedLines(hunk)))
  const more = culprits.length > 3 ? ` and ${counted(culprits.length - 3, 'more place')}` : ''
  return places.length === 0 ? '' : `Look at ${places.join(', ')}${more}.`
}

function addedLines(hunk: string): number {
  return hunk.split('\n').filter((line) => line.startsWith('+')).length
}

export function suspectHunk({ culprits: [main] }: Answer): string {
  return main === undefined || main.hunk === '' ? '' : codeBlock(asUntrusted(main.hunk), 'diff', HUNK, 160)
}
