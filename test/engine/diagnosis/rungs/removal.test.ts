import { describe, expect, test } from 'vitest'
import { contractChange } from '../../../../src/engine/diagnosis/rungs/contract-change.ts'
import { diagnose } from '../../../../src/engine/stages/diagnose.ts'
import { diagnosisCase } from '../../../support/diagnosis-case.ts'

const TEST = 'from shop.bar import Bar\n\n\ndef test_pulse():\n    assert Bar()._pulse(3) == [0, 1, 2]\n'
const body = (indent: string) =>
  `${indent}segments = []\n${indent}for step in range(count):\n${indent}    segments.append(step)\n${indent}return segments\n`
const method = `class Bar:\n    width = 3\n\n    def _pulse(self, count):\n${body('        ')}`
const bare = 'class Bar:\n    width = 3\n'
const inline = `${bare}\n\ndef pulse(count):\n${body('    ')}`

test.each([
  ['nothing', bare, 'removed_behaviour'],
  ['something unlike it', `${bare}\n\nEND = object()\n\n\ndef colour(name):\n    return name.lower()\n`, 'removed_behaviour'],
  ['something alike', inline, 'obsolete_test'],
  ['two things alike', `${inline}\n\ndef beat(count):\n${body('    ')}`, 'unknown'],
])('a private method is gone, and the change adds %s', async (_, head, verdict) => {
  const context = await diagnosisCase({
    base: { 'tests/test_bar.py': TEST, 'shop/bar.py': method },
    head: { 'tests/test_bar.py': TEST, 'shop/bar.py': head },
    testId: 'tests/test_bar.py::test_pulse',
    line: 4,
    failure: {
      ...{ expected: null, actual: null, exception: 'AttributeError', message: "'Bar' object has no attribute '_pulse'" },
      frames: [{ file: 'tests/test_bar.py', line: 5, function: 'test_pulse' }],
    },
  })
  expect(contractChange.examine(context).decision?.verdict).toBe(verdict)
})

test.each([
  [['Move `_pulse` to the segments'], 'product_regression'],
  [['Remove `_pulse`; rename Bar to Beam later'], 'removed_behaviour'],
  [['`_pulse` moved to the drawing service'], 'removed_behaviour'],
  [['Move _pulse into its own small package'], 'removed_behaviour'],
  [['Move _pulse to the package for drawing'], 'product_regression'],
])('what a message says of it: %j', async (messages, verdict) => {
  const context = await diagnosisCase({
    base: { 'tests/test_bar.py': TEST, 'shop/bar.py': method },
    head: { 'tests/test_bar.py': TEST, 'shop/bar.py': bare },
    testId: 'tests/test_bar.py::test_pulse',
    line: 4,
    messages,
    failure: {
      ...{ expected: null, actual: null, exception: 'AttributeError', message: "'Bar' object has no attribute '_pulse'" },
      frames: [{ file: 'tests/test_bar.py', line: 5, function: 'test_pulse' }],
    },
  })
  expect(contractChange.examine(context).decision?.verdict).toBe(verdict)
})

test('a file that is gone with its default export has become the one new file that is like it', async () => {
  const tests = { 'tests/error.test.js': "import isError from '../src/isError.js'\n\nit('tells', () => expect(isError(1)).toBe(false))\n" }
  const text = (call: string) => `import tagTester from './tag.js'\n\nexport default ${call}\n`
  const tag = {
    'src/tag.js': 'export default function tagTester(name) {\n  return (value) => Object.prototype.toString.call(value) === name\n}\n',
  }
  const context = await diagnosisCase({
    base: { ...tests, ...tag, 'src/isError.js': text("tagTester('Error')") },
    head: { ...tests, ...tag, 'src/error.js': text("('Error')") },
    testId: 'tests/error.test.js',
    failure: {
      ...{ phase: 'collect', exception: 'Error', expected: null, actual: null, frames: [] },
      message: "Cannot find module '../src/isError.js' imported from tests/error.test.js",
    },
  })
  const { decision } = contractChange.examine(context)
  expect(decision).toMatchObject({ verdict: 'obsolete_test', confidence: 0.8 })
  expect(decision?.reason).toMatchObject({ code: 'removed-with-successor', parts: { successor: 'src/error.js' } })
})

describe('a file that cannot import what was removed', () => {
  const FILE = 'tests/test_pack.py'
  const pack = "RIBBONS = ['red', 'blue']\n\n\ndef bow(colour):\n    return RIBBONS.index(colour)\n\n\n"
  const weigh = 'def weigh(box):\n    return len(box)\n'
  const tests = (imported: string) => `from depot.pack import ${imported}


def tie(colour):
    return bow(colour)


def test_weight():
    assert weigh('abc') == 3


def test_bow():
    assert bow('red') == 0


def test_tie():
    assert tie('blue') == 1
`
  const within = { [`${FILE}::test_weight`]: 8, [`${FILE}::test_bow`]: 12, [`${FILE}::test_tie`]: 16 }
  async function answers(text: string, passed: Readonly<Record<string, number>>, missing = 'bow') {
    const context = await diagnosisCase({
      ...{ base: { 'depot/pack.py': pack + weigh, [FILE]: text }, head: { 'depot/pack.py': weigh, [FILE]: text }, testId: FILE },
      within: passed,
      failure: {
        ...{
          phase: 'collect',
          exception: 'ImportError',
          frames: [{ file: FILE, line: 1, function: '<module>' }],
          expected: null,
          actual: null,
        },
        message: `cannot import name '${missing}' from 'depot.pack' (depot/pack.py)`,
      },
    })
    return diagnose([context], '').map(({ failure, verdict }) => [failure.testName, verdict])
  }

  test('is out of date; of its tests, only those are about something removed that use it', async () => {
    expect(await answers(tests('bow, weigh'), within)).toEqual([
      ['test_pack.py', 'obsolete_test'],
      ['test_bow', 'removed_behaviour'],
      ['test_tie', 'removed_behaviour'],
    ])
  })

  test('is about what was removed where all of its tests are', async () => {
    const { [`${FILE}::test_weight`]: _, ...both } = within
    expect(await answers(tests('bow, weigh'), both)).toEqual([['test_pack.py', 'removed_behaviour']])
  })

  test('only imports it', async () => {
    expect(await answers(tests('RIBBONS, bow, weigh'), { [`${FILE}::test_weight`]: 8 }, 'RIBBONS')).toEqual([
      ['test_pack.py', 'obsolete_test'],
    ])
  })
})
