import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { HealingResult } from '../../src/model/result/healing-result.ts'
import { heal } from '../../src/runner/commands/heal.ts'
import { laySuite } from '../support/optimize/run-optimize.ts'
import { runCommand } from '../support/run-command.ts'

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
`
const FILES = { 'pytest.ini': '[pytest]\npythonpath = .\n', 'box.py': BOX, 'test_box.py': TESTS }

test('a slow test is looked at first, waits no longer than it has to, and at the target nothing more is looked for', {
  timeout: 240_000,
}, async () => {
  const settings = 'PERFORMANCE_SLOW_TEST_MS: 350\nOPTIMIZATION_TARGET_REDUCTION: 0.02\n'
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
    expect(printed).toContain('1 of 2 tests take longer than 350 ms; they were looked at first.')
    expect(printed).toContain('That reaches the target of 2 % (OPTIMIZATION_TARGET_REDUCTION)')
    expect(await readFile(join(repository.dir, 'test_box.py'), 'utf8')).toContain('        if box.items == [4]:\n            break\n')
  } finally {
    repository.remove()
  }
})

const SHARED = `import time

import pytest


@pytest.fixture
def numbers():
    time.sleep(0.15)
    return (1, 2, 3)


def test_has_three(numbers):
    assert len(numbers) == 3


def test_begins_with_one(numbers):
    assert numbers[0] == 1


def test_ends_with_three(numbers):
    assert numbers[-1] == 3
`

test('heal --optimize adds it to the result, and shows without applying it what is above the tolerance', { timeout: 240_000 }, async () => {
  const files = { 'test_numbers.py': SHARED, '.github/suture.yml': 'OPTIMIZATION_RISK_TOLERANCE: low\n' }
  const { repository, env } = await laySuite('pytest', files)
  try {
    repository.commit({ 'NOTES.md': 'Numbers.\n' })
    const out = join(dirname(repository.dir), 'result.json')
    const words = ['heal', '--repo', repository.dir, '--base', 'HEAD~1', '--optimize', '--apply', '--json', out]
    const { printed, error } = await runCommand(heal, words, { cwd: dirname(repository.dir), env })
    if (error) throw error
    const result = HealingResult.parse(JSON.parse(await readFile(out, 'utf8')))
    expect(result.optimizations).toMatchObject([{ name: 'shared-setup', testId: 'test_numbers.py', riskLevel: 'medium', isApplied: false }])
    expect(result.optimizations[0]?.checks).toContainEqual(expect.objectContaining({ name: 'no-state-leaks', outcome: 'passed' }))
    expect(result).toMatchObject({ totalFailures: 0, totalTimeSavedMs: 0, patch: '' })
    expect(printed).toContain('not applied: OPTIMIZATION_RISK_TOLERANCE is low')
    expect(await readFile(join(repository.dir, 'test_numbers.py'), 'utf8')).toBe(SHARED)
  } finally {
    repository.remove()
  }
})
