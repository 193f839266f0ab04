import { expect, test } from 'vitest'
import { climb } from '../../../../../src/engine/diagnosis/index.ts'
import { diagnosisCase } from '../../../../support/diagnosis-case.ts'

const TEST = { 'tests/test_till.py': 'from kiosk.till import due\n\n\ndef test_due():\n    assert due(2) == 4\n' }
const base = { ...TEST, 'kiosk/till.py': 'def due(n):\n    return 2 * n\n', 'tests/redis/notes.py': '' }

function imports(module: string, manifest: Readonly<Record<string, string>> = {}) {
  const message = `No module named '${module}'`
  return diagnosisCase({
    base,
    head: { ...base, 'kiosk/till.py': `import ${module}\n\n\ndef due(n):\n    return 2 * n\n`, ...manifest },
    testId: 'tests/test_till.py::test_due',
    failure: {
      phase: 'collect',
      exception: 'ModuleNotFoundError',
      bases: ['ImportError'],
      message,
      frames: [{ file: 'kiosk/till.py', line: 1, function: '<module>' }],
      expected: null,
      actual: null,
    },
  })
}

test('a package that the repository asks for and that is not installed is the environment, though the base does without it', async () => {
  const found = climb(await imports('redis', { 'requirements.txt': 'redis==5.0\n' }))
  expect(found).toMatchObject({ verdict: 'environment', reason: { code: 'asked-for-not-there' } })
})

test('a package that nobody asks for was brought by the change', async () => {
  expect(climb(await imports('redis')).verdict).toBe('product_regression')
})

test('a part that a package lacks is no missing package', async () => {
  expect(climb(await imports('redis.stock', { 'requirements.txt': 'redis==5.0\n' })).verdict).not.toBe('environment')
})
