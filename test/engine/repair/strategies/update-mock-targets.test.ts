import { describe, expect, test } from 'vitest'
import { applyEdits } from '../../../../src/engine/repair/apply-edits.ts'
import { updateMock } from '../../../../src/engine/repair/strategies/update-mock.ts'
import { failureAnalysis } from '../../../support/failure-analysis.ts'
import { type Files, repairContext } from '../../../support/repair.ts'

const FILE = 'tests/test_a.py'
const patching = (path: string): string => `from unittest.mock import patch\n\n\n@patch("${path}")\ndef test_a(m):\n    pass\n`
const CLIENT = 'import time\n\n\ndef send(n):\n    time.sleep(n)\n    return n + 1\n\n\ndef other(a, b):\n    return a * b - 2\n'
const [send, other] = [CLIENT.slice(CLIENT.indexOf('def send'), CLIENT.indexOf('\n\ndef other')), CLIENT.slice(CLIENT.indexOf('def other'))]
const base: Files = { 'pkg/__init__.py': '', 'pkg/client.py': CLIENT }
const moved: Files = { 'pkg/__init__.py': '', 'pkg/client.py': other, 'pkg/transport.py': `import time\n\n\n${send}` }

/** The patched path after the repair, with the effects of its edits; what a test that fails with this name missing is offered. */
async function target(before: Files, after: Files, path: string, missingName: string | null = null): Promise<string | null> {
  const text = patching(path)
  const context = await repairContext(before, after, { [FILE]: text })
  const fields = { type: 'attribute_error', frame: null, missingName, module: null, exception: 'AttributeError' }
  const analysis = { ...failureAnalysis({}), fields } as unknown as typeof context.analysis
  const found = updateMock.propose({ ...context, analysis })
  const edits = found.flatMap((one) => (one.kind === 'edits' ? one.edits : []))
  if (edits.length === 0) return null
  const now = applyEdits(text, edits)
  const start = '@patch("'.length + now.indexOf('@patch("')
  return `${[...new Set(edits.map(({ effect }) => effect))].join()} ${now.slice(start, now.indexOf('"', start))}`
}

describe('a patched name whose lookup a declared move took elsewhere', () => {
  test.each([
    ['pkg.client.time', 'reach pkg.transport.time'],
    ['pkg.client.time.sleep', 'reach pkg.transport.time.sleep'],
  ])('%s is patched there', async (path, now) => {
    expect(await target(base, moved, path)).toBe(now)
  })

  test('is patched where the moved method of a class looks it up', async () => {
    const clock = `import time\n\n\nclass Clock:\n    def wait(self, n):\n        time.sleep(n)\n        return n + 1\n\n\n${other}`
    const head = { 'pkg/__init__.py': '', 'pkg/client.py': other, 'pkg/clock.py': clock.slice(0, clock.indexOf('\n\ndef other')) }
    expect(await target({ ...base, 'pkg/client.py': clock }, head, 'pkg.client.time.sleep')).toBe('reach pkg.clock.time.sleep')
  })

  test('is patched as the new module calls it', async () => {
    const head = { ...moved, 'pkg/transport.py': `import time as clock\n\n\n${send.replace('time.sleep', 'clock.sleep')}` }
    expect(await target(base, head, 'pkg.client.time.sleep')).toBe('reach pkg.transport.clock.sleep')
  })
})

describe('a patched name that the same function reaches in another way', () => {
  const api = 'from requests import get\n\n\ndef load(url):\n    return get(url).json()\n'
  const before = { 'pkg/__init__.py': '', 'pkg/api.py': api }
  const whole = 'import requests\n\n\ndef load(url):\n    return requests.get(url).json()\n'

  test('is patched as it is reached, where a person says yes', async () => {
    expect(await target(before, { ...before, 'pkg/api.py': whole }, 'pkg.api.get', 'get')).toBe('expectation pkg.api.requests.get')
    expect(await target({ ...before, 'pkg/api.py': whole }, before, 'pkg.api.requests.get', 'requests')).toBe('expectation pkg.api.get')
  })

  test('is patched where its code went with it', async () => {
    const head = {
      ...before,
      'pkg/api.py': 'from .fetch import fetch\n\n\ndef load(url):\n    return fetch(url)\n',
      'pkg/fetch.py':
        'from requests import get\n\n\ndef fetch(url):\n    if not url:\n        raise ValueError(url)\n    return get(url).json()\n',
    }
    expect(await target(before, head, 'pkg.api.get', 'get')).toBe('expectation pkg.fetch.get')
  })

  test('is patched at home where the function imports it for itself', async () => {
    const local = 'def load(url):\n    from requests import get\n\n    return get(url).json()\n'
    expect(await target(before, { ...before, 'pkg/api.py': local }, 'pkg.api.get', 'get')).toBe('expectation requests.get')
  })

  test('is not patched for a test that fails for another reason', async () => {
    expect(await target(before, { ...before, 'pkg/api.py': whole }, 'pkg.api.get', 'load')).toBeNull()
  })
})

describe('a patched name is left alone', () => {
  test.each<[string, Files]>([
    ['where the old module still imports it', { ...moved, 'pkg/client.py': `import time\n\n\n${other}` }],
    ['where the new place misspells it', { ...moved, 'pkg/transport.py': `import time\n\n\n${send.replace('time.sleep', 'tiem.sleep')}` }],
    ['where nothing looks it up any more', { ...moved, 'pkg/transport.py': send.replace('    time.sleep(n)\n', '') }],
    ['where the function is gone', { 'pkg/__init__.py': '', 'pkg/client.py': other }],
  ])('%s', async (_, head) => {
    expect(await target(base, head, 'pkg.client.time.sleep', 'time')).toBeNull()
  })
})
