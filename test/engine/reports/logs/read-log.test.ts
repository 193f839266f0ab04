import { describe, expect, it } from 'vitest'
import { readLog } from '../../../../src/engine/reports/logs/read-log.ts'
import { defaultReportLimits } from '../../../../src/engine/reports/report-limits.ts'
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

describe('a log of which both ends are read', () => {
  const parts = (...texts: readonly string[]) =>
    readLog(
      'both.log',
      texts.map((text) => pieces(Buffer.from(text))),
      defaultReportLimits,
    )
  const checkout = ['[command]/usr/bin/git log -1 --format=%H', 'a'.repeat(40)]
  const begin = ['============ test session starts ============', 'collected 9 items', '', '============ FAILURES ============']
  const block = (name: string) => [
    `____ ${name} ____`,
    '',
    `    def ${name}():`,
    '>       assert value() == 2',
    'E       assert 1 == 2',
    '',
    `tests/test_a.py:5: AssertionError`,
  ]
  const summary = (...names: readonly string[]) => [
    '============ short test summary info ============',
    ...names.map((name) => `FAILED tests/test_a.py::${name} - assert 1 == 2`),
    `============ ${names.length} failed, 7 passed in 0.56s ============`,
    '##[error]Process completed with exit code 1.',
  ]

  it('knows the tree of its head and the failures of its tail', async () => {
    const { report, checkout: tree } = await parts(
      jobLog(...checkout, ...begin),
      jobLog(...block('test_b'), ...summary('test_b', 'test_c')),
    )
    expect(report).toMatchObject({ framework: 'pytest', class: 'test_failure', truncated: true, counts: { failed: 2, passed: 7 } })
    expect(report.failures.map(({ testId }) => testId)).toEqual(['tests/test_a.py::test_b', 'tests/test_a.py::test_c'])
    expect(tree?.commit).toBe('a'.repeat(40))
  })

  it('does not give a test of its head what its tail says of another one', async () => {
    const { report } = await parts(
      jobLog(...begin, ...block('test_a').slice(0, 3)),
      jobLog("E       KeyError: 'other'", '', 'tests/test_z.py:9: KeyError', ...summary('test_b')),
    )
    const first = report.failures.find(({ testId }) => testId.endsWith('test_a'))
    expect(first?.message ?? '').not.toContain('KeyError')
  })

  it('is never green where the middle is missing', async () => {
    const { report } = await parts(jobLog(...begin.slice(0, 2)), jobLog('tests/test_z.py ......'))
    expect(report).toMatchObject({ class: 'test_failure', truncated: true })
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
