import { describe, expect, test } from 'vitest'
import { climb } from '../../../../src/engine/diagnosis/index.ts'
import { declaredIntent } from '../../../../src/engine/diagnosis/rungs/declared-intent.ts'
import { diagnosisCase, type SmallCase } from '../../../support/diagnosis-case.ts'

const TEST = { 'tests/test_shop.py': "from shop.greet import greet\n\n\ndef test_greets():\n    assert greet('Bob') == 'Hello Bob'\n" }
const readme = (word: string) => ({ 'README.md': `# Shop\n\n\`greet\` says ${word}.\n` })
const product = (word: string) => ({ 'shop/greet.py': `def greet(name):\n    return f'${word} {name}'\n` })
const MEANT: SmallCase = {
  base: { ...TEST, ...product('Hello'), ...readme('Hello') },
  head: { ...TEST, ...product('Hi'), ...readme('Hi') },
  messages: ['Greet people with Hi instead of Hello'],
  testId: 'tests/test_shop.py::test_greets',
  line: 4,
  expected: "'Hello Bob'",
  actual: "'Hi Bob'",
}

const answer = async (small: SmallCase) => climb(await diagnosisCase(small))

describe('declared-intent', () => {
  test('an explained and witnessed change makes the test obsolete, offers no edit and names both', async () => {
    const { verdict, confidence, codeChanges, rootCause, culprit, intent, evidence } = await answer(MEANT)
    expect(verdict).toBe('obsolete_test')
    expect(confidence).toBeGreaterThanOrEqual(0.95)
    expect(confidence).toBeLessThanOrEqual(intent?.posterior ?? 0)
    expect(codeChanges).toEqual([])
    expect(rootCause).toMatch(/literal explained.*docs adapted.*message names it/)
    expect(culprit).toEqual({ file: 'shop/greet.py', line: 2, hunk: "-    return f'Hello {name}'\n+    return f'Hi {name}'" })
    expect(evidence.map(({ rung }) => rung)).toContain('causal-hunk')
  })

  test('without a causal hunk nothing is called obsolete', async () => {
    const noise = { 'shop/other.py': 'X = 7\n' }
    const more = { ...MEANT, base: { ...MEANT.base, 'shop/other.py': 'X = 5\n' }, head: { ...MEANT.head, ...noise } }
    expect((await answer(more)).verdict).toBe('unknown')
  })

  test.each([
    ['the documents still say the old thing', { head: { ...MEANT.head, ...readme('Hello') } }],
    ['a message claims that nothing changes', { messages: ['Greet people with Hi', 'Refactor, no behaviour change'] }],
    ['nobody authorTexts it', { messages: [], head: { ...MEANT.head, ...readme('Hello') } }],
    ['the hunk does not explain what came', { actual: "'Hey Bob'" }],
    ['nothing came', { actual: 'None' }],
  ])('is not enough when %s', async (_, more) => {
    expect((await answer({ ...MEANT, ...more })).verdict).not.toBe('obsolete_test')
  })

  test('one witness leaves it open, and both sides are told', async () => {
    const { verdict, rootCause } = await answer({ ...MEANT, head: { ...MEANT.head, ...readme('Hello') } })
    expect(verdict).toBe('behaviour_changed')
    expect(rootCause).toMatch(
      /with only shop\/greet.py:2 undone it passes; signs that this was meant: .*literal explained.*not: docs still old/,
    )
  })

  test.each([
    ['a flipped comparison', 'return a > b', 'return a >= b', 'False', 'True', 'Update greet'],
    ['swapped arguments', 'return pick(a, b)', 'return pick(b, a)', '3', '4', 'Update greet'],
    ['a wrong constant in a clean-up', 'return 20 if a > b else 5', 'return 25 if a > b else 5', '20', '25', 'Clean up greet'],
    ['a dropped call in shorter code', 'check(a)\n    return a', 'return a', '3', '4', 'Shorten greet'],
    ['a lost result', 'return a', 'a', '3', 'None', 'Update greet'],
  ])('with evidence of a bug the product is broken: %s', async (_, before, after, expected, actual, message) => {
    const text = (body: string) => ({ 'shop/greet.py': `def greet(a, b):\n    ${body}\n` })
    const small = {
      ...MEANT,
      base: { ...TEST, ...text(before) },
      head: { ...TEST, ...text(after) },
      expected,
      actual,
      messages: [message],
    }
    const { verdict, confidence, intent, rootCause } = await answer(small)
    expect(verdict).toBe('product_regression')
    expect(confidence).toBeCloseTo(1 - (intent?.posterior ?? 1), 12)
    expect(rootCause).toMatch(/undone it passes; signs that it was not meant: /)
  })

  test.each([
    ['another constant', 'return 20 if a > b else 5', 'return 25 if a > b else 5', '20', '25'],
    ['deleted code', 'check(a)\n    return a', 'return a', '3', '4'],
  ])('without evidence of either side nobody is accused: %s', async (_, before, after, expected, actual) => {
    const text = (body: string) => ({ 'shop/greet.py': `def greet(a, b):\n    ${body}\n` })
    const small = { ...MEANT, base: { ...TEST, ...text(before) }, head: { ...TEST, ...text(after) }, expected, actual }
    const { verdict, culprit, values } = await answer({ ...small, messages: ['Update greet'] })
    expect(verdict).toBe('behaviour_changed')
    expect(culprit?.file).toBe('shop/greet.py')
    expect(values).toEqual({ expected, actual })
  })
})

describe('a reordered signature beside a bug', () => {
  const head = { 'shop/greet.py': 'def greet(b, a):\n    return a - b\n\n\nRATE = 21\n' }
  const base = { 'shop/greet.py': 'def greet(a, b):\n    return a - b\n\n\nRATE = 19\n' }
  const uses = { 'tests/test_shop.py': 'from shop.greet import RATE, greet\n\n\ndef test_greets():\n    assert greet(7, 2) + RATE == 24\n' }
  const small = { ...MEANT, base: { ...uses, ...base }, head: { ...uses, ...head }, expected: '24', actual: '26', messages: [] }
  const place = (line: number) => ({
    file: 'shop/greet.py',
    oldFile: 'shop/greet.py',
    before: { line, count: 1 },
    after: { line, count: 1 },
  })

  test('is not what makes a test obsolete that the bug alone breaks', async () => {
    const { verdict, culprit } = await answer({ ...small, cause: { outcome: 'found', hunks: [place(5)] } })
    expect(verdict).toBe('behaviour_changed')
    expect(culprit?.line).toBe(5)
  })

  test('makes the test obsolete that it alone breaks', async () => {
    const { verdict, codeChanges } = await answer({ ...small, cause: { outcome: 'found', hunks: [place(1)] } })
    expect(verdict).toBe('obsolete_test')
    expect(codeChanges.map(({ kind }) => kind)).toEqual(['parameters_reordered'])
  })
})

test('the rung passes on when nothing changed that the test reaches', async () => {
  const context = await diagnosisCase({ ...MEANT, head: { ...MEANT.base, 'shop/new.py': 'X = 5\n' } })
  expect(declaredIntent.examine(context).decision).toBeNull()
})

describe('another declared type of the result', () => {
  const parse = (type: string, body: string) => `def parse(line) -> ${type}:\n    return ${body}\n`
  const caller = (target: string) => `from shop.greet import parse\n\n\ndef run(line):\n    ${target} = parse(line)\n    return name\n`
  const unpacks = "from shop.greet import parse\n\n\ndef test_greets():\n    name, rest = parse('Bob')\n    assert name == 'Bob'\n"
  const CHANGED: SmallCase = {
    base: { 'tests/test_shop.py': unpacks, 'shop/greet.py': parse('tuple[str, str]', "(line, '')"), 'shop/run.py': caller('name, _') },
    head: { 'tests/test_shop.py': unpacks, 'shop/greet.py': parse('str', 'line'), 'shop/run.py': caller('name') },
    messages: ['Return the name alone from parse'],
    testId: 'tests/test_shop.py::test_greets',
    line: 4,
    cause: {
      outcome: 'found',
      hunks: [{ file: 'shop/greet.py', oldFile: 'shop/greet.py', before: { line: 1, count: 2 }, after: { line: 1, count: 2 } }],
    },
    failure: { expected: null, actual: null, exception: 'ValueError', message: 'too many values to unpack (expected 2, got 3)' },
  }

  test('is meant where callers follow and a message names it', async () => {
    const { verdict, intent } = await answer(CHANGED)
    expect(intent?.features.filter(({ seen }) => seen === true).map(({ name }) => name)).toEqual([
      'declared-and-used',
      'callers-adapted',
      'message-names-it',
      'message-says-which-way',
    ])
    expect(verdict).toBe('obsolete_test')
  })

  test('stays open where nobody follows', async () => {
    const alone = { ...CHANGED, messages: [], head: { ...CHANGED.head, 'shop/run.py': caller('name, _') } }
    expect((await answer(alone)).verdict).toBe('behaviour_changed')
  })
})

describe('a method that became a property', () => {
  const period = (decorator: string, more = '') => ({
    'shop/period.py': `class Period:\n    def __init__(self, first):\n        self.first = first\n\n${decorator}    def months(self):\n        return [self.first]\n${more}`,
  })
  const uses = { 'tests/test_period.py': 'def test_months(period):\n    months = period.months()\n    assert months == [1]\n' }
  const property = (more = '', message = '`Period.months` is a property'): SmallCase => ({
    base: { ...uses, ...period('', more) },
    head: { ...uses, ...period('    @property\n', more) },
    messages: [message],
    testId: 'tests/test_period.py::test_months',
    line: 2,
    failure: { exception: 'builtins.TypeError', message: "'list' object is not callable", expected: null, actual: null },
  })

  test('makes a test that calls it obsolete where a message says so', async () => {
    expect((await answer(property())).verdict).toBe('obsolete_test')
  })

  test.each([
    ['speaks of another thing', 'Make months faster'],
    ['denies it', '`Period.months` is not a property'],
  ])('is not called meant where the message %s', async (_, message) => {
    expect((await answer(property('', message))).verdict).not.toBe('obsolete_test')
  })

  test.each([
    ['on a known object', '\n    def count(self):\n        return len(self.months())\n'],
    ['on an unknown one', '\n\ndef count(period):\n    return len(period.months())\n'],
  ])('is a broken product where it is still called %s', async (_, caller) => {
    const { verdict, culprit } = await answer(property(caller))
    expect([verdict, culprit?.file]).toEqual(['product_regression', 'shop/period.py'])
  })
})
