import type { FailureAnalyser } from './failure-analyser.ts'
import type { TextPattern } from './text-pattern.ts'
import { hasCompilerCode } from './typescript-diagnostic.ts'

/** JavaScript has no class of its own for it: a name was looked for, and what it was looked for on has none of that name, or is nothing. */
const NOT_THERE =
  /(?:(?<![\w$])[A-Za-z_$][\w$]{0,100}|\))\)? is not a (?:function|constructor)|Cannot (?:read|set) propert|Cannot destructure property|(?:undefined|null) is not an object/

const ON_NOTHING: readonly TextPattern[] = [
  { expression: /Cannot (?:read|set) properties of (?<owner>undefined|null) \((?:reading|setting) '(?<missingName>[^']+)'\)/ },
  { expression: /Cannot (?:read|set) property '(?<missingName>[^']+)' of (?<owner>undefined|null)/ },
  { expression: /Cannot destructure property '(?<missingName>[^']+)' of '.{1,200}' as it is (?<owner>undefined|null)/ },
]

export const attributeError = {
  type: 'attribute_error',
  description: 'A name, method or property was looked for and is not there.',
  isThrown: (exception, { text }) =>
    /^(?:AttributeError|NoSuchMethodError|NoSuchFieldError|NoSuchMethodException|NoSuchFieldException|FixtureLookupError|NameError|UnboundLocalError|ReferenceError)$/.test(
      exception,
    ) ||
    (exception === 'TypeError' && NOT_THERE.test(text)) ||
    hasCompilerCode(text, 'attribute_error'),
  isSaid: (text) =>
    /has no attribute|\bis not defined\b|NoSuchMethodError|Property '[^']+' does not exist|fixture '[^']+' not found|Invalid Chai property/.test(
      text,
    ),
  patterns: [
    { expression: /module '(?<module>[^']+)' has no attribute '(?<missingName>[^']+)'(?:\. Did you mean: '(?<suggestion>[^']+)')?/ },
    {
      expression:
        /(?:type object|class) '(?<owner>[^']+)' has no attribute '(?<missingName>[^']+)'(?:\. Did you mean: '(?<suggestion>[^']+)')?/,
    },
    {
      expression: /'module' object at (?<module>[\w.]+) has no attribute '(?<missingName>[^']+)'/,
    },
    {
      expression: /'(?<owner>[^']+)' object has no attribute '(?<missingName>[^']+)'(?:\. Did you mean: '(?<suggestion>[^']+)')?/,
    },
    { expression: /<module '(?<module>[^']+)'[^>]*> has no attribute '(?<missingName>[^']+)'/ },
    { expression: /<class '(?<owner>[^']+)'> has no attribute '(?<missingName>[^']+)'/ },
    { expression: /has no attribute '(?<missingName>[^']+)'/ },
    { expression: /name '(?<missingName>[^']+)' is not defined(?:\. Did you mean: '(?<suggestion>[^']+)')?/ },
    { expression: /^\('(?<missingName>\w+)', <\w*Request/ },
    { expression: /fixture '(?<missingName>[^']+)' not found/ },
    { expression: /Invalid Chai property: (?<missingName>[\w$]+)(?:\. Did you mean "(?<suggestion>[\w$]+)")?/ },
    {
      expression:
        /TS\d{4}: Property '(?<missingName>[^']+)' does not exist on type '(?:typeof )?(?<owner>[\w$.]+)[^']*'(?:\. Did you mean '(?<suggestion>[^']+)')?/,
    },
    { expression: /TS\d{4}: Property '(?<missingName>[^']+)' does not exist/ },
    { expression: /TS\d{4}: Cannot find name(?:space)? '(?<missingName>[^']+)'(?:\. Did you mean '(?<suggestion>[\w$]+)')?/ },
    ...ON_NOTHING,
    {
      expression: /(?<=(?<chain>[\w$.[\]() ,]{0,80}))(?<![\w$])(?<missingName>[A-Za-z_$][\w$]{0,100})\)? is not a (?:function|constructor)/,
    },
    // what `toThrow` shows of it, cut
    { expression: /but got '\(0 , __vite_ssr_import_\d+__\.(?<missingName>[A-Za-z_$][\w$]{0,100})\) …/ },
    { expression: /(?<![\w$])(?<missingName>[A-Za-z_$][\w$]{0,100}) is not defined/ },
  ],
  read: ({ exception, text }) => {
    // CPython says no more of an enum's member, of an unset slot and of a sealed mock
    const bare = exception === 'AttributeError' ? /^(?:AttributeError: )?(?:(\w+)\.)?([A-Za-z_]\w*)$/.exec(text.trim()) : null
    return bare ? { missingName: bare[2] ?? null, ...(bare[1] ? { owner: bare[1] } : {}) } : {}
  },
} satisfies FailureAnalyser
