import { describe, expect, it } from 'vitest'
import { readText } from '../read-text.ts'

const log = (...lines: readonly string[]) => readText(`${lines.join('\n')}\n`)
const totals = (pass: number, fail: number) => [
  ...[
    `ℹ tests ${pass + fail}`,
    'ℹ suites 2',
    `ℹ pass ${pass}`,
    `ℹ fail ${fail}`,
    'ℹ cancelled 0',
    'ℹ skipped 1',
    'ℹ todo 1',
    'ℹ duration_ms 52.8',
  ],
]

describe("logs of Node's own test runner", () => {
  it('reads the totals, and each failing test with its place and the suites of the tree', async () => {
    const { report } = await log(
      '▶ till',
      '  ▶ sum',
      '    ✖ adds (1.3ms)',
      '    ✔ counts (0.1ms)',
      '  ✖ sum (4.7ms)',
      '✖ till (28.6ms)',
      '✖ alone (0.4ms)',
      ...totals(1, 2),
      '',
      '✖ failing tests:',
      '',
      'test at test/till.test.mjs:3:54',
      '✖ adds (1.3ms)',
      '  AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:',
      '  ',
      '  1 !== 2',
      '  ',
      '      at TestContext.<anonymous> (file:///srv/shop/test/till.test.mjs:3:78)',
      '',
      'test at test/till.test.mjs:9:1',
      '✖ alone (0.4ms)',
      "  TypeError: Cannot read properties of undefined (reading 'size')",
      '      at TestContext.<anonymous> (file:///srv/shop/test/till.test.mjs:9:30)',
      '##[error]Process completed with exit code 1.',
    )
    expect(report).toMatchObject({ framework: 'node', counts: { run: 3, passed: 1, failed: 2, skipped: 2 } })
    expect(report.failures).toMatchObject([
      { testId: 'test/till.test.mjs > till > sum > adds', failureType: 'assertion_failed' },
      { testId: 'test/till.test.mjs > alone', failureType: 'attribute_error' },
    ])
  })

  it('leaves the suites out where two tests bear one title', async () => {
    const { report } = await log(
      ...['▶ till', '  ✖ adds (1ms)', '✖ till (2ms)', '▶ shelf', '  ✖ adds (1ms)', '✖ shelf (2ms)'],
      ...totals(0, 2),
      ...[
        '',
        '✖ failing tests:',
        '',
        'test at a.mjs:1:1',
        '✖ adds (1ms)',
        '  Error: no',
        '',
        'test at b.mjs:1:1',
        '✖ adds (1ms)',
        '  Error: no',
      ],
    )
    expect(report.failures.map(({ testId }) => testId)).toEqual(['a.mjs > adds', 'b.mjs > adds'])
  })
})
