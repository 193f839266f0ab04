import { describe, expect, test } from 'vitest'
import { reason } from '../../../src/model/reason.ts'
import { markdownCellReason, markdownReason } from '../../../src/server/render/reason.ts'
import { renamed } from '../../support/reasons.ts'
import { LINKS } from './answers.ts'

const link = (place: string, at: string) => `[\`${place}\`](https://github.com/acme/shop/blob/${LINKS.headSha}/${at})`

describe('a reason in Markdown', () => {
  test('has names as code and places as links', () => {
    const half = reason('contract-change-half-done', { change: renamed('Cart.total', 'sum'), place: { file: 'shop/report.py', line: 7 } })
    expect(markdownReason(half, LINKS)).toBe(
      `\`Cart.total\` is now \`Cart.sum\` (${link('shop/cart.py:12', 'shop/cart.py#L12')}), but ${link('shop/report.py:7', 'shop/report.py#L7')} still uses the old one`,
    )
  })

  test('has the same in a cell of a table, without links and without a pipe that ends the cell', () => {
    const files = reason('changed-source', { files: ['a|b.py', 'c.py'], how: 'reaches' })
    expect(markdownCellReason(files)).toBe('it passed before this change and fails after it; it reaches a\\|b.py, `c.py`')
    const half = reason('contract-change-half-done', { change: renamed('total', 'sum'), place: { file: 'x.py', line: 7, count: 2 } })
    expect(markdownCellReason(half)).toBe('`total` is now `sum`, but `x.py:7–8` still uses the old one')
  })

  test('speaks of each of several tests', () => {
    expect(markdownReason(reason('passes-on-base', {}), LINKS, 'each')).toBe('each passes on the base and fails on the head')
  })

  test('lets nothing of others be markup, wherever it stands', () => {
    const hostile = '`</code><img src=x> @octocat #1 [a](http://b)\n# h'
    const change = { ...renamed(hostile, hostile), file: hostile, oldFile: hostile }
    const text = markdownReason(
      reason('still-fails-by-another-part', {
        after: reason('declared-intent-open', { files: [hostile], signs: [{ sign: hostile, detail: hostile }], against: [] }),
        failure: hostile,
        places: [{ file: hostile, line: 1 }],
        more: 0,
      }),
      LINKS,
    )
    const both = `${text} ${markdownReason(reason('uses-more-changes', { after: reason('unexplained', {}), changes: [change] }), LINKS)}`
    const withoutCode = both.replace(/(?<![\\`])(`+)(?!`).*?[^`]\1(?!`)/g, '')
    expect(withoutCode).not.toMatch(/<img|@octocat|\n/)
    expect(withoutCode).not.toMatch(/(?<!\\)\[a/)
  })

  test('is short, however much a report holds', () => {
    const files = Array.from({ length: 10_000 }, (_, index) => 'x'.repeat(1_000) + index)
    expect(markdownReason(reason('changed-source', { files, how: 'runs' }), LINKS).length).toBeLessThan(6_000)
  })
})
