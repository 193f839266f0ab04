import type { FailureAnalyser } from './failure-analyser.ts'
import { hasCompilerCode } from './typescript-diagnostic.ts'

/** `JSON.parse`, `new RegExp`, `BigInt` and selectors throw SyntaxErrors as well: those are about data, not source. */
const OF_DATA = /is not valid JSON|in JSON at position|end of JSON input|Invalid regular expression|to a BigInt|is not a valid selector/

export const syntaxError = {
  type: 'syntax_error',
  description: 'A source file cannot be parsed or compiled.',
  isThrown: (exception, { text, phase, frames }) =>
    (/^(?:SyntaxError|IndentationError|TabError|CompilationError|CompilationException|ParseError)$/.test(exception) &&
      !OF_DATA.test(text) &&
      !isParsedAtRunTime(text, phase, frames)) ||
    hasCompilerCode(text, 'syntax_error'),
  isSaid: (text) =>
    !OF_DATA.test(text) &&
    /SyntaxError|Unexpected token|Parse failure|Transform failed|invalid syntax|encountered an unexpected token|Unresolved compilation/.test(
      text,
    ),
  patterns: [],
  read: () => ({}),
} satisfies FailureAnalyser

/** `ast.parse(text)` and `compile(text, …)` in a test that runs: the text is not a file of the repository. */
function isParsedAtRunTime(
  text: string,
  phase: string | undefined,
  frames: readonly { readonly file: string | null }[] | undefined,
): boolean {
  return phase === 'call' && /\(<(?:unknown|string)>, line \d+\)$/.test(text) && frames?.at(-1)?.file === null
}
