import { expect, test } from 'vitest'
import { contractChange } from '../../../src/engine/diagnosis/rungs/contract-change.ts'
import { diagnosisCase } from '../../support/diagnosis-case.ts'

const product = (parameters: string, call: string) => ({
  'shop/options.py': `class Option:\n    def __init__(self, ${parameters}):\n        self.name = name\n\n\nclass Manager:\n    def add(self, *args, **kwargs):\n        option = ${call}\n        return option\n`,
})
const adds = (words: string) => ({ 'tests/test_options.py': `def test_add(manager):\n    assert manager.add('--foo', ${words})\n` })

async function verdict(words: string, call = 'Option(*args, **kwargs)') {
  const context = await diagnosisCase({
    base: { ...adds(words), ...product('name, callback=None', call) },
    head: { ...adds(words), ...product('name', call) },
    testId: 'tests/test_options.py::test_add',
    failure: {
      exception: 'TypeError',
      message: "Option.__init__() got an unexpected keyword argument 'callback'",
      ...{ expected: null, actual: null },
      frames: [
        { file: 'tests/test_options.py', line: 2, function: 'test_add' },
        { file: 'shop/options.py', line: 8, function: 'add' },
      ],
    },
  })
  return contractChange.examine(context).decision?.verdict ?? null
}

test.each([
  ['the test wrote it', 'callback=print', undefined, 'obsolete_test'],
  ['the test did not write it', 'action=print', undefined, null],
])('a keyword that came down to a constructor which lost it: %s', async (_, words, call, expected) => {
  expect(await verdict(words, call)).toBe(expected)
})
