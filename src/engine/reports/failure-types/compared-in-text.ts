import type { FailureFields } from '../../../model/failure/failure-fields.ts'
import { readPatterns, type TextPattern } from './text-pattern.ts'

/** Where frameworks print the two sides of a comparison. A probe's values are better: reports cut and reorder them. */
const PATTERNS: readonly TextPattern[] = [
  { expression: /DID NOT (?:RAISE|WARN)[^<\n]{0,60}\(?<class '(?<expected>[^']+)'>/, also: { actual: null } },
  { expression: /^(?<expected>\w+(?:Error|Exception|Exit|Interrupt|Warning|Iteration)) not (?:raised|triggered)/m },
  {
    expression:
      /Regex pattern did not match\.\s+(?:Regex|Expected regex): (?<expected>[^\n]+)\s+(?:Input|Actual message): (?<actual>[^\n]+)/,
  },
  { expression: /Expected constructor: (?<expected>[^\n]+)\n\s*Received constructor: (?<actual>[^\n]+)/ },
  { expression: /Expected (?:substring|pattern|message): +(?<expected>[^\n]+)\n\s*Received message: +(?<actual>[^\n]+)/ },
  { expression: /Expected (?:substring|pattern|message|constructor): +(?<expected>[^\n]+)/ },
  { expression: /Expected path: (?<expected>[^\n]+)\n\s*Received path: (?<actual>[^\n]+)/ },
  { expression: /(?:Expected|Snapshot)[^:\n]{0,20}: +(?<expected>[^\n]+)\n+\s*Received[^:\n]{0,20}: +(?<actual>[^\n]+)/ },
  { expression: /Received promise (?<actual>(?:resolved|rejected)) instead of (?<expected>\w+)/ },
  { expression: /promise (?<actual>(?:resolved|rejected) "[^"]*") instead of (?<expected>\w+)/ },
  { expression: /expected:? ?<(?<expected>[^\n]*?)> but was:? ?<(?<actual>[^\n]*?)>/ },
  { expression: /^\s*Expected: (?<expected>[^\n]+)\n\s*but: (?:was )?(?<actual>[^\n]+)/m },
  { expression: /expected: (?<expected>[^\n]+)\n\s*but was: (?<actual>[^\n]+)/i },
  { expression: /to throw error (?:including|matching) (?<expected>.+?) but got (?<actual>[^\n]+)/ },
  { expression: /expected number of assertions to be (?<expected>\d+), but got (?<actual>\d+)/ },
  { expression: /expected (?<actual>[^\n]{1,400}?) to have property (?<expected>[^\n]+)/ },
  { expression: /expected (?<actual>[^\n]{1,400}?) to have a length of (?<expected>\S+) but got/ },
  {
    expression:
      /expected (?<actual>[^\n]{1,400}?)(?<! not) to (?:deeply equal|strictly equal|be close to|equal|match|include|be) (?<expected>[^\n]+?)(?: \/\/ [^\n]*|, received [^\n]*)?$/m,
  },
  { expression: /^(?<actual>[^\n]+?) !==? (?<expected>[^\n]+?)(?: within \d+ (?:places|delta)[^\n]*)?$/m },
  { expression: /Expected values? to (?:be )?strictly [^\n]*:\n+(?<actual>[^\n]+?) !== (?<expected>[^\n]+)/ },
  { expression: /Expected value to [^\n]*:\n\s*(?<expected>[^\n]+)\nReceived:\n\s*(?<actual>[^\n]+)/ },
  { expression: /Obtained: (?<actual>[^\n]+)\n\s*Expected: (?<expected>[^\n]+)/ },
  { expression: /^(?:E? *)?assert (?!not )(?<actual>[^\n]+?) == (?<expected>[^\n]+)$/m },
  { expression: /Regex didn't match: (?<expected>[^\n]+?) not found in (?<actual>[^\n]+)/ },
  { expression: /^(?<expected>[^\n]+?) not found in (?<actual>[^\n]+)$/m },
]

/** The compared values as a message prints them; whole diffs of Jest, Vitest and node:assert by their signs. */
export function comparedInText(text: string): Partial<FailureFields> {
  return signedDiff(text) ?? readPatterns(PATTERNS, text.replace(/^\s*(?:Assertion\w*Error|Error)(?: \[\w+\])?: /, ''))
}

/** `- Expected` / `+ Received` above, `-` and `+` before each line: Jest, Vitest; node:assert has the signs the other way round. */
function signedDiff(text: string): Partial<FailureFields> | null {
  const usual = /^- Expected\b.*\n\+ Received\b.*$/m.exec(text)
  const nodes = usual ? null : /^\+ actual - expected.*$/m.exec(text)
  const start = usual ?? nodes
  if (!start) return null
  const lines = text.slice(start.index + start[0].length).split('\n')
  const side = (sign: string) =>
    lines
      .filter((line) => line.startsWith(sign))
      .map((line) => line.slice(1).trim())
      .join('\n') || null
  return { expected: side('-'), actual: side('+') }
}
