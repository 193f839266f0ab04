import type { FailureType } from '../../model/failure-type.ts'

/** By the class of what was thrown, as it stands at the head of a message. The first match speaks. */
const BY_CLASS: readonly (readonly [RegExp, FailureType])[] = [
  [/^(?:SyntaxError|IndentationError|TabError|CompilationError|CompilationException|ParseError)$/, 'syntax_error'],
  [
    /^(?:ModuleNotFoundError|ImportError|NoClassDefFoundError|ClassNotFoundException|UnsatisfiedLinkError|ERR_MODULE_NOT_FOUND)$/,
    'import_error',
  ],
  [
    /^(?:AttributeError|NoSuchMethodError|NoSuchFieldError|NoSuchMethodException|NoSuchFieldException|NameError|ReferenceError)$/,
    'attribute_error',
  ],
  [/Tim(?:e|ed)-?(?:o|O)ut/, 'timeout'],
  [/^(?:KeyError|MissingPropertyException)$/, 'key_error'],
  [/^(?:TypeError|ClassCastException|IncompatibleClassChangeError|ArrayStoreException)$/, 'type_error'],
  [
    /^(?:WantedButNotInvoked|TooManyActualInvocations|TooFewActualInvocations|NeverWantedButInvoked|NoInteractionsWanted|ArgumentsAreDifferent|VerificationInOrderFailure|UnnecessaryStubbingException|UnfinishedStubbingException|PotentialStubbingProblem|TooManyInvocationsError|TooFewInvocationsError|InvalidSpecError|MockitoException|MissingMethodInvocationException)$/,
    'mock_error',
  ],
]

/** By the words of the message. The first match speaks. */
const BY_WORDS: readonly (readonly [RegExp, FailureType])[] = [
  [
    /toHaveBeen(?:Called|LastCalled|NthCalled)|toHaveReturned|jest\.fn\(\)|\[?mock function|expected "(?:[\w.() ]*spy|vi\.fn\(\)|jest\.fn\(\))"|expected ".*" to (?:not )?(?:be|have been) called|expected (?:mock|spy|stub) |Expected '[^']*' to (?:have been|be) (?:called|awaited)|Expected '[^']*' to (?:not )?have been|expected call not found|Expected (?:mock|call): |Actual (?:call|not called)|not called\.|sinon|Wanted but not invoked|But was \d+ times?|No "[^"]+" export is defined on the "[^"]+" mock|does not have the attribute/i,
    'mock_error',
  ],
  [
    /Timeout of \d+ ?ms exceeded|[Ee]xceeded timeout of|[Tt]est timed out|Test timeout of|Timeout >|timed out (?:after|in)|\bTimeoutError\b|Hook timed out|[Dd]eadline exceeded|TestTimedOutException/,
    'timeout',
  ],
  [
    /Cannot find (?:module|package)|Failed to resolve import|Failed to load url|No module named|cannot import name|does not provide an export named|Could not resolve "|Failed to import/,
    'import_error',
  ],
  [
    /SyntaxError|Unexpected token|Parse failure|Transform failed|invalid syntax|encountered an unexpected token|Unresolved compilation/,
    'syntax_error',
  ],
  [/has no attribute|\bis not defined\b|NoSuchMethodError|Property '[^']+' does not exist|fixture '[^']+' not found/, 'attribute_error'],
]

const ASSERTION =
  /Assertion|AssertError|ComparisonFailure|ConditionNotSatisfied|PowerAssert|MultipleFailuresError|SpockAssert|SnapshotMismatch|JestAssertionError|ERR_ASSERTION|^assert |^E {7}assert |\bassert(?:ion)?\b|expect\(|\bexpected\b|Expected|toMatch|should (?:be|equal|have)|did not (?:raise|throw)|DID NOT RAISE|[Ss]napshot/i

/**
 * The failure type that a message tells. `type` is the thrown class where the report names it apart, `stack` may name it else;
 * 'x is not a function' and properties of undefined are attribute errors: a name was looked for and not there.
 */
export function failureTypeOf(message: string, type = '', stack = ''): FailureType {
  const text = message.slice(0, 4000)
  const thrown = lastWord(type) || headClass(text) || headClass(stack.slice(0, 4000))
  if (
    thrown === 'TypeError' &&
    /is not a (?:function|constructor)|Cannot read propert|undefined is not an object|null is not an object/.test(text)
  ) {
    return 'attribute_error'
  }
  const byClass = BY_CLASS.find(([expression]) => expression.test(thrown))
  if (byClass) return byClass[1]
  const byWords = BY_WORDS.find(([expression]) => expression.test(text))
  if (byWords) return byWords[1]
  if (ASSERTION.test(thrown)) return 'assertion_failed'
  if (/(?:Error|Exception)$/.test(thrown) && !/^(?:Error|Failure)$/.test(thrown)) return 'runtime_error'
  return ASSERTION.test(text) ? 'assertion_failed' : 'runtime_error'
}

function lastWord(name: string): string {
  return /^[\w.$]+$/.test(name) ? (name.split(/[.$]/).at(-1) ?? '') : ''
}

/** `java.lang.IllegalStateException: x`, `E   KeyError: 'a'`, `TypeError [ERR_X]: y`: the class alone. */
function headClass(text: string): string {
  const head =
    /^[ \t]{0,40}(?:E {1,9})?(?:Uncaught )?(?:[\w$]{1,100}\.){0,30}([A-Z][\w$]{0,100}?(?:Error|Exception|Failure|Failed|Exit|Interrupt|Warning|TimedOut|Timeout|Invoked|Different|Wanted|Invocations))(?: \[\w+\])?(?::|\s*$|\s\()/m.exec(
      text,
    )
  return head?.[1]?.split('$').at(-1) ?? ''
}
