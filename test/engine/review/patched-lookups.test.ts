import { describe, expect, test } from 'vitest'
import { oraclePreserved } from '../../../src/engine/review/checks/oracle-preserved.ts'
import { examineTexts } from '../../support/review-case.ts'

const FILE = 'tests/test_a.py'
const REST = 'def other(a, b):\n    return a * b - 2\n'
const SEND = 'import time\n\n\ndef send(n):\n    time.sleep(n)\n    return n + 1\n'
const base = { 'pkg/__init__.py': '', 'pkg/client.py': `${SEND}\n\n${REST}` }
const head = { 'pkg/__init__.py': '', 'pkg/client.py': REST, 'pkg/transport.py': SEND, 'pkg/other.py': 'import time\n' }
const patching = (path: string): string => `from unittest.mock import patch\n\n\n@patch("${path}")\ndef test_a(m):\n    assert m.called\n`

async function judged(old: string, now: string, after: Readonly<Record<string, string>> = head) {
  const files = { [FILE]: patching(old) }
  return (
    await examineTexts(oraclePreserved, { base: { ...base, ...files }, head: { ...after, ...files }, edited: { [FILE]: patching(now) } })
  ).outcome
}

describe('a patched name of an import', () => {
  test('may follow the function that looks it up', async () => {
    expect(await judged('pkg.client.time.sleep', 'pkg.transport.time.sleep')).toBe('passed')
  })

  test.each([
    ['to another module that imports it', 'pkg.client.time.sleep', 'pkg.other.time.sleep'],
    ['to another name', 'pkg.client.time.sleep', 'pkg.transport.time.time'],
    ['to the thing itself', 'pkg.client.time.sleep', 'time.sleep'],
  ])('is not pointed %s', async (_, old, now) => {
    expect(await judged(old, now)).toBe('failed')
  })

  test('stays while its module has it', async () => {
    const kept = { ...head, 'pkg/client.py': `import time\n\n\n${REST}` }
    expect(await judged('pkg.client.time.sleep', 'pkg.transport.time.sleep', kept)).toBe('failed')
  })
})
