import { expect, test } from 'vitest'
import { climb } from '../../../../../../src/engine/diagnosis/index.ts'
import { judgeIntent } from '../../../../../../src/engine/diagnosis/intent/index.ts'
import { intentCase } from '../../../../../../src/engine/diagnosis/intent/intent-case.ts'
import { diagnosisCase } from '../../../../../support/diagnosis-case.ts'

const TEST =
  "from shop import status\n\n\ndef test_warns():\n    with pytest.warns(DeprecationWarning):\n        getattr(status, 'OLD_CODE')\n"
const HEAD = 'def __getattr__(name):\n    raise AttributeError(name)\n'
const warn = "    if name in GONE:\n        warnings.warn(f'{name} is deprecated', DeprecationWarning)\n        return GONE[name]\n"
const OLD = `GONE = {'OLD_CODE': 1004}\n\n\n${HEAD.replace('    raise', `${warn}    raise`)}`

async function isSeen(head: string): Promise<boolean | null | undefined> {
  const context = await diagnosisCase({
    base: { 'tests/test_shop.py': TEST, 'shop/status.py': OLD },
    head: { 'tests/test_shop.py': TEST, 'shop/status.py': head },
    testId: 'tests/test_shop.py::test_warns',
    line: 4,
    failure: { expected: null, actual: null, exception: 'Failed', message: 'DID NOT WARN' },
  })
  const failure = context.failing?.failure
  if (!failure) throw new Error('the case does not fail')
  return judgeIntent(intentCase(context, failure, context.hunks, [])).features.find(({ name }) => name === 'deprecated-removed')?.seen
}

test.each([
  ['all of it is gone', HEAD, true],
  ['the warning alone is gone', OLD.replace(/ *warnings\.warn.*\n/, ''), false],
])('%s', async (_, head, seen) => {
  expect(await isSeen(head)).toBe(seen)
})

test('a lost warning is a bug, whatever words of it the test repeats', async () => {
  const warns = (line: string) => `def greet(name):\n${line}    return name\n`
  const tests = {
    'tests/test_greet.py':
      "from shop.greet import greet\n\n\ndef test_warns():\n    with pytest.warns(DeprecationWarning, match='please migrate'):\n        greet('Bob')\n",
  }
  const line = "    warnings.warn('greet is deprecated, please migrate', DeprecationWarning, stacklevel=2)\n"
  const context = await diagnosisCase({
    base: { ...tests, 'shop/greet.py': warns(line) },
    head: { ...tests, 'shop/greet.py': warns('') },
    testId: 'tests/test_greet.py::test_warns',
    line: 4,
    messages: ['Rework `greet` for the new callers, please migrate'],
    failure: { expected: null, actual: null, exception: 'Failed', message: 'DID NOT WARN' },
  })
  expect(climb(context).verdict).not.toMatch(/obsolete_test|removed_behaviour/)
})
