import { describe, expect, it } from 'vitest'
import { readText } from './read-text.ts'

describe('readReport', () => {
  it.each([
    ['JUnit XML', '\ufeff<?xml version="1.0"?>\n<testsuite><testcase name="a"/></testsuite>'],
    ['JSON', ' {"testResults": [{"status": "passed", "assertionResults": [{"status": "passed", "title": "a", "ancestorTitles": []}]}]}'],
    ['a log that begins with a bracket', '[INFO] building\n== 1 passed in 0.10s ==\n'],
    ['a log that begins with a tag', '<jemalloc>: warning\n== 1 passed in 0.10s ==\n'],
  ])('tells %s by its content', async (_, text) => {
    expect((await readText(text)).report.counts).toMatchObject({ run: 1, passed: 1 })
  })

  it('says of an empty file that it is empty', async () => {
    expect((await readText('')).report).toMatchObject({ error: 'the file is empty', counts: { run: 0 } })
  })

  it('stops at the largest size that it was given', async () => {
    const { report } = await readText('x'.repeat(2000), { maxBytes: 1000 })
    expect(report.error).toMatch(/larger than 1000 bytes/)
  })

  it('counts failures and cases beyond the limits, and does not list them', async () => {
    const cases = '<testcase name="a"><failure/></testcase>'.repeat(10)
    const { report, cases: listed, casesOmitted } = await readText(`<testsuite>${cases}</testsuite>`, { maxFailures: 3, maxCases: 4 })
    expect(report.counts.failed).toBe(10)
    expect([report.failures.length, listed.length, casesOmitted]).toEqual([3, 4, 6])
  })

  it('bounds the message of a failure', async () => {
    const { report } = await readText(`<testsuite><testcase name="a"><failure>${'x'.repeat(5000)}</failure></testcase></testsuite>`, {
      maxMessage: 100,
    })
    expect(report.failures[0]?.message.length).toBeLessThanOrEqual(200)
  })
})
