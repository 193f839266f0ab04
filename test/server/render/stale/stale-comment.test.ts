import { expect, test } from 'vitest'
import type { StaleThing } from '../../../../src/protocol/stale-answer.ts'
import { renderStaleComment } from '../../../../src/server/render/stale/stale-comment.ts'

const THING: StaleThing = {
  ...{ file: 'shop/price.py', lines: [3, 4], declares: { kind: 'branch', symbol: 'total: if amount > 100' } },
  ...{ tests: ['tests/test_price.py::test_total'], evidence: [], suggestion: 'add a case' },
}

const rendered = (things: readonly StaleThing[], declared = things.length) =>
  renderStaleComment({
    ...{ repositoryUrl: 'https://x/o/r', headSha: 'a'.repeat(40), baseSha: null, ownRunUrl: 'https://x/run', hasFailed: false },
    answer: {
      ...{
        protocol: 2,
        lookId: '7e57ab1e-0000-4000-8000-000000000000',
        nonce: '',
        runnerVersion: '',
        things: [...things],
        declared,
        checked: 0,
      },
      ...{ leftOut: [], notLooked: [], machineMs: 0 },
    },
  })

test('a line for each thing; where no test comes to it, that is said; what is more than eight is folded', () => {
  const body = rendered([THING, { ...THING, tests: [] }, ...Array.from({ length: 7 }, () => THING)], 12)
  expect(body).toContain('declares 12 things; no test says anything of 9 of them:')
  expect(body).toContain(': new branch `total: if amount > 100`: `tests/test_price.py::test_total` would pass without it. Add a case.')
  expect(body).toContain('`total: if amount > 100`: no test comes to it. Add a case.')
  expect(body).toMatch(/<summary>1 more<\/summary>/)
})

test('what a run claims is text of others: no markup, no mention, no link', () => {
  const body = rendered([
    {
      ...{ ...THING, file: 'a](http://x).py', declares: { kind: 'key', symbol: '`@everyone`' }, tests: ['t[<img>]'] },
      suggestion: '@everyone <b>look</b> [x](http://y)',
    },
  ])
  expect(body).toContain('&lt;b&gt;look')
  expect(body.replace(/`[^`]*`/g, '')).not.toMatch(/@everyone|<b>|<img>|\(http:\/\/[xy]\)/)
})
