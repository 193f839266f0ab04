import { describe, expect, it } from 'vitest'
import { renderResolvedComment, renderStickyComment, STICKY_MARKER, type StickyComment } from '../../../src/server/render/sticky-comment.ts'
import { answer, LINKS, QUARANTINED, REGRESSION, REPAIRED } from './answers.ts'

const comment: StickyComment = {
  ...LINKS,
  healing: 'c0ffee00-0000-4000-8000-000000000001',
  generation: 1,
  answers: [REPAIRED],
  failedRunUrl: 'https://github.com/acme/shop/actions/runs/1',
  ownRunUrl: 'https://github.com/acme/shop/actions/runs/2',
  pullRequest: 45,
  patch: '',
  notes: [],
}

describe('renderStickyComment', () => {
  it('begins with the markers that find it again', () => {
    const [first, second] = renderStickyComment(comment).split('\n')
    expect(first).toBe(STICKY_MARKER)
    expect(second).toBe('<!-- suture:healing c0ffee00-0000-4000-8000-000000000001 1 -->')
  })

  it('names the change behind a repaired test, with a link to the line, and the pull request', () => {
    const text = renderStickyComment(comment)
    expect(text).toContain('**The test is out of date.** `Cart.total` is now `Cart.sum`')
    expect(text).toContain(`https://github.com/acme/shop/blob/${LINKS.headSha}/src/shop/cart.py#L12`)
    expect(text).toContain('Repaired in #45.')
  })

  it('shows both values and the suspect of a broken product', () => {
    const text = renderStickyComment({ ...comment, answers: [REGRESSION] })
    expect(text).toContain('**The product looks broken.**')
    expect(text).toContain('Expected `119`, got `100.19`.')
    expect(text).toContain(`Look at [\`src/shop/tax.py:40\`](https://github.com/acme/shop/blob/${LINKS.headSha}/src/shop/tax.py#L40)`)
    expect(text).toContain('The test is left as it is.')
    expect(text).toContain('+net + rate')
  })

  it('says what would change the answer', () => {
    expect(renderStickyComment({ ...comment, answers: [REGRESSION] })).toContain('If the new behaviour is meant')
  })

  it('tells who muted a failure, why and until when', () => {
    expect(renderStickyComment({ ...comment, answers: [QUARANTINED] })).toContain(
      '**Quarantined** until 2026-12-08 by `mona`: The sandbox is down.',
    )
  })

  it('puts tests of one cause into one answer', () => {
    const answers = Array.from({ length: 50 }, (_, index) => ({
      ...REPAIRED,
      shortId: `T${index + 1}`,
      testId: `tests/test_cart.py::test_${index}`,
    }))
    const text = renderStickyComment({ ...comment, answers })
    expect(text.split('is now `Cart.sum`').length - 1).toBe(1)
    expect(text).toContain('and 46 more tests for the same reason (T5 to T50)')
  })

  it('folds what does not fit on a screen', () => {
    const answers = Array.from({ length: 9 }, (_, index) => answer({ shortId: `T${index + 1}`, rootCause: `cause ${index}` }))
    const [shown] = renderStickyComment({ ...comment, answers }).split('<details>')
    expect(shown).toContain('Cause 5')
    expect(shown).not.toContain('Cause 6')
  })

  it('stays within what GitHub takes, whatever the tests are called', () => {
    const answers = Array.from({ length: 2_000 }, (_, index) =>
      answer({ shortId: `T${index + 1}`, testId: 'x'.repeat(4_000), rootCause: `${index}${'`@#<'.repeat(500)}` }),
    )
    expect(renderStickyComment({ ...comment, answers }).length).toBeLessThan(65_535)
  })

  it('keeps a hostile test name inside of its code span', () => {
    const text = renderStickyComment({
      ...comment,
      answers: [answer({ testId: 'a`\n\n# @everyone <img>', rootCause: '<script> @octocat' })],
    })
    expect(text).toContain('``a` # @everyone <img>``')
    expect(text).toContain('&lt;script&gt; &#64;octocat')
  })

  it('carries the patch where no pull request does', () => {
    const text = renderStickyComment({ ...comment, pullRequest: null, patch: '--- a/x\n+++ b/x\n' })
    expect(text).toContain('```diff\n--- a/x')
    expect(text).toContain('The patch is below.')
  })

  it('names the job where no test could run', () => {
    const text = renderStickyComment({ ...comment, answers: [answer({ testId: '', jobs: ['install'], verdict: 'infrastructure' })] })
    expect(text).toContain('**T1** the job `install`')
    expect(text).toContain('1 job [failed]')
  })
})

describe('renderResolvedComment', () => {
  it('is found by the same marker and names the green commit', () => {
    const text = renderResolvedComment(LINKS)
    expect(text.startsWith(STICKY_MARKER)).toBe(true)
    expect(text).toContain('**Resolved.** Tests failed here before')
    expect(text).toContain(LINKS.headSha)
  })
})
