import { describe, expect, it } from 'vitest'
import { decodeText } from '../../../../src/engine/reports/text/decode-text.ts'
import { splitLines } from '../../../../src/engine/reports/text/split-lines.ts'
import { jobLog, pieces, readText } from '../read-text.ts'

const JEST = [
  'FAIL src/a.test.ts',
  '  ● cart › adds',
  '',
  '    expect(received).toBe(expected)',
  '',
  'Tests:       1 failed, 2 passed, 3 total',
]

describe('readLog', () => {
  it.each([
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text: string) => `\ufeff${text}`],
    ['the columns of gh', (text: string) => text.replaceAll(/^(?=2024)/gm, 'test\tRun tests\t')],
    ['no timestamps', (text: string) => text.replaceAll(/^2024\S+ /gm, '')],
    ['UTF-16', (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])],
  ])('gives the same answer with %s', async (_, change) => {
    const text = jobLog(...JEST)
    expect((await readText(change(text))).report).toEqual((await readText(text)).report)
  })

  it('takes apart the lines of programs that ran side by side', async () => {
    const mixed = JEST.flatMap((line) => [`web:test: ${line}`, `api:test: ${line.replace('a.test.ts', 'b.test.ts')}`])
    const { report } = await readText(mixed.join('\n'))
    expect(report.counts).toMatchObject({ run: 6, failed: 2 })
    expect(report.failures.map(({ testId }) => testId)).toEqual(['src/a.test.ts > cart > adds', 'src/b.test.ts > cart > adds'])
  })

  it('adds up frameworks, and is named after the larger', async () => {
    const { report } = await readText(['== 40 passed in 1.0s ==', ...JEST].join('\n'))
    expect(report).toMatchObject({ framework: 'pytest', counts: { run: 43, failed: 1 } })
  })

  it('does not count twice what a failed docker build prints once more', async () => {
    const line = '#9 1.2 == 2 failed, 3 passed in 1.00s =='
    const { report } = await readText(
      [
        line,
        '#9 ERROR: process did not complete',
        '------',
        ' > [test 4/4] RUN pytest:',
        line,
        '1.2 == 2 failed, 3 passed in 1.00s ==',
        '------',
        'Dockerfile:11',
      ].join('\n'),
    )
    expect(report.counts).toMatchObject({ run: 5, failed: 2 })
  })

  it('cuts lines that are too long, and still reads the next', async () => {
    const { report } = await readText(`${'x'.repeat(50_000)}\n== 1 failed, 2 passed in 1.00s ==\n`)
    expect(report.counts.run).toBe(3)
  })
})

describe('splitLines', () => {
  it('joins what chunks cut, keeps the last line, and bounds every line', async () => {
    const bytes = new TextEncoder().encode('a ünï\n\nlonger than ten\nend')
    const lines: string[] = []
    for await (const batch of splitLines(decodeText(pieces(bytes, 3)), 10)) lines.push(...batch)
    expect(lines).toEqual(['a ünï', '', 'longer tha', 'end'])
  })
})
