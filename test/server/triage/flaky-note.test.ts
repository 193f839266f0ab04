import { expect, test } from 'vitest'
import { flakyBlocks } from '../../../src/server/render/flaky/flaky-blocks.ts'
import type { Answer } from '../../../src/server/triage/answer.ts'
import { type Excuse, excuseOf, flakyNotes, type HuntFinding, type KnownRun } from '../../../src/server/triage/flaky-note.ts'
import { saying } from '../../support/reasons.ts'
import { answer, LINKS } from '../render/answers.ts'

const TEST = 'tests/test_cart.py::test_total'
const failing = answer({ testId: TEST, verdict: 'unknown', ...saying('nobody knows') })
const sha = (digit: number) => String(digit).repeat(40)

/** Of CI, oldest first: one character for each run of a tree, a space between trees. */
function runsOf(text: string): readonly KnownRun[] {
  const trees = text.split(' ')
  const runs = trees.flatMap((tree, index) =>
    [...tree].map((one, again) => ({
      ...{ testId: TEST, hasFailed: one === 'x', headSha: sha(index), tree: sha(index), job: 'test', variant: '' },
      at: new Date(Date.UTC(2026, 10, 1 + index, again)),
    })),
  )
  return runs.toReversed()
}

const finding: HuntFinding = {
  ...{ testId: TEST, headSha: sha(7), at: new Date('2026-11-30T03:00:00Z') },
  finding: {
    ...{
      testId: TEST,
      score: 1,
      interval: [0.1, 0.4],
      runs: 40,
      failed: 9,
      failureTypes: [],
      messages: [],
      action: 'give the code its clock',
    },
    causes: [{ cause: 'time', evidence: 'it failed in 5 of 5 runs at another time, and in 0 of 20 otherwise' }],
  },
  cure: null,
}

const said = (answers: readonly Answer[], runs: string, findings: readonly HuntFinding[] = []) =>
  flakyBlocks(flakyNotes(answers, runsOf(runs), findings), LINKS).join('\n')

test('a test that ended both ways on one tree is flaky since there', () => {
  const text = said([failing], '. . . x. . .x')
  expect(text).toContain(
    '**Known to be flaky: T1 `tests/test_cart.py::test_total`.** **That does not excuse this failure:** it never failed in this way before.',
  )
  expect(text).toContain('- ✓✓✓✗✓✓✓✗ failed in 2 of 8 runs in CI, the last on the right (7 to 60 % with a probability of 95 %).')
  expect(text).toContain(
    '[`3333333`](https://github.com/acme/shop/commit/3333333333333333333333333333333333333333) at the latest; the 3 runs before it passed.',
  )
  expect(text).toContain('- What to do: `/quarantine T1 reason: …` mutes this one failure.')
})

test('what a hunt found is said with its commit, its day and what helps', () => {
  const text = said([answer({ ...failing, verdict: 'flaky' })], '. . .', [finding])
  expect(text).toContain('This failure went away on the same code.')
  expect(text).toContain('- Cause: *time*, as a search on [`7777777`]')
  expect(text).toContain('showed (2026-11-30): it failed in 5 of 5 runs at another time, and in 0 of 20 otherwise')
  expect(text).toContain('- What to do: give the code its clock; until then `/quarantine T1 reason: …` mutes this one failure.')
})

test('single failures on trees of their own make it likely, and the probability is said', () => {
  expect(said([failing], '. x . . . x . . . . x . . . x . . . . x . .')).toMatch(/By that it is flaky with a probability of 9\d %\./)
})

test('nothing is said of a test that is not known to be flaky, of a quarantined one, and of a job', () => {
  expect(said([failing], '. . . . . x')).toBe('')
  expect(said([failing], '')).toBe('')
  expect(said([answer({ ...failing, quarantine: { owner: 'mona', reason: 'it is flaky', until: '2026-12-15' } })], 'x.')).toBe('')
  expect(said([answer({ ...failing, testId: '' })], 'x.', [finding])).toBe('')
})

const alike = { at: '2026-11-01', headSha: sha(1), pullNumber: null, rootCause: '', fate: { outcome: 'none', pullNumber: null } } as const
const earlier = (more: object) => [{ ...alike, testId: TEST, exact: true, verdict: 'flaky', ...more }] as Answer['similarFailures']

test.each<readonly [string, Partial<Answer>, Excuse]>([
  ['it passed again on the same code', { verdict: 'flaky' }, 'passed_again'],
  ['the very same failure was flaky before', { similarFailures: earlier({}) }, 'seen_before'],
  [
    'lines of the change make it fail, whatever was before',
    { similarFailures: earlier({}), culprits: [{ file: 'a.py', line: 1, hunk: '' }] },
    'touched',
  ],
  ['another failure was flaky before', { similarFailures: earlier({ exact: false }) }, 'new_failure'],
  ['another test failed so before', { similarFailures: earlier({ testId: 'tests/test_other.py::test_a' }) }, 'new_failure'],
  ['the same failure was a bug before', { similarFailures: earlier({ verdict: 'product_regression' }) }, 'new_failure'],
  ['nothing is known of it', {}, 'new_failure'],
])('each failure is judged: %s', (_name, more, excuse) => {
  expect(excuseOf(answer({ ...failing, ...more }))).toBe(excuse)
})
