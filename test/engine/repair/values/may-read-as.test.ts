import { describe, expect, test } from 'vitest'
import { languages } from '../../../../src/engine/languages/index.ts'
import { valueOfText } from '../../../../src/engine/repair/expected/value-text.ts'
import { mayReadAs } from '../../../../src/engine/repair/values/may-read-as.ts'
import { testParsers } from '../../../support/grammars.ts'

describe('whether a written value may be the one that was compared', () => {
  test.each([
    ['3', '3', true],
    ['3', '4', false],
    ['total()', '4', true],
    ['[1, name()]', "[1, 'a']", true],
    ['[2, name()]', "[1, 'a']", false],
    ['[1, 2]', '[1, 2, 3]', false],
    ['[1, *more]', '[1, 2, 3]', true],
    ['(1, 2)', '[1, 2]', false],
    ["Point('a', 1)", "shop.Point(x='a', y=1)", true],
    ["Point('a', y=2)", "shop.Point(x='a', y=1)", false],
    ["Other('a', 1)", "shop.Point(x='a', y=1)", false],
    ['(1, 2)', 'shop.Point(x=1, y=2)', true],
    ['1', 'shop.Point(x=1, y=2)', false],
    ["{'a': name()}", "{'a': 1}", true],
    ["{'a': name()}", "{'b': 1}", false],
    ["{'a': name()}", "{'a': 1, 'b': 2}", false],
    ["{'a': 1, **more}", "{'a': 1, 'b': 2}", true],
  ])('%s as %s: %s', async (written, value, answer) => {
    const parsers = await testParsers()
    const [one, other] = [written, value].map((text) => valueOfText(text, languages.python, parsers))
    if (!one || !other) throw new Error('it is not read')
    expect(mayReadAs(one, other)).toBe(answer)
  })
})
