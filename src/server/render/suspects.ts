import { namedPlaces } from '../../engine/reasons/named-in-reason.ts'
import { asUntrusted } from '../../model/untrusted.ts'
import type { Answer } from '../triage/answer.ts'
import { codeBlock, counted } from './markdown.ts'
import { type Links, permalink } from './permalink.ts'

const HUNK = 10 // lines of the suspect that are shown without a click

/** Those that the reason has not named. */
export function suspects({ culprits: all, reason }: Answer, links: Links): string {
  const named = namedPlaces(reason)
  const culprits = all.filter(({ file, line }) => !named.some((place) => place.file === file && place.line === line))
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
