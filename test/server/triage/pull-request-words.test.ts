import { describe, expect, it } from 'vitest'
import { HealJob, MAX_INTENT_TEXT } from '../../../src/protocol/heal-job.ts'
import { pullRequestWords } from '../../../src/server/triage/pull-request-words.ts'
import { JOB } from '../intake/report-case.ts'

const bodyOf = (body: string) => pullRequestWords({ title: '', body })[0] ?? ''

describe('pullRequestWords', () => {
  it('are title and body, each where there is one', () => {
    expect(pullRequestWords({ title: 'Round half to even', body: 'As banks do.' })).toEqual(['Round half to even', 'As banks do.'])
    expect(pullRequestWords({ title: 'Round half to even', body: null })).toEqual(['Round half to even'])
    expect(pullRequestWords({ title: '  ', body: ' \n' })).toEqual([])
  })

  it('leave out what a template says by itself', () => {
    const template = [
      '## What does this change?',
      '<!-- Say what `total` returns',
      'now. -->',
      'The limit is 20 now. <!-- why? -->',
      '### Kind of change',
      '- [ ] Refactoring (no functional changes)',
      '* [] `total` returns another value',
      '- [x] New feature',
    ].join('\r\n')
    expect(bodyOf(template)).toBe('The limit is 20 now.\n- New feature')
  })

  it('leave out what was pasted: code, logs, quotations, folded parts, addresses', () => {
    const pasted = [
      'Before:',
      '```py',
      'assert total() == 19 <!--',
      '````',
      '> no behaviour change, he said',
      '<details><summary>log</summary>',
      'E assert 20 == 19',
      '</details>',
      'See https://example.com/total-is-20 for more',
      '~~~',
      'never closed',
    ].join('\n')
    expect(bodyOf(pasted)).toBe('Before:\nSee  for more')
  })

  it('take a comment that is never closed for hidden, as the page does', () => {
    expect(bodyOf('Shown\n<!-- hidden\n```\nstill hidden')).toBe('Shown')
  })

  it('hold no token, not even half of one at the cut', () => {
    const token = `ghp_${'a1B2'.repeat(9)}`
    expect(bodyOf(`use ${token} for it`)).toBe('use [redacted] for it')
    const long = bodyOf(`${'word '.repeat(MAX_INTENT_TEXT / 5 - 2)}${token} more`)
    expect(long).not.toContain('ghp_')
    expect(long.length).toBeGreaterThan(MAX_INTENT_TEXT - 50)
  })

  it.each(['<!--', '```\n', '<details>', '- [', 'eyJ-', '[![', 'https://', 'a://b:c@ ', '> ', '\u0000', '"'])(
    'of a body full of %j fit the protocol, at once',
    (part) => {
      const startedAt = performance.now()
      const intentTexts = [...pullRequestWords({ title: part.repeat(500), body: part.repeat(70_000) })]
      expect(performance.now() - startedAt).toBeLessThan(500)
      expect(HealJob.safeParse({ ...JOB, intentTexts }).success).toBe(true)
    },
  )
})
