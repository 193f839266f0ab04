import { describe, expect, it } from 'vitest'
import { attempts } from '../../../src/engine/reports/attempts.ts'
import { textHash } from '../../../src/engine/reports/text/text-hash.ts'

describe('attempts', () => {
  it('gives the place of an earlier attempt once', () => {
    const seen = attempts()
    seen.passed(textHash('a'), 7)
    expect(seen.take(textHash('b'))).toBeUndefined()
    expect(seen.take(textHash('a'))).toBe(7)
    expect(seen.take(textHash('a'))).toBeUndefined()
  })

  it('still knows the last thousands of many tests', () => {
    const seen = attempts()
    for (let index = 0; index < 300_000; index++) seen.passed(textHash(`test ${index}`), index)
    const known = Array.from({ length: 5000 }, (_, back) => 299_999 - back).filter(
      (index) => seen.take(textHash(`test ${index}`)) === index,
    )
    expect(known.length).toBeGreaterThan(4990)
  })

  it('never takes one test for another', () => {
    const seen = attempts()
    for (let index = 0; index < 50_000; index++) seen.passed(textHash(`test ${index}`), index)
    const mistaken = Array.from({ length: 50_000 }, (_, index) => seen.take(textHash(`other ${index}`))).filter(
      (position) => position !== undefined,
    )
    expect(mistaken).toEqual([])
  })
})
