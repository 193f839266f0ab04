import { expect, test } from 'vitest'
import { claimsNoChange, deniesChange, sentences, withoutPrefix } from '../../../../../src/engine/diagnosis/intent/reading/sentences.ts'

test.each([
  [['One. Two; three\nfour'], ['One', 'Two', 'three', 'four']],
  [['Say "a. b; c" now. Next'], ['Say "a. b; c" now', 'Next']],
  [['Call `f(a; b)`! More'], ['Call `f(a; b)`', 'More']],
  [['a "lone quote. And more'], ['a "lone quote', 'And more']],
  [['Use 1.5 now'], ['Use 1.5 now']],
  [[''], []],
])('%j', (texts, expected) => {
  expect(sentences(texts)).toEqual(expected)
})

test('long hostile text is cut in no time', () => {
  const startedAt = performance.now()
  sentences(['"`.'.repeat(7000), `${'a"'.repeat(9999)}.`])
  expect(performance.now() - startedAt).toBeLessThan(500)
})

test.each([
  ['Tidy up load', true, false],
  ['refactor: load is asynchronous', true, false],
  ['Make `extract()` asynchronous', false, false],
  ['No change of behaviour', true, true],
  ['no functional changes', true, true],
  ['Raise another error', false, false],
])('%s: claims %s, denies %s', (sentence, claims, denies) => {
  expect([claimsNoChange(sentence), deniesChange(sentence)]).toEqual([claims, denies])
})

test.each([
  ['refactor: load is asynchronous', 'load is asynchronous'],
  ['fix(parser)!: raise', 'raise'],
  ['load is asynchronous', 'load is asynchronous'],
])('%s without its prefix', (sentence, expected) => {
  expect(withoutPrefix(sentence)).toBe(expected)
})
