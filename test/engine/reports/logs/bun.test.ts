import { describe, expect, it } from 'vitest'
import { readText } from '../read-text.ts'

const log = (...lines: readonly string[]) => readText(`${lines.join('\n')}\n`)

describe('Bun logs', () => {
  it('reads what stands above a failing test, its path of titles, and the totals', async () => {
    const { report } = await log(
      'bun test v1.4.5 (a7733435c)',
      '',
      'src/till.test.ts:',
      "2 | test('adds', () => { expect(1).toBe(2) })",
      '                                    ^',
      'error: expect(received).toBe(expected)',
      '',
      'Expected: 2',
      'Received: 1',
      '',
      '      at <anonymous> (/srv/shop/src/till.test.ts:2:34)',
      '(fail) till > sum > adds [0.54ms]',
      '(pass) till > sum > counts',
      '(skip) till > rounds',
      '',
      ' 1 pass',
      ' 1 skip',
      ' 1 fail',
      ' 1 expect() calls',
      'Ran 3 tests across 1 file. [15.00ms]',
    )
    expect(report).toMatchObject({ framework: 'bun', class: 'test_failure', counts: { run: 2, passed: 1, failed: 1, skipped: 1 } })
    expect(report.failures).toMatchObject([
      { testId: 'src/till.test.ts > till > sum > adds', failureType: 'assertion_failed', line: 2, span: [4, 12] },
    ])
    expect(report.failures[0]?.message).toBe('expect(received).toBe(expected)\n\nExpected: 2\nReceived: 1')
  })

  it('reads the groups that Actions gets, and a file that cannot be loaded', async () => {
    const { report } = await log(
      'bun test v1.4.5 (a7733435c)',
      '##[group]src/till.test.ts:',
      '✓ counts [1.00ms]',
      '##[endgroup]',
      '##[group]src/shelf.test.ts:',
      '',
      '# Unhandled error between tests',
      '-------------------------------',
      "error: Cannot find module './shelf' from '/srv/shop/src/shelf.test.ts'",
      '-------------------------------',
      '',
      ' 1 pass',
      ' 1 fail',
      ' 1 error',
      'Ran 2 tests across 2 files. [3.00ms]',
    )
    expect(report.counts).toEqual({ run: 2, passed: 1, failed: 1, errored: 0, skipped: 0 })
    expect(report.failures).toMatchObject([{ testId: 'src/shelf.test.ts', failureType: 'import_error' }])
  })

  it('is unfinished without its last line', async () => {
    const { report } = await log('bun test v1.4.5', '', 'a.test.ts:', '✗ adds')
    expect(report).toMatchObject({ truncated: true, failures: [{ testId: 'a.test.ts > adds' }] })
  })
})
