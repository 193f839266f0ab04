import { describe, expect, it } from 'vitest'
import { cleanLine } from '../../../../src/engine/reports/text/clean-line.ts'

const ESCAPE = String.fromCharCode(27)

describe('cleanLine', () => {
  it.each([
    ['a timestamp', '2024-02-29T23:59:59.1234567Z FAIL a.test.js'],
    ['a byte order mark before the timestamp', '\ufeff2024-02-29T23:59:59.1234567Z FAIL a.test.js'],
    ['a byte order mark after the timestamp', '2024-02-29T23:59:59.1234567Z \ufeffFAIL a.test.js'],
    ['a timestamp without fractions', '2024-02-29T23:59:59Z FAIL a.test.js'],
    ['a carriage return', 'FAIL a.test.js\r'],
    ['text that a carriage return overwrote', ' 50% done\rFAIL a.test.js'],
    ['colours', `${ESCAPE}[1m${ESCAPE}[31mFAIL${ESCAPE}[0m a.test.js${ESCAPE}[K`],
    ['a link', `${ESCAPE}]8;;https://example.com${ESCAPE}\\FAIL a.test.js${ESCAPE}]8;;${ESCAPE}\\`],
    ["the columns of gh's log view", 'test (ubuntu)\tRun tests\t2024-02-29T23:59:59.1234567Z FAIL a.test.js'],
    ["the columns of gh's log view with a byte order mark", 'test\tRun tests\t\ufeff2024-02-29T23:59:59.1234567Z FAIL a.test.js'],
  ])('removes %s', (_, raw) => {
    expect(cleanLine(raw)).toEqual({ text: 'FAIL a.test.js', lane: '' })
  })

  it('keeps tabs and numbers that only look like a prefix', () => {
    expect(cleanLine('a\tb\tc').text).toBe('a\tb\tc')
    expect(cleanLine('2 failed, 3 passed in 0.10s').text).toBe('2 failed, 3 passed in 0.10s')
  })

  it.each([
    ['#19 22.32 [INFO] BUILD FAILURE', '#19', '[INFO] BUILD FAILURE'],
    ['web-1  | FAIL a.test.js', 'web-1', 'FAIL a.test.js'],
    ['web:test: FAIL a.test.js', 'web:test', 'FAIL a.test.js'],
    ['@scope/web: FAIL a.test.js', '@scope/web', 'FAIL a.test.js'],
  ])('takes the prefix of a build tool off %j', (raw, lane, text) => {
    expect(cleanLine(raw)).toEqual({ text, lane })
  })

  it('leaves a place in a file alone', () => {
    expect(cleanLine('tests/test_a.py:81: AssertionError').lane).toBe('')
  })
})
