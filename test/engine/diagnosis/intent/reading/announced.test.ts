import { describe, expect, test } from 'vitest'
import { climb } from '../../../../../src/engine/diagnosis/index.ts'
import { diagnosisCase, type SmallCase } from '../../../../support/diagnosis-case.ts'

const python = (before: string, after: string, message: string, more: Partial<SmallCase> = {}): SmallCase => {
  const tests = { 'tests/test_load.py': 'from shop.load import load\n\n\ndef test_loads():\n    assert load(1) == 5\n' }
  return {
    base: { ...tests, 'shop/load.py': before },
    head: { ...tests, 'shop/load.py': after },
    messages: [message],
    testId: 'tests/test_load.py::test_loads',
    line: 4,
    expected: '5',
    actual: '11',
    ...more,
  }
}
const script = (before: string, after: string, message: string, more: Partial<SmallCase> = {}): SmallCase => {
  const tests = { 'tests/load.test.js': "import { load } from '../src/load.js'\n\nit('loads', () => expect(load(1)).toEqual([1, 2]))\n" }
  return {
    base: { ...tests, 'src/load.js': before },
    head: { ...tests, 'src/load.js': after },
    messages: [message],
    testId: 'tests/load.test.js > loads',
    line: 3,
    expected: '[ 1, 2 ]',
    actual: '{ first: 1, second: 2 }',
    ...more,
  }
}
const answer = async (small: SmallCase) => climb(await diagnosisCase(small))

const sized = (size: string, body = 'key + size') => `def load(key, size=${size}):\n    return ${body}\n`
const SAYS_SIZE = 'The default of `size` of `load()` is `10` instead of `4`'
const inProduct = (exception: string): Partial<SmallCase> => ({
  failure: {
    exception,
    expected: null,
    actual: null,
    message: 'x',
    frames: [
      { file: 'tests/test_load.py', line: 5, function: 'test_loads' },
      { file: 'shop/load.py', line: 2, function: 'load' },
    ],
  },
})

describe('an edit that was announced word for word makes the test obsolete', () => {
  test.each([
    ['a default', python(sized('4'), sized('10'), SAYS_SIZE)],
    ['a default, called a refactoring', python(sized('4'), sized('10'), `refactor: ${SAYS_SIZE}`)],
    ['a default that is a truth', python(sized('False'), sized('True'), 'The default of `size` of `load()` is `True` instead of `False`')],
    ['a default, and nothing came', python(sized('4'), sized('10'), SAYS_SIZE, { actual: 'None' })],
    ['a default that leads to an error of the contract', python(sized('4'), sized('10'), SAYS_SIZE, inProduct('builtins.KeyError'))],
    [
      'an exception',
      python(
        'def load(key):\n    raise KeyError(key)\n',
        'def load(key):\n    raise LookupError(key)\n',
        '`load()` raises `LookupError` instead of `KeyError`',
        inProduct('builtins.LookupError'),
      ),
    ],
    [
      'a message',
      python(
        "def load(key):\n    return 'Must be set; see docs. Key ' + key\n",
        "def load(key):\n    return 'Has to be set; see docs. Key ' + key\n",
        'refactor: `load()` says "Has to be set; see docs. Key" instead of "Must be set; see docs. Key"',
        { expected: "'Must be set; see docs. Key 1'", actual: "'Has to be set; see docs. Key 1'" },
      ),
    ],
    [
      'a kind of sequence',
      python('def load(a):\n    return a, 2\n', 'def load(a):\n    return [a, 2]\n', '`load()` gives a list instead of a tuple', {
        expected: '(1, 2)',
        actual: '[1, 2]',
      }),
    ],
    [
      'the keys of a result',
      script(
        'export function load(a) {\n  return [a, 2]\n}\n',
        'export function load(a) {\n  return { first: a, second: 2 }\n}\n',
        '`load()` gives an object with `first` and `second` instead of an array',
      ),
    ],
    [
      'the keys of a result, of which nothing is left under the old ones',
      script(
        'export function load(a) {\n  return [a, 2]\n}\n',
        'export function load(a) {\n  return { first: a, second: 2 }\n}\n',
        '`load()` gives an object with `first` and `second` instead of an array',
        { expected: '1', actual: 'undefined' },
      ),
    ],
  ])('%s', async (_, small) => {
    const { verdict, confidence, codeChanges } = await answer(small)
    expect(verdict).toBe('obsolete_test')
    expect(confidence).toBeGreaterThanOrEqual(0.95)
    expect(codeChanges).toEqual([])
  })
})

describe('is not enough', () => {
  test.each([
    ['where the body changed beside it', python(sized('4'), sized('10', 'key - size'), SAYS_SIZE)],
    ['where another default was announced', python(sized('4'), sized('12'), SAYS_SIZE)],
    ['the other way round', python(sized('10'), sized('4'), SAYS_SIZE)],
    ['where only the place is named', python(sized('4'), sized('10'), 'Change `load`')],
    ['where it is said that nothing changes', python(sized('4'), sized('10'), `${SAYS_SIZE}\n\nNo change of behaviour.`)],
    ['where the product slips over it', python(sized('4'), sized('10'), SAYS_SIZE, inProduct('builtins.AttributeError'))],
    [
      'where the docstring still promises the old default',
      python(
        'def load(key, mode="fast"):\n    """mode: fast unless told."""\n    return key\n',
        'def load(key, mode="slow"):\n    """mode: fast unless told."""\n    return key\n',
        'load has "slow" as its default mode',
      ),
    ],
    [
      'where the values swapped places as well',
      script(
        'export function load(a, b) {\n  return [a, b]\n}\n',
        'export function load(a, b) {\n  return { first: b, second: a }\n}\n',
        '`load()` gives an object with `first` and `second` instead of an array',
        { actual: '{ first: 2, second: 1 }' },
      ),
    ],
    [
      'where an order was lost with the shape',
      python('def load(a):\n    return sorted(a)\n', 'def load(a):\n    return tuple(a)\n', '`load()` gives a tuple instead of a list', {
        expected: '[1, 2]',
        actual: '(2, 1)',
      }),
    ],
  ])('%s', async (_, small) => {
    expect((await answer(small)).verdict).not.toBe('obsolete_test')
  })
})

test('a value of a document that is another one’s is no old promise', async () => {
  const readme = (word: string) => ({
    'README.md': `# load\n\n\`load\` reads files, in "fast" order.\n\n\n\n\n- \`mode=${word}\` of \`load\`\n`,
  })
  const text = (word: string) => `def load(key, mode="${word}"):\n    return key\n`
  const small = python(text('fast'), text('slow'), 'The default of `mode` of `load` is "slow" instead of "fast"')
  const both = (old: string, now: string) => ({
    ...small,
    base: { ...small.base, ...readme(old) },
    head: { ...small.head, ...readme(now) },
  })
  expect((await answer(both('"fast"', '"slow"'))).verdict).toBe('obsolete_test')
  expect((await answer(both('"fast"', '"fast"'))).verdict).toBe('behaviour_changed')
})
