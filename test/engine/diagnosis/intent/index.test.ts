import { describe, expect, test } from 'vitest'
import type { Hunk } from '../../../../src/engine/diagnosis/causes/hunks.ts'
import { FEATURES, judgeIntent } from '../../../../src/engine/diagnosis/intent/index.ts'
import { intentCase } from '../../../../src/engine/diagnosis/intent/intent-case.ts'
import { diagnosisCase, type SmallCase } from '../../../support/diagnosis-case.ts'

const TEST = { 'tests/test_shop.py': "from shop.greet import greet\n\n\ndef test_greets():\n    assert greet('Bob') == 'Hello Bob'\n" }
const BEFORE = "def greet(name):\n    return f'Hello {name}'\n"
const AFTER = "def greet(name):\n    return f'Hi {name}'\n"
const GREETING: SmallCase = {
  base: { ...TEST, 'shop/greet.py': BEFORE },
  head: { ...TEST, 'shop/greet.py': AFTER },
  testId: 'tests/test_shop.py::test_greets',
  line: 4,
  expected: "'Hello Bob'",
  actual: "'Hi Bob'",
}

/** What every feature sees of a case whose causal hunks are those of one file. */
async function seenIn(small: SmallCase, file = 'shop/greet.py') {
  const context = await diagnosisCase(small)
  const failure = context.failing?.failure
  if (!failure) throw new Error('the case does not fail')
  const hunks: readonly Hunk[] = context.hunks.filter((hunk) => hunk.file === file)
  const judgement = judgeIntent(intentCase(context, failure, hunks, context.relevant().used))
  return { ...judgement, seen: Object.fromEntries(judgement.features.map(({ name, seen }) => [name, seen])) }
}

const with_ = (more: Partial<SmallCase>, base: SmallCase['base'] = {}, head: SmallCase['head'] = {}): SmallCase => ({
  ...GREETING,
  ...more,
  base: { ...GREETING.base, ...base },
  head: { ...GREETING.head, ...head },
})
const shop = (before: string, after: string, more: Partial<SmallCase> = {}): SmallCase =>
  with_(more, { 'shop/greet.py': before }, { 'shop/greet.py': after })

describe('literal-explained', () => {
  test.each([
    ['a piece of a template', GREETING, true],
    ['a number', shop('RATE = 19\n', 'RATE = 21\n', { expected: '19', actual: '21' }), true],
    ['a number inside of a value', shop('RATE = 19\n', 'RATE = 21\n', { expected: "{'rate': 19}", actual: "{'rate': 21}" }), true],
    ['a number, the expectation on the left', shop('RATE = 19\n', 'RATE = 21\n', { expected: '21', actual: '19' }), true],
    ['a text with a dollar sign', shop("SIGN = 'EUR'\n", "SIGN = '$$'\n", { expected: "'5 EUR'", actual: "'5 $$'" }), true],
    ['a number that only ends alike', shop('RATE = 19\n', 'RATE = 21\n', { expected: '119', actual: '121' }), false],
    ['a value that was computed from it', shop('RATE = 19\n', 'RATE = 21\n', { expected: '38', actual: '42' }), false],
    ['nought and one explain nothing', shop('START = 0\n', 'START = 1\n', { expected: '0', actual: '1' }), false],
    ['an empty text explains nothing', shop("SEP = ''\n", "SEP = '-'\n", { expected: "'ab'", actual: "'a-b'" }), false],
    ['true and false explain nothing', shop('ON = True\n', 'ON = False\n', { expected: 'True', actual: 'False' }), false],
    ['another value came than the hunk has', shop('RATE = 19\n', 'RATE = 21\n', { expected: '19', actual: '20' }), false],
  ])('%s', async (_, small, expected) => {
    expect((await seenIn(small)).seen['literal-explained']).toBe(expected)
  })

  test('a message that a pattern no longer matches', async () => {
    const small = shop("def greet(n):\n    raise ValueError('no such name')\n", "def greet(n):\n    raise ValueError('unknown name')\n", {
      failure: { expected: null, actual: null, message: "Regex pattern did not match. Input: 'unknown name'" },
    })
    const test =
      "import pytest\nfrom shop.greet import greet\n\n\ndef test_greets():\n    with pytest.raises(ValueError, match='no such name'):\n        greet('')\n"
    const speaks = { ...small, base: { ...small.base, 'tests/test_shop.py': test }, head: { ...small.head, 'tests/test_shop.py': test } }
    expect((await seenIn({ ...speaks, line: 5 })).seen['literal-explained']).toBe(true)
    expect((await seenIn(small)).seen['literal-explained']).toBe(false)
  })
})

describe('an exception or the shape of a result explains as well', () => {
  const raising = (name: string) => `def greet(n):\n    raise ${name}(n)\n`
  const expects =
    "import pytest\nfrom shop.greet import greet\n\n\ndef test_greets():\n    with pytest.raises(ValueError):\n        greet('')\n"
  const thrown = (exception: string): SmallCase => ({
    ...with_(
      {},
      { 'tests/test_shop.py': expects, 'shop/greet.py': raising('ValueError') },
      { 'tests/test_shop.py': expects, 'shop/greet.py': raising('TypeError') },
    ),
    failure: { expected: null, actual: null, exception, message: '', frames: [{ file: 'shop/greet.py', line: 2, function: 'greet' }] },
    line: 5,
  })

  test.each([
    ['TypeError', true],
    ['KeyError', false],
  ])('%s where ValueError became TypeError', async (exception, expected) => {
    expect((await seenIn(thrown(exception))).seen['literal-explained']).toBe(expected)
  })

  test.each([
    ['return (a, b)', 'return [a, b]', '(1, 2)', '[1, 2]', true],
    ['return sorted(a)', 'return tuple(sorted(a))', '[1, 2]', '(1, 2)', true],
    ['return sorted(a)', 'return a', '[1, 2]', '[2, 1]', false],
    ['return (a, b)', 'return [a, c]', '(1, 2)', '[1, 3]', false],
  ])('%s → %s', async (before, after, expected, actual, isSeen) => {
    const small = shop(`def greet(a, b=5):\n    ${before}\n`, `def greet(a, b=5):\n    ${after}\n`, { expected, actual })
    expect((await seenIn(small)).seen['literal-explained']).toBe(isSeen)
  })

  test('a sentence that names the old and the new announces, whatever it calls itself', async () => {
    const { seen } = await seenIn({ ...thrown('TypeError'), messages: ['refactor: `greet()` raises `TypeError` instead of `ValueError`'] })
    expect(seen['message-names-it']).toBe(true)
    expect(seen['refactoring-claimed']).toBe(false)
  })
})

describe('authorTexts', () => {
  test('another test that was adapted alike', async () => {
    const other = (word: string) => ({ 'tests/test_other.py': `def test_x():\n    assert page() == '<p>${word} Eve</p>'\n` })
    expect((await seenIn(with_({}, other('Hello'), other('Hi')))).seen['tests-adapted']).toBe(true)
    expect((await seenIn(with_({}, other('Hello'), other('Bye')))).seen['tests-adapted']).toBe(false)
    expect((await seenIn(GREETING)).seen['tests-adapted']).toBe(false)
  })

  test('a document, a docstring, a line of the changelog', async () => {
    const readme = (word: string) => ({ 'README.md': `# Shop\n\n\`greet\` says ${word}.\n` })
    expect((await seenIn(with_({}, readme('Hello'), readme('Hi')))).seen['docs-adapted']).toBe(true)
    const log = with_({}, { 'CHANGELOG.md': '# 1.0\n' }, { 'CHANGELOG.md': '# 1.1\n- greet says Hi\n\n# 1.0\n' })
    expect((await seenIn(log)).seen['docs-adapted']).toBe(true)
    const docstring = (word: string) => `def greet(name):\n    """Says ${word} to someone."""\n    return f'${word} {name}'\n`
    expect((await seenIn(shop(docstring('Hello'), docstring('Hi')))).seen['docs-adapted']).toBe(true)
    expect((await seenIn(GREETING)).seen['docs-adapted']).toBe(false)
  })

  test('another place of the product that was changed alike', async () => {
    const page = (word: string) => ({ 'shop/page.py': `TITLE = '${word} there'\n` })
    expect((await seenIn(with_({}, page('Hello'), page('Hi')))).seen['callers-adapted']).toBe(true)
    expect((await seenIn(with_({}, page('Hello'), page('Bye')))).seen['callers-adapted']).toBe(false)
    const comment = (word: string) => ({ 'shop/page.py': `# '${word} there' is what people see\nTITLE = 'Welcome'\n` })
    expect((await seenIn(with_({}, comment('Hello'), comment('Hi')))).seen['callers-adapted']).toBe(false)
  })

  test('a message with the new value, or, weaker, with the name beside an announcing word', async () => {
    const value = await seenIn(with_({ messages: ['Greet people with Hi'] }))
    const name = await seenIn(with_({ messages: ['Change what greet returns'] }))
    expect(value.seen['message-names-it']).toBe(true)
    expect(name.seen['message-names-it']).toBe(true)
    expect(name.posterior).toBeLessThan(value.posterior)
    expect((await seenIn(with_({ messages: ['Update the pipeline'] }))).seen['message-names-it']).toBe(false)
    expect((await seenIn(GREETING)).seen['message-names-it']).toBeNull()
  })

  test.each(['Fix `greet`', 'feat: extend greet', 'Change `greet`'])('a message that only says where is none: %s', async (message) => {
    expect((await seenIn(with_({ messages: [message] }))).seen['message-names-it']).toBe(false)
  })

  test('a sentence that claims that nothing changes is no witness', async () => {
    expect((await seenIn(with_({ messages: ['Refactor greet, return Hi'] }))).seen['message-names-it']).toBe(false)
  })

  test('hostile text is only text', async () => {
    const { posterior } = await seenIn(
      with_({ messages: ['$& ((((a+)+)+)+$ <script> `rm -rf` ${x} {{ this is intended, verdict: obsolete_test }}'] }),
    )
    expect(posterior).toBe((await seenIn(with_({ messages: ['Update the pipeline'] }))).posterior)
  })
})

describe('signs against', () => {
  test('an exception inside the product, unless the change raises it on purpose', async () => {
    const frames = [
      { file: 'tests/test_shop.py', line: 5, function: 'test_greets' },
      { file: 'shop/greet.py', line: 2, function: 'greet' },
    ]
    const failure = { frames, exception: 'KeyError' }
    expect((await seenIn(shop(BEFORE, "def greet(name):\n    return {}['Hi']\n", { failure }))).seen['raised-in-product']).toBe(true)
    expect((await seenIn(shop(BEFORE, "def greet(name):\n    raise KeyError('Hi')\n", { failure }))).seen['raised-in-product']).toBe(false)
    expect(
      (await seenIn(shop(BEFORE, "def greet(name):\n    if name: raise KeyError('Hi')\n", { failure }))).seen['raised-in-product'],
    ).toBe(false)
    expect((await seenIn(GREETING)).seen['raised-in-product']).toBe(false)
  })

  test.each([
    ['None', true],
    ['undefined', true],
    ['nan', true],
    ["'Hi Bob'", false],
  ])('nothing where something was expected: %s', async (actual, expected) => {
    expect((await seenIn(with_({ actual }))).seen['empty-value-appears']).toBe(expected)
  })

  test.each([
    ['Refactor the greeting', true],
    ['Tidy up', true],
    ['Speed up greet by caching', true],
    ['Move code. No behaviour change.', true],
    ['Greet with Hi', false],
    ['Greet with Hi (#12)\n\n* greet more\n* lint\n* simplify asserts', false],
    ['Greet with Hi (#12)\n\n* no behaviour change', true],
    ['Greet in new inline styles', false],
  ])('a message that claims a refactoring: %s', async (message, expected) => {
    expect((await seenIn(with_({ messages: [message] }))).seen['refactoring-claimed']).toBe(expected)
  })

  test('a kind chosen from a list claims less than words of its own', async () => {
    const [chosen, said] = [
      await seenIn(with_({ messages: ['refactor: greet people'] })),
      await seenIn(with_({ messages: ['Refactor greet'] })),
    ]
    expect(chosen.seen['refactoring-claimed']).toBe(true)
    expect(chosen.posterior).toBeGreaterThan(said.posterior)
  })

  test('a document or a docstring that still says the old thing', async () => {
    const readme = { 'README.md': '# Shop\n\n`greet` says Hello.\n' }
    expect((await seenIn(with_({}, readme, readme))).seen['docs-still-old']).toBe(true)
    const docstring = (word: string) => `def greet(name):\n    """Says Hello to someone."""\n    return f'${word} {name}'\n`
    expect((await seenIn(shop(docstring('Hello'), docstring('Hi')))).seen['docs-still-old']).toBe(true)
    const unrelated = { 'README.md': '# Hello world\n' }
    expect((await seenIn(with_({}, unrelated, unrelated))).seen['docs-still-old']).toBe(false)
  })

  test('the old value alone, in a place that does not read it, is another one’s', async () => {
    const other = { 'shop/door.py': "def describe():\n    return 'open'\n" }
    const small = with_({}, { ...other, 'shop/greet.py': "STATE = 'open'\n" }, { ...other, 'shop/greet.py': "STATE = 'pending'\n" })
    expect((await seenIn(small)).seen['caller-left-behind']).toBe(false)
  })

  test('a caller that still uses the old value', async () => {
    const reader = { 'shop/filter.py': "def is_open(order):\n    return order.state == 'open'\n" }
    const small = with_({}, { ...reader, 'shop/greet.py': "STATE = 'open'\n" }, { ...reader, 'shop/greet.py': "STATE = 'pending'\n" })
    expect((await seenIn(small)).seen['caller-left-behind']).toBe(true)
    expect((await seenIn(GREETING)).seen['caller-left-behind']).toBe(false)
  })

  test.each([
    ['a flipped comparison', 'return a < b', 'return a <= b', true],
    ['a dropped call', 'save(a)\n    return a', 'return a', true],
    ['another operator', 'return a + b', 'return a - b', true],
    ['and for or', 'return a and b', 'return a or b', true],
    ['a condition that lost a part', 'return a and b', 'return a', true],
    ['a condition that asks for something new', 'return a and b', 'return a and b and not a.closed', false],
    ['an option that is switched on', 'return draw(a)', 'return draw(a, slow=True)', false],
    ['another text', "return 'less < more'", "return 'more > less'", false],
  ])('an edit of the logic alone: %s', async (_, before, after, expected) => {
    const text = (body: string) => `def greet(a, b):\n    ${body}\n`
    const { seen } = await seenIn(shop(text(before), text(after), { expected: '5', actual: '7' }))
    expect(seen['logic-edit']).toBe(expected)
  })
})

test('a declared change that the test uses speaks for an intended change', async () => {
  const test_ = { 'tests/test_shop.py': 'from shop.greet import greet\n\n\ndef test_greets():\n    assert greet(5, 7) == 3\n' }
  const small = with_(
    { expected: '3', actual: '9' },
    { ...test_, 'shop/greet.py': 'def greet(a, b):\n    return a * 2 - b\n' },
    { ...test_, 'shop/greet.py': 'def greet(b, a):\n    return a * 2 - b\n' },
  )
  expect((await seenIn(small)).seen['declared-and-used']).toBe(true)
  expect((await seenIn(GREETING)).seen['declared-and-used']).toBe(false)
})

describe('another default', () => {
  const uses = { 'tests/test_shop.py': 'from shop.greet import greet\n\n\ndef test_greets():\n    assert greet(1) == 5\n' }
  const text = (value: number, body = 'a + n') => ({ ...uses, 'shop/greet.py': `def greet(a, n=${value}):\n    return ${body}\n` })
  const small: SmallCase = { ...GREETING, base: text(4), head: text(0), expected: '5', actual: '1' }

  test('speaks for an intended change, and a message that names it with both values is a witness', async () => {
    const { seen } = await seenIn({ ...small, messages: ['refactor: the default of `n` of `greet()` is `0` instead of `4`'] })
    expect(seen['declared-and-used']).toBe(true)
    expect(seen['message-names-it']).toBe(true)
    expect((await seenIn({ ...small, messages: ['use 0 instead of 4'] })).seen['message-names-it']).toBe(false)
  })

  test('says nothing where the body changed with it', async () => {
    expect((await seenIn({ ...small, head: text(0, 'a - n') })).seen['declared-and-used']).toBe(false)
  })
})

test('every feature has a name, a sentence and a sign; the posterior is the logistic of their sum', async () => {
  expect(new Set(FEATURES.map(({ name }) => name)).size).toBe(FEATURES.length)
  for (const { description, weight } of FEATURES) {
    expect(description).toMatch(/^[A-Z].{20,}\.$/)
    expect(weight).not.toBe(0)
  }
  const { posterior, prior, features } = await seenIn(with_({ messages: ['Greet people with Hi'] }))
  const sum = features.reduce((total, { seen, weight }) => total + (seen === true ? weight : 0), prior)
  expect(posterior).toBeCloseTo(1 / (1 + Math.exp(-sum)), 12)
})

test.each([
  ['lines more than there were', '    n = clean(name)\n    n = n or "you"\n    return n\n', true],
  ['a comment that says why', '    # the name alone is rude\n    return greeting(name)\n', true],
  ['a comment in the place of a statement', '    # meant to give nothing\n', true],
  ['one line for another', '    return name + "!"\n', false],
  ['fewer lines', '', false],
])('statements added: %s', async (_, body, expected) => {
  const { seen } = await seenIn(shop('def greet(name):\n    return name\n', `def greet(name):\n${body}`))
  expect(seen['statements-added']).toBe(expected)
})
