import { describe, expect, test } from 'vitest'
import { climb } from '../../../../src/engine/diagnosis/index.ts'
import { diagnosisCase } from '../../../support/diagnosis-case.ts'

const gate = (name: string) => `class Gate:
    def ${name}(self, weight):
        self.seen += 1
        return weight < self.limit
`
const guard = (name: string) => `def guard(gate, crates):
    return [crate for crate in crates if gate.${name}(crate)]
`
const test_ = (stand: string) => `from types import SimpleNamespace

from dock.guard import guard


${stand}


def test_guard():
    assert guard(gate, [1]) == [1]
`

async function verdict(stand: string, missing: string, owner: string) {
  const tests = { 'tests/test_guard.py': test_(stand) }
  const context = await diagnosisCase({
    base: { 'dock/gate.py': gate('lets_in'), 'dock/guard.py': guard('lets_in'), ...tests },
    head: { 'dock/gate.py': gate('admits'), 'dock/guard.py': guard(missing), ...tests },
    testId: 'tests/test_guard.py::test_guard',
    line: 9,
    failure: {
      ...{ exception: 'AttributeError', message: `'${owner}' object has no attribute '${missing}'`, expected: null, actual: null },
      frames: [
        { file: 'tests/test_guard.py', line: 10, function: 'test_guard' },
        { file: 'dock/guard.py', line: 2, function: 'guard' },
      ],
    },
    cause: { outcome: 'not_run', hunks: [] },
  })
  return climb(context).verdict
}

const CLASS = 'class Open:\n    def lets_in(self, weight):\n        return True\n\n\ngate = Open()'

describe('an object that stands in for one of the product', () => {
  test.each([
    ['with a method', CLASS, 'Open'],
    ['with a keyword', 'gate = SimpleNamespace(lets_in=lambda weight: True)', 'types.SimpleNamespace'],
  ])('under the old name of a member, %s: the test is out of date', async (_, stand, owner) => {
    expect(await verdict(stand, 'admits', owner)).toBe('obsolete_test')
  })

  test('a product that asks for another name than the new one is broken', async () => {
    expect(await verdict(CLASS, 'admit', 'Open')).not.toBe('obsolete_test')
  })

  test('a stand-in that never had the old name', async () => {
    expect(await verdict(CLASS.replace('lets_in', 'opens'), 'admits', 'Open')).not.toBe('obsolete_test')
  })
})
