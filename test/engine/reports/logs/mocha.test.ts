import { describe, expect, it } from 'vitest'
import { readText } from '../read-text.ts'

const log = (...lines: readonly string[]) => readText(`${lines.join('\n')}\n`)

describe('Mocha logs', () => {
  it('reads totals and the titles of failing tests, each on its own line', async () => {
    const { report } = await log(
      '  130 passing (3s)',
      '  2 pending',
      '  2 failing',
      '',
      '  1) Detector',
      '       with: a colon',
      '         "before all" hook for "finds":',
      '     Error: Timeout of 2000ms exceeded. (/home/runner/work/r/r/test/a.js)',
      '      at listOnTimeout (node:internal/timers:564:17)',
      '',
      '  2) adds up:',
      '',
      '      AssertionError: expected 1 to equal 2',
      '      at Context.<anonymous> (test/b.js:7:5)',
      '',
      'npm ERR! code 1',
    )
    expect(report.counts).toEqual({ run: 132, passed: 130, failed: 2, errored: 0, skipped: 2 })
    expect(report.failures).toMatchObject([
      { testId: 'Detector > with: a colon > "before all" hook for "finds"', failureType: 'timeout', span: [5, 9] },
      { testId: 'adds up', file: 'test/b.js', line: 7, span: [11, 14] },
    ])
  })

  it('reads a title that holds line breaks', async () => {
    const { report } = await log(
      '  0 passing (1ms)',
      '  1 failing',
      '',
      '  1) Build',
      '       builds with: {',
      "  runtime: 'node',",
      '  arch: 1',
      '}:',
      '     Error: no',
      '',
    )
    expect(report.failures).toMatchObject([{ name: "builds with: { runtime: 'node', arch: 1 }", message: 'Error: no' }])
  })

  it('names the file that Cypress was running', async () => {
    const { report } = await log(
      '  Running:  cart.cy.ts                  (1 of 1)',
      '  1 passing (2s)',
      '  1 failing',
      '',
      '  1) Cart',
      '       adds:',
      '     AssertionError: x',
      '',
    )
    expect(report.failures[0]?.testId).toBe('cart.cy.ts > Cart > adds')
  })

  it('says of a list that is cut short that it is incomplete', async () => {
    expect((await log('  1 passing (1ms)', '  2 failing', '', '  1) a', '       b:', '     Error: x')).report.truncated).toBe(true)
  })
})
