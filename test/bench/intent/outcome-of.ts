import { isMissing, type UseOutcome } from '../../../src/engine/diagnosis/intent/reading/outcomes.ts'

/** Lines that the measuring itself leaves behind. */
const NOISE = /^.*(?:CoverageWarning|self\.?_?warn\(|--include is ignored).*$/gm
const RAISED = /^(?<exception>(?:\w+\.)*\w*(?:Error|Exception|Warning|Interrupt|Exit))\b(?::\s*(?<message>.*))?$/gm
const WARNED = /^\S+:\d+: (?<exception>\w*Warning): (?<message>.*)$/m
/** A warning with the line of code that Python shows below it. */
const WARNING = /^\S+:\d+: (?<said>\w*Warning: .*)(?:\n {2}\S.*)?$/gm
const FRAME = /^\s+File "(?<file>[^"]+)", line \d+.*\n(?:(?!\s+File ")\s+(?<code>\S.*))?/gm

/** What numbers bring about, and nobody says in words of their own. */
const OF_NUMBERS = /^RuntimeWarning$/

function withoutNoise(output: string): string {
  return output.replace(NOISE, '').trim()
}

/** What a reader of one side finds that the other side does not say: warnings of both tell nothing. */
export function withoutWarningsOf(other: string, output: string): string {
  const known = new Set([...other.matchAll(WARNING)].map(({ groups }) => groups?.['said']))
  return output.replace(WARNING, (whole, said) => (known.has(said) ? '' : whole))
}

/** The lines in one order: in which two streams are printed is nobody's behaviour, nor are addresses, times of log lines and frames. */
export function linesOf(output: string): string {
  return withoutNoise(output)
    .replace(FRAME, '')
    .replace(/\b0x[0-9a-f]+\b/g, '0x')
    .replace(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+/gm, '')
    .split('\n')
    .sort()
    .join('\n')
}

/** What one printed output of a script tells: the exception that ended it, a warning, or what it printed. */
export function outcomeOf(output: string): UseOutcome {
  const text = withoutNoise(output)
  const raised = text.includes('Traceback (most recent call last)') ? [...text.matchAll(RAISED)].at(-1)?.groups : undefined
  if (raised?.['exception'] !== undefined)
    return {
      kind: 'raised',
      exception: raised['exception'],
      message: raised['message'] ?? '',
      isStated: isStated(text, raised['message'] ?? ''),
    }
  const { exception, message = '' } = WARNED.exec(text)?.groups ?? {}
  return exception === undefined ? { kind: 'value', text } : { kind: 'raised', exception, message, isStated: !OF_NUMBERS.test(exception) }
}

/** By the line of code that the innermost frame shows; compiled code shows none. */
function isStated(traceback: string, message: string): boolean | null {
  const frames = [...traceback.matchAll(FRAME)].map(({ groups }) => groups ?? {})
  const [script, innermost] = [frames[0], frames.at(-1)]
  if (innermost?.['code'] === undefined) return null
  // the script trips over what it was given, unless what it asks for is not there
  if (innermost['file'] === script?.['file']) return isMissing(message) ? null : false
  // a check of a library is none of the product
  return /\braise\b/.test(innermost['code']) && !/site-packages/.test(innermost['file'] ?? '')
}
