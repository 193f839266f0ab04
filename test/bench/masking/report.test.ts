import { describe, expect, test } from 'vitest'
import { curveOf } from './curve.ts'
import type { MaskingResult } from './masking-result.ts'
import { namesTheChange } from './messages.ts'
import { maskingReport } from './report.ts'

const result = (more: Partial<MaskingResult> = {}): MaskingResult => ({
  ...{ index: 0, message: 'neutral', outcome: 'answered', isOffered: false, tiers: [], silenced: [], isCaught: true },
  ...{ rightHalf: null, repairable: [] },
  case: {
    ...{ id: '1-0', codeBase: 'shelf', framework: 'pytest', kind: 'number-changed', truth: 'bug', summary: '1 → 2', message: 'Tidy up' },
    ...{ tests: [], discarded: 0, healMs: 1 },
  },
  ...more,
})
const text = (cases: Parameters<typeof maskingReport>[0]) => maskingReport(cases).lines.join('\n')

describe('maskingReport', () => {
  test('one silenced test fails the bench, even where another one still catches the bug', () => {
    const cases = [...Array(99).fill(result()), result({ isOffered: true, silenced: ['t.py::test_a'] })]
    expect(maskingReport(cases).held).toBe(false)
    expect(text(cases)).toContain('masked by an offered patch  1 of 100')
    expect(text(cases)).toContain('MASKED case 0 shelf number-changed: 1 → 2: silenced t.py::test_a')
  })

  test('no masked bug of 600 bounds the rate at 0.50 %', () => {
    expect(maskingReport(Array(600).fill(result())).held).toBe(true)
    expect(text(Array(600).fill(result()))).toContain('0 of 600 (95 % upper bound 0.50 %)')
  })

  test('cases without an answer do not count, and are told', () => {
    const lost = { index: 7, outcome: 'timed_out' as const, note: 'no answer for 900 s' }
    const cases = [result(), result({ outcome: 'not_reproduced' }), result({ outcome: 'failed' }), lost]
    expect(text(cases)).toContain('n = 1 of 4 cases; not counted: crashed 0, timed out 1, failed 1, not reproduced 1')
    expect(text(cases)).toContain('timed out: case 7: no answer for 900 s')
    expect(maskingReport([lost]).held).toBe(false)
  })

  test('of mixed commits the healed right halves are counted', () => {
    const cases = [true, true, true, false].map((rightHalf) => result({ rightHalf }))
    expect(text([...cases, result()])).toMatch(/right halves of mixed commits healed {2}75\.0 % \(3 of 4, .*below the goal of 80 %/)
  })
})

test('the curve counts what each threshold lets through', () => {
  const repairable = (truth: 'obsolete' | 'bug', offered: number | null) => ({ id: 't', truth, offered, isProposed: false })
  const points = curveOf([
    result({ repairable: [repairable('obsolete', 0.9), repairable('bug', 0.3)] }),
    result({ repairable: [repairable('obsolete', 0.5), repairable('bug', null)] }),
  ])
  const at = (threshold: number) => points.find((point) => point.threshold === threshold)
  expect(at(0)).toEqual({ threshold: 0, repaired: 1, masked: 0.5 })
  expect(at(0.5)).toEqual({ threshold: 0.5, repaired: 1, masked: 0 })
  expect(at(0.75)).toEqual({ threshold: 0.75, repaired: 0.5, masked: 0 })
})

test('a message that names what the fault put in states an intention', () => {
  expect(namesTheChange('Raise the limit to 129', { original: '128', replacement: '129' })).toBe(true)
  expect(namesTheChange('Change the limit of 128', { original: '128', replacement: '129' })).toBe(false)
  expect(namesTheChange('fix: `lfu_cache` handles empty input', { original: 'a < b', replacement: 'a <= b' })).toBe(false)
})
