import { describe, expect, it } from 'vitest'
import { readText } from '../read-text.ts'

const log = (...lines: readonly string[]) => readText(`${lines.join('\n')}\n`)

describe('Gradle logs', () => {
  it('takes skipped tests out of the completed ones', async () => {
    const { report } = await log(
      '> Task :core:test',
      '',
      'CartTest > total() FAILED',
      '    org.opentest4j.AssertionFailedError: expected: <4> but was: <3>',
      '        at com.example.CartTest.total(CartTest.java:31)',
      '',
      '20 tests completed, 1 failed, 3 skipped',
      '> Task :core:test FAILED',
      'BUILD FAILED in 3s',
    )
    expect(report).toMatchObject({
      framework: 'gradle',
      class: 'test_failure',
      counts: { run: 17, passed: 16, failed: 1, errored: 0, skipped: 3 },
    })
    expect(report.failures).toMatchObject([{ testId: 'CartTest#total()', line: 31, span: [3, 5] }])
  })

  it.each([
    ['CartTest > reproduce the null mapping case FAILED', 'CartTest#reproduce the null mapping case'],
    ['CartTest > Nested > total() FAILED', 'CartTest > Nested#total()'],
    ['CartTest > total(int) > com.example.CartTest.total(int)[3] FAILED', 'com.example.CartTest#total(int)[3]'],
    ['CartTest$Inner > total() FAILED', 'CartTest$Inner#total()'],
  ])('reads the heading %j', async (heading, testId) => {
    const { report } = await log(
      '> Task :test',
      heading,
      '    java.io.IOException: no',
      '',
      '1 test completed, 1 failed',
      '> Task :test FAILED',
      'BUILD FAILED in 1s',
    )
    expect(report.failures.map((failure) => failure.testId)).toEqual([testId])
  })

  it('takes tasks and executors for no tests', async () => {
    const { report } = await log('> Task :test FAILED', 'Gradle Test Executor 3 > x FAILED', 'BUILD FAILED in 1s')
    expect(report.failures).toEqual([])
  })
})
