import { describe, expect, it } from 'vitest'
import { renderAnsweredCheck, renderBrokenCheck, renderGreenCheck, renderRunningCheck } from '../../../src/server/render/check-output.ts'
import { answer, LINKS, QUARANTINED, REGRESSION, REPAIRED } from './answers.ts'

const check = {
  ...LINKS,
  pullRequest: 45,
  patch: '',
  notes: [],
  proposals: [],
  accepted: [],
  ownRunUrl: 'https://github.com/acme/shop/actions/runs/2',
}

describe('the check Suture', () => {
  it('is neutral when anything failed', () => {
    const { conclusion, output } = renderAnsweredCheck({ ...check, answers: [REGRESSION, REPAIRED] })
    expect(conclusion).toBe('neutral')
    expect(output.title).toBe('2 tests: 1 points to a broken product, 1 is out of date')
  })

  it('says whose word the runs are, where there were any', () => {
    const summary = (ownRunUrl: string | null) => renderAnsweredCheck({ ...check, ownRunUrl, answers: [REPAIRED] }).output.summary
    expect(summary(check.ownRunUrl)).toContain("What runs showed is the runner's word")
    expect(summary(null)).not.toContain('word')
  })

  it('succeeds when every failure is quarantined, and says so', () => {
    const { conclusion, output } = renderAnsweredCheck({ ...check, answers: [QUARANTINED] })
    expect(conclusion).toBe('success')
    expect(output.title).toBe('Only quarantined failures (1)')
  })

  it('is neutral when one failure beside quarantined ones is not', () => {
    expect(renderAnsweredCheck({ ...check, answers: [QUARANTINED, REGRESSION] }).conclusion).toBe('neutral')
  })

  it('succeeds when nothing failed', () => {
    expect(renderGreenCheck().conclusion).toBe('success')
  })

  it('is concluded when the healing broke, and names what to do', () => {
    const { conclusion, output } = renderBrokenCheck('the run was cancelled', 'comment /heal to start again')
    expect(conclusion).toBe('neutral')
    expect(output.summary).toContain('**What to do:** comment /heal to start again')
  })

  it('has no conclusion while it works', () => {
    expect(renderRunningCheck('running 3 failing tests again').conclusion).toBeNull()
  })

  it('keeps its title within the limit', () => {
    const answers = [
      'obsolete_test',
      'removed_behaviour',
      'product_regression',
      'flaky',
      'infrastructure',
      'environment',
      'unknown',
    ] as const
    const { output } = renderAnsweredCheck({ ...check, answers: answers.map((verdict) => answer({ verdict })) })
    expect(output.title.length).toBeLessThanOrEqual(255)
  })
})
