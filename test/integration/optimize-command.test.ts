import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { laySuite } from '../support/optimize/run-optimize.ts'

const BOX = `import threading


class Box:
    def __init__(self):
        self.items = []

    def put_later(self, item):
        threading.Timer(0.02, self._put, (item,)).start()

    def _put(self, item):
        self.items.append(item * 2)
`
const TESTS = `import time

from box import Box


def test_puts():
    box = Box()
    box.put_later(2)
    time.sleep(0.4)
    assert box.items == [4]


def test_puts_sooner():
    box = Box()
    box.put_later(3)
    time.sleep(0.12)
    assert box.items == [6]


def test_puts_nothing_by_itself():
    box = Box()
    time.sleep(0.2)
    assert box.items == []
`
const FILES = { 'pytest.ini': '[pytest]\npythonpath = .\n', 'box.py': BOX, 'test_box.py': TESTS }

test('a slow test is looked at first, waits no longer than it has to, and at the target nothing more is looked for', {
  timeout: 240_000,
}, async () => {
  const settings = 'PERFORMANCE_SLOW_TEST_MS: 350\nOPTIMIZATION_TARGET_REDUCTION: 0.1\n'
  const { repository, run } = await laySuite('pytest', { ...FILES, '.github/suture.yml': settings })
  try {
    const { results, printed, code } = await run(['--apply'])
    expect(code).toBe(0)
    expect(results.map(({ name, testId, riskLevel, isApplied }) => ({ name, testId, riskLevel, isApplied }))).toEqual([
      { name: 'condition-wait', testId: 'test_box.py::test_puts', riskLevel: 'low', isApplied: true },
    ])
    const [one] = results
    expect(one?.interval[0]).toBeGreaterThan(200)
    expect(one?.checks.filter(({ outcome }) => outcome === 'passed').map(({ name }) => name)).toEqual(
      expect.arrayContaining(['same-expectations', 'coverage-kept', 'strength-maintained']),
    )
    expect(printed).toContain('1 of 3 tests take longer than 350 ms; they were looked at first.')
    expect(printed).toContain('That reaches the target of 10 % (OPTIMIZATION_TARGET_REDUCTION)')
    expect(await readFile(join(repository.dir, 'test_box.py'), 'utf8')).toContain('        if box.items == [4]:\n            break\n')
  } finally {
    repository.remove()
  }
})

test('a pause that may wait to see that nothing happens is a risk that is shown and not applied', { timeout: 240_000 }, async () => {
  const { repository, run } = await laySuite('pytest', { ...FILES, '.github/suture.yml': 'OPTIMIZATION_RISK_TOLERANCE: medium\n' })
  try {
    const { results, printed } = await run(['--apply', '--test', 'test_box.py::test_puts_nothing_by_itself'])
    expect(results).toMatchObject([{ name: 'needless-wait', riskLevel: 'high', isApplied: false }])
    expect(printed).toContain('not applied: OPTIMIZATION_RISK_TOLERANCE is medium')
    expect(await readFile(join(repository.dir, 'test_box.py'), 'utf8')).toBe(TESTS)
  } finally {
    repository.remove()
  }
})
