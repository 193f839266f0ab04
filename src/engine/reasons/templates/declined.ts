import type { DECLINED as CODES } from '../../../model/reasons/declined.ts'
import type { TemplatesFor } from '../template.ts'

const NOT_EDITED = {
  'not-literal': 'the expected value is computed, so no literal can be changed',
  'no-literal-form': 'the value that came cannot be written as a literal',
  'name-not-there': 'the value that came needs a class that the test file does not import',
  layout: 'the items that came and went cannot be put into the layout of the list',
  'not-equal-after': 'the edited value would not equal the one that came',
  'of-the-product': 'the expected value is written in the product, not in the tests',
  'several-places': 'several places may hold the expected value',
  'not-taken': 'what the mock stands for does not take this call: the product may call it wrongly',
  'no-counterpart': 'nothing in what came stands where the expected part stood',
} as const

const NOT_FOLLOWED = {
  'not-called': 'nothing calls the mock any more: a call may have been lost',
  exchanged: 'two values of the call changed places, and nothing declares that',
  number: 'how often the mock is called differs, and the assertion has no number to change',
} as const

const NOT_REMOVED = {
  'outside-tests': 'a fixture, a helper or a constant uses what was removed',
  'still-exercises': 'a test that uses what was removed exercises something that is still there',
  'no-assertion-left': 'a test would be left without an assertion',
  'whole-file': 'no test would be left in the file or in a suite: delete it by hand if it was to go',
  layout: 'an import cannot be taken apart',
  'more-than-rows': 'more than single rows of a table use what was removed, or a row uses something that is still there',
  'still-named': 'a row uses what was removed, and the product still has that name',
} as const

const RESULT_NOT_FOLLOWED = {
  'property-with-arguments': 'a call passes an argument, which a property does not take',
  'any-exception': 'it raises what nearly every exception is one of, so that a test of that would pass whatever goes wrong',
  'class-not-importable': 'the new class has no name in the test',
  'fields-crossed': 'the test calls a value by the name of another field: two of them may be exchanged',
  'name-bound-again': 'a name that takes a value is given another one later',
  'no-such-place': 'the test takes another number of values than came back',
  'places-changed': 'other values are at the places of the old ones now',
  'result-pending': 'the test does not wait for it where it calls it',
  'lost-value-read': 'the test reads a value that does not come back any more',
} as const

const NOT_AWAITED = {
  generator: 'what gives its values one after the other has to be gone through, not waited for',
  'outside-functions': 'it is called outside of any function',
  'handed-on': 'a helper that would have to wait is handed on to code that does not wait for it',
  'nobody-waits': 'it is called in a function that nobody waits for',
} as const

export const DECLINED: TemplatesFor<typeof CODES> = {
  'new-name-not-usable': ({ file }, { code }) =>
    `a use in ${code(file)} cannot be renamed: the new name is taken there, or its module does not export it`,
  'compares-with-successor': ({ file }, { code }) =>
    `a test in ${code(file)} uses the old name and its successor: brought to one of them it would compare a thing with itself`,
  'tests-the-notice': ({ file }, { code }) => `a test in ${code(file)} is about the notice that the old name is at its end`,
  'call-not-adapted': ({ file }, { code }) => `a use in ${code(file)} cannot be written as the old name called its successor`,
  'move-not-followed': ({ file }, { code }) => `a use in ${code(file)} cannot be pointed at the new place`,
  'result-not-followed': ({ symbol, file, why }, { code }) =>
    `what ${code(symbol)} gives back cannot be followed in ${code(file)}: ${RESULT_NOT_FOLLOWED[why]}`,
  'not-awaited': ({ file, why }, { code }) => `${code(file)} cannot wait for what became asynchronous: ${NOT_AWAITED[why]}`,
  'parameter-replaced': () => 'one parameter went and another came: a person must say whether the new one means the same',
  'argument-not-plain': () => 'the argument of the removed parameter is more than a plain value',
  'two-arguments-one-parameter': () => 'two arguments mean the same parameter now',
  'parameter-needs-value': ({ parameter }, { code }) => `${code(parameter)} needs a value`,
  'parameter-not-reachable': ({ parameter }, { code }) => `${code(parameter)} cannot be reached without a value for another parameter`,
  'values-disagree': ({ parameter, one, other, place }, { code, place: at }) =>
    `${code(parameter)} needs a value, and those who give one do not agree: ${code(one)} or, in ${at(place)}, ${code(other)}`,
  'value-not-at-hand': ({ parameter, value, place }, { code, place: at }) =>
    `${code(parameter)} needs a value: ${at(place)} gives it ${code(value)}, and the test has nothing of that name`,
  'examples-disagree': ({ symbol }, { code }) =>
    `callers of ${code(symbol)} were adapted in different ways, and none of them is like the test`,
  'default-differs': ({ parameter, before, after }, { code }) =>
    `${code(parameter)} was ${code(before)} where a call leaves it out, and would be ${code(after)} now: a person must say which one is meant`,
  'keyword-gone': () => 'a parameter can no longer be passed by keyword',
  'changes-contradict': () => 'two declared changes ask for different edits of the same place',
  'tests-contradict': () => 'tests of one file need different edits of the same place',
  'would-not-parse': () => 'the edited file would not parse',
  'expected-not-edited': ({ why }) => NOT_EDITED[why],
  'call-not-followed': ({ why }) => NOT_FOLLOWED[why],
  'not-removed': ({ file, why }, { code }) => `nothing is removed from ${code(file)}: ${NOT_REMOVED[why]}`,
  'value-not-stable': () => 'the value is another one in each run',
  'value-not-usable': ({ value }, { text }) => `${text(value)} came, which looks like a failure: no test is made to expect that`,
}
