import { expect, test } from 'vitest'
import { gapsOf } from '../../../src/engine/review/gaps.ts'
import type { CheckResult } from '../../../src/model/test-repair.ts'

const check = (name: string, outcome: CheckResult['outcome']): CheckResult => ({ name, outcome, detail: `${name} ${outcome}` })
const ALL = ['coverage-kept', 'old-holds-without-change', 'fails-without-change', 'strength-maintained']
const passed = ALL.map((name) => check(name, 'passed'))

test('of a changed expectation what was not run, and what no run told of', () => {
  expect(gapsOf([{ effect: 'expectation' }], passed)).toEqual([])
  const [, ...rest] = passed
  expect(gapsOf([{ effect: 'reach' }, { effect: 'expectation' }], [check('coverage-kept', 'not_run'), ...rest])).toEqual([
    check('coverage-kept', 'not_run'),
  ])
  expect(gapsOf([{ effect: 'expectation' }], rest)).toEqual([{ name: 'coverage-kept', outcome: 'not_run', detail: 'no run told of it' }])
})

test('what failed is no gap; edits that change no expectation have none', () => {
  expect(gapsOf([{ effect: 'expectation' }], [check('coverage-kept', 'failed'), ...passed.slice(1)])).toEqual([])
  expect(gapsOf([{ effect: 'reach' }], [])).toEqual([])
  expect(gapsOf([{ effect: 'removal' }], [])).toEqual([])
})
