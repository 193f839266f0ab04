import { describe, expect, test } from 'vitest'
import { climb } from '../../../../src/engine/diagnosis/index.ts'
import type { ProbedFailure } from '../../../../src/model/runs/test-run.ts'
import { diagnosisCase } from '../../../support/diagnosis-case.ts'

const BASE = `class Tank:
    def __init__(self, litres):
        self.litres = litres

    def level(self):
        return self.litres / 10

    @property
    def label(self):
        return f"{self.litres} l"


def gauge(tank):
    return f"{tank.label}: {tank.level()}"
`
const HEAD = `class Tank:
    def __init__(self, litres):
        self.litres = litres

    @property
    def level(self):
        return self.litres / 10

    def label(self):
        return f"{self.litres} l"


def gauge(tank):
    return f"{tank.label()}: {tank.level}"
`
const TEST = `from depot.tank import Tank


def test_level():
    assert Tank(50).level() == 5


def test_label():
    assert Tank(50).label == "50 l"


def test_litres():
    assert Tank(50).litres == 50
`

async function answer(name: string, line: number, failure: Partial<ProbedFailure>, head = HEAD) {
  const test = { 'tests/test_tank.py': TEST }
  const context = await diagnosisCase({
    base: { 'depot/tank.py': BASE, ...test },
    head: { 'depot/tank.py': head, ...test },
    testId: `tests/test_tank.py::${name}`,
    line,
    failure: { frames: [{ file: 'tests/test_tank.py', line: line + 1, function: name }], ...failure },
    cause: { outcome: 'not_run', hunks: [] },
  })
  const { verdict, confidence, codeChanges } = climb(context)
  return { verdict, confidence, changes: codeChanges.map(({ kind, symbol }) => `${kind} ${symbol}`) }
}

const CALLED = { exception: 'TypeError', message: "'float' object is not callable" }

describe('a method that became a property, and a property that became a method', () => {
  test('a test that still calls it is out of date', async () => {
    expect(await answer('test_level', 4, CALLED)).toEqual({
      verdict: 'obsolete_test',
      confidence: 0.99,
      changes: ['became_property Tank.level'],
    })
  })

  test('a test that does not call it yet is out of date', async () => {
    const message = "assert <bound method Tank.label of <depot.tank.Tank object at 0x7f>> == '50 l'"
    const { verdict, changes } = await answer('test_label', 8, { exception: 'AssertionError', message })
    expect([verdict, changes]).toEqual(['obsolete_test', ['became_method Tank.label']])
  })

  test('a value is not what a call shows', async () => {
    const wrong = await answer('test_level', 4, { exception: 'AssertionError', message: 'assert 4.0 == 5' })
    expect(wrong.verdict).not.toBe('obsolete_test')
  })

  test('a test that does not use it', async () => {
    expect((await answer('test_litres', 12, CALLED)).verdict).not.toBe('obsolete_test')
  })

  test('a product that still calls it is broken', async () => {
    const { verdict } = await answer('test_level', 4, CALLED, HEAD.replace('{tank.level}', '{tank.level()}'))
    expect(verdict).toBe('product_regression')
  })
})
