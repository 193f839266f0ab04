import { expect, test } from 'vitest'
import { contractChange } from '../../../src/engine/diagnosis/contract-change.ts'
import { diagnosisCase } from '../../support/diagnosis-case.ts'

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
