import { withoutAnsi } from './ansi.ts'

/** A line of a log as the program printed it. `lane` separates programs whose lines a build tool mixed, each with its own prefix. */
export type CleanLine = { readonly text: string; readonly lane: string }

const TIMESTAMP = /^\ufeff?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z ?\ufeff?/
/** `gh run view --log`: job, step, then the line with its timestamp. */
const GH_PREFIX = /^[^\t]{0,200}\t[^\t]{0,200}\t(?=\ufeff?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)/

/** Prefixes that tools put before each line of what they run; the first group names the lane. */
const BUILDKIT = /^(#\d+) (?:\d+\.\d+ ?)?/ // `#19 22.32 text`
const COMPOSE = /^([a-z][\w.-]{0,60}[-_]\d+) +\| ?/ // `web-1  | text`
const TURBO = /^((?:@[\w.-]+\/)?[\w.-]+:(?:test|check|build|lint|ci|coverage)[\w:-]*):(?: |$)/ // `web:test: text`
const LERNA = /^(@[\w.-]+\/[\w.-]+):(?: |$)/ // `@scope/name: text`
const AUTOBUILD = /^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\] \[([\w-]+)\] ?/ // CodeQL

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
  if (first === 35) return BUILDKIT.exec(text)
  if (first === 91) return text.charCodeAt(1) === 0x32 ? AUTOBUILD.exec(text) : null
  if (first === 64) return TURBO.exec(text) ?? LERNA.exec(text)
  if (first < 97 || first > 122) return null
  // most lines that begin with a letter end the word with something else
  const stop = wordEnd(text)
  if (text.charCodeAt(stop) === 58 && text.charCodeAt(stop + 1) !== 58) return TURBO.exec(text)
  return text.charCodeAt(stop) === 32 ? COMPOSE.exec(text) : null
}

/** Where the word of letters, digits and `_.-` at the beginning ends. */
function wordEnd(text: string): number {
  let at = 1
  while (at < 64) {
    const code = text.charCodeAt(at)
    const isWord = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 45 && code <= 57 && code !== 47) || code === 95
    if (!isWord) return at
    at++
  }
  return at
}
