import type { FailureAnalyser } from './failure-analyser.ts'
import { hasCompilerCode } from './typescript-diagnostic.ts'

export const typeError = {
  type: 'type_error',
  description: 'A callable was given arguments that it does not take, or a value of a kind that does not fit.',
  isThrown: (exception, { text }) =>
    (/^(?:TypeError|ClassCastException|IncompatibleClassChangeError|ArrayStoreException)$/.test(exception) &&
      !/fetch failed|Failed to fetch|dynamic import callback was invoked/.test(text)) ||
    hasCompilerCode(text, 'type_error'),
  isSaid: () => false,
  patterns: [
    {
      expression:
        /(?<![\w.<>])(?<callable>[\w.<>]{1,200})\(\) got an unexpected keyword argument '(?<unexpectedArgument>[^']+)'(?:\. Did you mean '(?<suggestion>[^']+)')?/,
    },
    {
      expression:
        /(?<![\w.<>])(?<callable>[\w.<>]{1,200})\(\) got some positional-only arguments passed as keyword arguments: '(?<unexpectedArgument>\w+)/,
    },
    { expression: /'(?<unexpectedArgument>\w+)' is an invalid keyword argument for (?<callable>[\w.]+)\(\)/ },
    {
      expression:
        /(?<![\w.<>])(?<callable>[\w.<>]{1,200})\(\) (?:takes (?:from )?\d+|takes no|missing \d+ required|takes exactly|got multiple values for|takes at (?:most|least))/,
      also: { wrongArity: true },
    },
    { expression: /\b(?<callable>\w{1,100}) expected (?:at (?:most|least) )?\d+ arguments?, got \d+/, also: { wrongArity: true } },
    // the signature of an autospecced mock binds by itself and does not know its callable's name
    { expression: /got an unexpected keyword argument '(?<unexpectedArgument>[^']+)'/ },
    {
      expression: /missing a required (?:keyword-only )?argument: '|too many positional arguments|multiple values for argument '/,
      also: { wrongArity: true },
    },
    { expression: /TS255[45]: Expected (?:at least )?(?<expected>[\d-]+) arguments?, but got (?<actual>\d+)/, also: { wrongArity: true } },
    { expression: /TS\d{4}: Argument of type '(?<actual>[^']+)' is not assignable to parameter of type '(?<expected>[^']+)'/ },
    { expression: /TS\d{4}: Type '(?<actual>[^']+)' is not assignable to type '(?<expected>[^']+)'/ },
    {
      expression:
        /Object literal may only specify known properties, (?:and|but) '(?<unexpectedArgument>[^']+)' does not exist in type '(?<owner>[\w$]+)[^']*'(?:\. Did you mean to write '(?<suggestion>[^']+)')?/,
    },
    {
      expression:
        /argument must be (?:of type |an instance of |one of type )(?<expected>[^.]{1,300})\. Received (?:type )?(?<actual>[^\n]{1,300})/,
    },
  ],
  read: () => ({}),
} satisfies FailureAnalyser
