import { describe, expect, it } from 'vitest'
import { readText } from '../read-text.ts'

const log = (...lines: readonly string[]) => readText(`${lines.join('\n')}\n`)
const BANNER = [
  '[INFO] -------------------------------------------------------',
  '[INFO]  T E S T S',
  '[INFO] -------------------------------------------------------',
]

describe('Maven logs', () => {
  it('adds up the totals of modules, not of classes', async () => {
    const { report } = await log(
      ...BANNER,
      '[INFO] Running com.example.ATest',
      '[WARNING] Tests run: 4, Failures: 0, Errors: 0, Skipped: 1, Time elapsed: 0.1 s - in com.example.ATest',
      '[WARNING] Tests run: 4, Failures: 0, Errors: 0, Skipped: 1',
      '[INFO] Running com.example.BTest',
      '[ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.1 s <<< FAILURE! -- in com.example.BTest',
      '[ERROR] com.example.BTest.total -- Time elapsed: 0.01 s <<< FAILURE!',
      'org.opentest4j.AssertionFailedError: expected: <4> but was: <3>',
      '\tat com.example.BTest.total(BTest.java:31)',
      '',
      '[ERROR] Failures: ',
      '[ERROR]   BTest.total:31 expected: <4> but was: <3>',
      '[INFO] ',
      '[ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0',
    )
    expect(report.counts).toEqual({ run: 5, passed: 4, failed: 1, errored: 0, skipped: 1 })
    expect(report.failures).toMatchObject([{ testId: 'com.example.BTest#total', line: 31, failureType: 'assertion_failed', span: [9, 11] }])
  })

  it.each([
    ['total(com.example.BTest)  Time elapsed: 0.006 sec  <<< ERROR!', 'com.example.BTest#total'],
    ['[ERROR] com.example.BTest.total(int, String)[2]  Time elapsed: 0.006 s  <<< ERROR!', 'com.example.BTest#total(int, String)[2]'],
    ['[ERROR] com.example.BTest  Time elapsed: 0.006 s  <<< ERROR!', 'com.example.BTest'],
    ['[ERROR] total{int}[1]  Time elapsed: 0.006 s  <<< ERROR!', 'com.example.BTest#total{int}[1]'],
  ])('reads the heading %j', async (heading, testId) => {
    const { report } = await log(
      ...BANNER,
      'Running com.example.BTest',
      heading,
      'java.io.IOException: no',
      '',
      'Tests run: 1, Failures: 0, Errors: 1, Skipped: 0',
    )
    expect(report.failures.map((failure) => failure.testId)).toEqual([testId])
  })

  it('does not list a test that passed when it was run again', async () => {
    const { report } = await log(
      ...BANNER,
      '[INFO] Running com.example.BTest',
      '[ERROR] com.example.BTest.total  Time elapsed: 0.006 s  <<< FAILURE!',
      'x',
      '',
      '[WARNING] Flakes: ',
      '[WARNING] Tests run: 1, Failures: 0, Errors: 0, Skipped: 0, Flakes: 1',
    )
    expect(report).toMatchObject({ counts: { run: 1, passed: 1 }, failures: [] })
  })

  it('falls back on the list of results', async () => {
    const { report } = await log(
      'Results :',
      '',
      'Failed tests: ',
      '  total(com.example.BTest): expected 4',
      '',
      'Tests run: 1, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.1 s',
      '[ERROR] Failures: ',
      '[ERROR]   BTest.total:31 expected 4',
      '[ERROR] Tests run: 1, Failures: 1, Errors: 0, Skipped: 0',
    )
    expect(report.failures).toMatchObject([{ testId: 'BTest#total' }])
  })

  it('takes a word of other programs for no test class', async () => {
    expect((await log('=> Running package install', 'Running setup.', 'Running Sphinx')).started).toBe(false)
  })
})
