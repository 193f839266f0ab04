import { describe, expect, it } from 'vitest'
import { readText } from './read-text.ts'

const HEADER = '===== test session starts =====\n===== FAILURES =====\n'
const failing = (text: string) => `<testsuite>${`<testcase name="a"><failure>${text}</failure></testcase>`.repeat(100)}</testsuite>`
const numbered = (count: number, line: (index: number) => string) => Array.from({ length: count }, (_, index) => line(index)).join('')

/** Each took minutes, or would, with an expression that goes back over what it has read. */
describe('text made to be slow to match', () => {
  it.each([
    ['rules of underscores', HEADER + `${'_ '.repeat(8000)}_\n`.repeat(50)],
    ['ids of colons', `${HEADER}${`a${'::'.repeat(7000)} FAILED x\n`.repeat(50)}`],
    [
      'many failures',
      `${HEADER}${numbered(3000, (index) => `__ test_${index} __\nE   x\n`)}== short test summary info ==\n${numbered(3000, (index) => `FAILED t.py::test_${index} - a - b\n`)}`,
    ],
    ['totals of digits', `Test Suites: ${'1'.repeat(15_000)}\n`.repeat(50)],
    ['a stack of at signs', failing('@'.repeat(19_000))],
    ['a stack of hyphens', failing('a-'.repeat(9500))],
    ['a stack of packages', failing('a.'.repeat(9500))],
    ['a stack of blank lines', failing(' \n'.repeat(9500))],
    ['elements in one another', '<testsuite>'.repeat(20_000)],
    ['arrays in one another', `{"testResults":[${'['.repeat(100_000)}`],
  ])('%s', async (_, text) => {
    const startedAt = performance.now()
    await readText(new TextEncoder().encode(text))
    expect(performance.now() - startedAt).toBeLessThan(4000)
  })
})
