import type { FailureAnalyser } from './failure-analyser.ts'
import type { TextPattern } from './text-pattern.ts'
import { readPatterns } from './text-pattern.ts'

/** How deprecations name what is to be used instead. */
const SUCCESSORS: readonly TextPattern[] = [
  {
    expression:
      /(?:[Uu]se|[Pp]refer|[Ss]witch to|[Cc]all|[Mm]igrate to|replaced (?:by|with)|in favou?r of|renamed (?:to|as)|superseded by)(?: the)?(?: new)?(?: (?:class|function|method|property|option|module|argument|parameter))? [`'":]{0,3}(?<successor>[A-Za-z_$][\w$.]*[\w$])/,
  },
]

export const runtimeError = {
  type: 'runtime_error',
  description: 'Any other exception, and warnings that count as errors.',
  // a SyntaxError that comes here was thrown while the program read data
  isThrown: (exception) => /Warning$|^SyntaxError$/.test(exception),
  isSaid: () => false,
  patterns: [],
  read: ({ exception, text }) => (/Warning$/.test(exception) || /deprecat/i.test(text) ? readPatterns(SUCCESSORS, text) : {}),
} satisfies FailureAnalyser
