import { describe, expect, test } from 'vitest'
import { climb } from '../../../../src/engine/diagnosis/index.ts'
import { judgeIntent } from '../../../../src/engine/diagnosis/intent/index.ts'
import { intentCase } from '../../../../src/engine/diagnosis/intent/intent-case.ts'
import { contentWords } from '../../../../src/engine/diagnosis/intent/reading/content-words.ts'
import { diagnosisCase, type SmallCase } from '../../../support/diagnosis-case.ts'

const TEST = "from shop.greet import greet\n\n\ndef test_greets():\n    assert greet('Bob') == 'Hello Bob'\n"
const SHOP: SmallCase = {
  base: { 'tests/test_shop.py': TEST, 'shop/greet.py': 'def greet(name):\n    return Column()\n' },
  head: { 'tests/test_shop.py': TEST, 'shop/greet.py': 'def greet(name):\n    return Column(elapsed_when_finished=True)\n' },
  testId: 'tests/test_shop.py::test_greets',
  line: 4,
  expected: "'0:00:00'",
  actual: "'0:00:19'",
}

async function sign(name: string, more: Partial<SmallCase>) {
  const context = await diagnosisCase({ ...SHOP, ...more })
  const failure = context.failing?.failure
  if (!failure) throw new Error('the case does not fail')
  const hunks = context.hunks.filter(({ file }) => file === 'shop/greet.py')
  const found = judgeIntent(intentCase(context, failure, hunks, [])).features.find((feature) => feature.name === name)
  return { seen: found?.seen, weight: found?.weight }
}

test('contentWords takes names apart and leaves out what stands everywhere', () => {
  const words = contentWords('Fix elapsedWhenFinished: quoted VALUES of add_quotes')
  expect([...words]).toEqual([
    ['elaps', 'elapsed'],
    ['finish', 'finished'],
    ['quot', 'quotes'],
  ])
})

describe('message-topic-overlap', () => {
  test.each([
    ['two words of what is new', ['Show elapsed time when finished (#2659)'], true, 1.8],
    ['one word', ['Show the time elapsed'], true, 0.8],
    ['the place alone', ['Clean up greet in the shop'], false, 1.8],
    ['the name of a helper of the message', ['Something\n\nCo-authored-by: Elapsed Finished <a@example.com>'], false, 1.8],
    ['nothing', [], null, 1.8],
  ])('%s', async (_, messages, seen, weight) => {
    expect(await sign('message-topic-overlap', { messages })).toEqual({ seen, weight })
  })
})

describe('changelog-grown', () => {
  const log = (text: string) => ({ head: { ...SHOP.head, 'CHANGELOG.md': text }, base: { ...SHOP.base, 'CHANGELOG.md': '# 1.0\n' } })
  test.each([
    ['an entry', '# 1.1\n- Progress shows more\n\n# 1.0\n', true],
    ['a heading alone', '# 1.1\n\n# 1.0\n', false],
  ])('%s', async (_, text, seen) => {
    expect((await sign('changelog-grown', log(text))).seen).toBe(seen)
  })
})

describe('test-double-outdated', () => {
  const manager = 'class Manager:\n    def __init__(self):\n        self.plugins = {}\n        self.map = len\n'
  const body = (use: string) => ({ 'shop/greet.py': `def greet(manager):\n    return manager.${use}\n`, 'shop/manager.py': manager })
  const asks = (use: string, message: string): Partial<SmallCase> => ({
    base: { 'tests/test_shop.py': TEST, ...body('map') },
    head: { 'tests/test_shop.py': TEST, ...body(use) },
    failure: {
      exception: 'AttributeError',
      message,
      expected: null,
      actual: null,
      frames: [{ file: 'shop/greet.py', line: 2, function: 'greet' }],
    },
  })
  const made = { 'tests/test_shop.py': TEST.replace("greet('Bob')", 'greet(Namespace(map=1))') }
  test.each([
    ['what the real one has', asks('plugins', "Mock object has no attribute 'plugins'"), true, false],
    ['what nothing has', asks('plugin_s', "Mock object has no attribute 'plugin_s'"), false, true],
    [
      'what the test makes itself',
      {
        ...asks('plugins', "'Namespace' object has no attribute 'plugins'"),
        base: { ...asks('plugins', '').base, ...made },
        head: { ...asks('plugins', '').head, ...made },
      },
      true,
      false,
    ],
    ['no stand-in', asks('plugins', "'Manager' object has no attribute 'plugins'"), false, true],
  ])('%s', async (_, more, seen, isRaisedInProduct) => {
    expect((await sign('test-double-outdated', more)).seen).toBe(seen)
    expect((await sign('raised-in-product', more)).seen).toBe(isRaisedInProduct)
  })
})

describe('a stand-in of the test that takes fewer arguments than the product gives now', () => {
  const provider = (parameters: string) => `class Provider:\n    def rate(self, ${parameters}):\n        return 1\n`
  const greet = (given: string) => `def greet(provider, day):\n    return provider.rate(${given})\n`
  const tests = {
    'tests/test_shop.py':
      'from shop.greet import greet\n\n\nclass Counting:\n    def rate(self, day):\n        return 2\n\n\ndef test_greets():\n    assert greet(Counting(), 1) == 2\n',
  }
  const call = (real: string, owner: string): Partial<SmallCase> => ({
    base: { ...tests, 'shop/greet.py': greet('day'), 'shop/provider.py': provider('day') },
    head: { ...tests, 'shop/greet.py': greet('day, 3'), 'shop/provider.py': provider(real) },
    line: 9,
    failure: {
      exception: 'TypeError',
      message: `${owner}.rate() takes 2 positional arguments but 3 were given`,
      expected: null,
      actual: null,
      frames: [{ file: 'shop/greet.py', line: 2, function: 'greet' }],
    },
  })
  test.each([
    ['and the real one takes them', call('day, attempts', 'Counting'), true],
    ['and the real one does not', call('day', 'Counting'), false],
    ['in the product', call('day, attempts', 'Provider'), false],
  ])('%s', async (_, more, isOutdated) => {
    expect((await sign('test-double-outdated', more)).seen).toBe(isOutdated)
    expect((await sign('raised-in-product', more)).seen).toBe(!isOutdated)
  })
})

describe('a function of the test in the place of one that takes more than it took', () => {
  const mail = (parameters: string) => `def send(${parameters}):\n    return 1\n`
  const close = (given: string) => `from shop.mail import send\n\n\ndef close(to):\n    return send(${given})\n`
  const tests = {
    'tests/test_shop.py':
      'from shop import greet\n\n\ndef test_closes(monkeypatch):\n    monkeypatch.setattr(greet, "send", lambda to: 2)\n    assert greet.close(1) == 2\n',
  }
  const call = (real: string, callable: string): Partial<SmallCase> => ({
    base: { ...tests, 'shop/greet.py': close('to'), 'shop/mail.py': mail('to') },
    head: { ...tests, 'shop/greet.py': close('to, copies=2'), 'shop/mail.py': mail(real) },
    line: 6,
    failure: {
      exception: 'TypeError',
      message: `${callable}() got an unexpected keyword argument 'copies'`,
      expected: null,
      actual: null,
      frames: [{ file: 'shop/greet.py', line: 5, function: 'close' }],
    },
  })
  test.each([
    ['and the real one takes it', call('to, *, copies=1', 'test_closes.<locals>.<lambda>'), true],
    ['and the real one does not', call('to', 'test_closes.<locals>.<lambda>'), false],
    ['in the product', call('to, *, copies=1', 'send'), false],
  ])('%s', async (_, more, isOutdated) => {
    expect((await sign('test-double-outdated', more)).seen).toBe(isOutdated)
    expect((await sign('raised-in-product', more)).seen).toBe(!isOutdated)
  })
})

describe('weak signs together', () => {
  const BUG: Partial<SmallCase> = {
    base: { 'tests/test_shop.py': TEST, 'shop/greet.py': 'def greet(name):\n    return 19\n', 'CHANGELOG.md': '# 1.0\n' },
    head: {
      'tests/test_shop.py': TEST,
      'shop/greet.py': 'def greet(name):\n    # of invoice totals\n    return 21\n',
      'CHANGELOG.md': '# 1.1\n- Invoices have totals\n\n# 1.0\n',
    },
    messages: ['Support invoice totals beside greet and what uses it'],
    expected: '19',
    actual: '21',
  }

  test('leave it open, and never make a bug out of date', async () => {
    const { verdict, intent } = climb(await diagnosisCase({ ...SHOP, ...BUG }))
    expect(intent?.posterior).toBeGreaterThanOrEqual(0.5)
    expect(verdict).toBe('behaviour_changed')
  })

  test('the changelog counts as words of the author', async () => {
    const { CHANGELOG, ...rest } = { CHANGELOG: '# 1.1\n- Shows the elapsed time when finished\n\n# 1.0\n', ...SHOP.head }
    const more = { base: { ...SHOP.base, 'CHANGELOG.md': '# 1.0\n' }, head: { ...rest, 'CHANGELOG.md': CHANGELOG }, messages: [] }
    expect(await sign('message-topic-overlap', more)).toEqual({ seen: true, weight: 1.8 })
  })
})

describe('what the test gives', () => {
  const gives = (call: string): SmallCase['base'] => ({ 'tests/test_shop.py': TEST.replace("greet('Bob')", call) })
  const giving = (call: string, message: string) => ({
    base: { ...SHOP.base, ...gives(call) },
    head: { ...SHOP.head, ...gives(call) },
    messages: [message],
  })
  test.each([
    ['a keyword', "greet('Bob', honorific=True)", 'Look at the honorific of all people', 0.8],
    ['its word', "greet('Bob', style='formally')", 'Say it formally in places of our letters', 0.8],
    ['most of the title', "greet('Bob', honorific=True)", 'Honorifics', 1.8],
    ['data', "greet({'honorific': 1})", 'Look at the honorific of all people', null],
    ['the place', "greet('Bob', shop=1)", 'Look at the shop', null],
  ])('%s', async (_, call, message, weight) => {
    const { seen, weight: had } = await sign('message-topic-overlap', giving(call, message))
    expect(seen === true ? had : null).toBe(weight)
  })
})

test('a title of documents or types alone claims that nothing changes, but not beside another one', async () => {
  expect(await sign('refactoring-claimed', { messages: ['Add type hints'] })).toEqual({ seen: true, weight: -1 })
  expect((await sign('refactoring-claimed', { messages: ['Add type hints', 'Show the time elapsed'] })).seen).toBe(false)
})

test('a clean-up below a title that announces something is one part of it, and still contradicts', async () => {
  const below = (title: string) => ({ messages: [`${title}\n\nSimplify the column.`] })
  expect(await sign('refactoring-claimed', below('Support elapsed time'))).toEqual({ seen: true, weight: -0.5 })
  expect(await sign('refactoring-claimed', below('Rework time'))).toEqual({ seen: true, weight: -2 })
  expect(await sign('refactoring-claimed', { messages: ['Support elapsed time\n\nNo change of behaviour.'] })).toEqual({
    seen: true,
    weight: -2,
  })
})
