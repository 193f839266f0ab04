import { expect, test } from 'vitest'
import { judgeIntent } from '../../../../src/engine/diagnosis/intent/index.ts'
import { intentCase } from '../../../../src/engine/diagnosis/intent/intent-case.ts'
import { diagnosisCase } from '../../../support/diagnosis-case.ts'

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
  return judgeIntent(intentCase(context, failure, context.hunks, [])).features.find(({ name }) => name === 'deprecated removed')?.seen
}

test.each([
  ['all of it is gone', HEAD, true],
  ['the warning alone is gone', OLD.replace(/ *warnings\.warn.*\n/, ''), false],
])('%s', async (_, head, seen) => {
  expect(await isSeen(head)).toBe(seen)
})
