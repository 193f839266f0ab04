import { describe, expect, it } from 'vitest'
import { cleanRunsToRelease, judgeQuarantine } from '../../../src/engine/flakiness/quarantine-end.ts'
import { mostReruns } from '../../../src/engine/flakiness/rerun-policy.ts'

const PASSED = { hasFailed: false, isNew: false }
const FAILED = { hasFailed: true, isNew: false }
const times = <One>(count: number, one: One) => Array.from({ length: count }, () => one)
const OFTEN = { failed: 20, passed: 80 }

describe('how many clean runs release a test', () => {
  it.each([
    ['one failure in five, long watched', { failed: 2_000, passed: 8_000 }, 14],
    ['one in twenty, long watched', { failed: 5_000, passed: 95_000 }, 60],
    ['one in a thousand: as many as for one in a hundred', { failed: 10, passed: 9_990 }, 330],
    ['nothing known: as for one in twenty', { failed: 1, passed: 0 }, 60],
  ])('%s', (_, before, needed) => {
    expect(Math.abs(cleanRunsToRelease(before) - needed)).toBeLessThanOrEqual(1)
  })

  it('more where fewer runs were seen, for the true rate may be lower', () => {
    expect(cleanRunsToRelease({ failed: 2, passed: 8 })).toBeGreaterThan(cleanRunsToRelease({ failed: 200, passed: 800 }))
  })
})

describe('the end of a quarantine', () => {
  const needed = cleanRunsToRelease(OFTEN)

  it('comes with enough clean runs in a row', () => {
    expect(judgeQuarantine(times(needed, PASSED), OFTEN)).toEqual({ kind: 'released', clean: needed })
    expect(judgeQuarantine(times(needed - 1, PASSED), OFTEN)).toEqual({ kind: 'holds', clean: needed - 1, needed })
  })

  it('is further away after a failure', () => {
    expect(judgeQuarantine([...times(needed - 1, PASSED), FAILED, PASSED], OFTEN)).toEqual({ kind: 'holds', clean: 1, needed })
  })

  it('comes at once with another failure on the default branch', () => {
    expect(judgeQuarantine([PASSED, { hasFailed: true, isNew: true }], OFTEN)).toMatchObject({ kind: 'escalated', why: 'new_failure' })
  })

  it('comes where nothing passes any more', () => {
    const failing = mostReruns() + 1
    expect(judgeQuarantine([PASSED, ...times(failing, FAILED)], OFTEN)).toEqual({ kind: 'escalated', why: 'always_fails', runs: failing })
    expect(judgeQuarantine(times(failing - 1, FAILED), OFTEN)).toMatchObject({ kind: 'holds' })
    expect(judgeQuarantine([], OFTEN)).toMatchObject({ kind: 'holds', clean: 0 })
  })
})
