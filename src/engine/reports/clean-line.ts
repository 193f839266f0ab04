import { withoutAnsi } from './ansi.ts'

/** A line of a log as the program printed it. `lane` tells apart programs whose lines a build tool mixed, each behind its own prefix. */
export type CleanLine = { readonly text: string; readonly lane: string }

const TIMESTAMP = /^\ufeff?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z ?\ufeff?/
/** `gh run view --log`: job, step, then the line with its timestamp. */
const GH_PREFIX = /^[^\t]{0,200}\t[^\t]{0,200}\t(?=\ufeff?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)/

/** Prefixes that tools put before each line of what they run; the first group names the lane. */
const LANES: readonly RegExp[] = [
  /^(#\d+) (?:\d+\.\d+ ?)?/, // buildkit: `#19 22.32 text`
  /^([a-z][\w.-]{0,60}[-_]\d+) +\| ?/, // docker compose: `web-1  | text`
  /^((?:@[\w.-]+\/)?[\w.-]+:(?:test|check|build|lint|ci|coverage)[\w:-]*): /, // turbo: `web:test: text`
  /^(@[\w.-]+\/[\w.-]+): /, // lerna: `@scope/name: text`
  /^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\] \[([\w-]+)\] ?/, // CodeQL's autobuild
]

/** Removes what CI adds around a line: byte order mark, timestamp, `gh` columns, colours, carriage returns, prefixes of build tools. */
export function cleanLine(raw: string): CleanLine {
  let text = raw
  if (text.includes('\t')) text = text.replace(GH_PREFIX, '')
  const first = text.charCodeAt(0)
  if (first === 0x32 || first === 0xfeff) text = withoutTimestamp(text)
  text = withoutAnsi(text)
  if (text.includes('\r')) text = afterReturn(text)
  const lane = laneOf(text)
  return lane ? { text: text.slice(lane[0].length), lane: lane[1] ?? '' } : { text, lane: '' }
}

/** The runner's own timestamps have one length: no expression is needed for these. */
function withoutTimestamp(text: string): string {
  const isUsual = text.charCodeAt(10) === 84 && text.charCodeAt(27) === 90 && text.charCodeAt(19) === 46 && text.charCodeAt(4) === 45
  if (isUsual && text.charCodeAt(28) === 32 && text.charCodeAt(29) !== 0xfeff) return text.slice(29)
  return text.replace(TIMESTAMP, '').replace(/^\ufeff/, '')
}

/** What a terminal would show: text after a carriage return overwrites the text before it. */
function afterReturn(text: string): string {
  const trimmed = text.replace(/\r+$/, '')
  return trimmed.slice(trimmed.lastIndexOf('\r') + 1)
}

function laneOf(text: string): RegExpExecArray | null {
  const first = text.charCodeAt(0)
  if (first === 35) return LANES[0]?.exec(text) ?? null
  const isLetter = first >= 97 && first <= 122
  if (!isLetter && first !== 64 && first !== 91) return null
  for (let index = 1; index < LANES.length; index++) {
    const lane = LANES[index]?.exec(text)
    if (lane) return lane
  }
  return null
}
