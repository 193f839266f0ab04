import { describe, expect, it } from 'vitest'
import { readText } from '../read-text.ts'

const log = (...lines: readonly string[]) => readText(`${lines.join('\n')}\n`)

describe('Ant logs', () => {
  it('adds up suites and reads failing cases', async () => {
    const { report } = await log(
      '    [junit] Testsuite: com.example.ATest',
      '    [junit] Tests run: 3, Failures: 0, Errors: 0, Skipped: 1, Time elapsed: 0.1 sec',
      '    [junit] Testsuite: com.example.BTest',
      '    [junit] Tests run: 2, Failures: 1, Errors: 1, Skipped: 0, Time elapsed: 0.1 sec',
      '    [junit] Testcase: total(com.example.BTest):\tFAILED',
      '    [junit] expected 4',
      '    [junit] junit.framework.AssertionFailedError: expected 4',
      '    [junit] Testcase: other took 0.01 sec',
      '    [junit] \tCaused an ERROR',
      '    [junit] java.io.IOException: no',
      '    [junit] Test com.example.BTest FAILED',
    )
    expect(report).toMatchObject({ framework: 'ant', counts: { run: 4, passed: 2, failed: 1, errored: 1, skipped: 1 } })
    expect(report.failures.map(({ testId }) => testId)).toEqual(['com.example.BTest#total', 'com.example.BTest#other'])
  })

  it('counts a suite once that a summary repeats', async () => {
    const total = '    [junit] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.1 sec'
    const { report } = await log('    [junit] Running com.example.ATest', '    [junit] Testsuite: com.example.ATest', total, total)
    expect(report.counts.run).toBe(3)
  })
})
