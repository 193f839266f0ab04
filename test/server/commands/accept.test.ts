import { describe, expect, it } from 'vitest'
import type { CommandFacts, ThreadProposal } from '../../../src/server/commands/command.ts'
import { runCommand } from '../../../src/server/commands/index.ts'
import { parseCommand } from '../../../src/server/commands/parse-command.ts'

const ids = ['a.py::test_fee', 'a.py::test_rate', 'b.py::test_zone', 'b.py::test_sum']
const proposal = (numbers: readonly number[], more: Partial<ThreadProposal> = {}): ThreadProposal => ({
  testIds: numbers.map((number) => ids[number - 1] ?? ''),
  shortIds: numbers.map((number) => `T${number}`),
  edits: [{ file: 'a.py', range: { start: 1, end: 2 }, replacement: '7', effect: 'expectation', causes: [] }],
  values: [{ testIds: [], before: '5', after: '7', place: { file: 'fees.py', line: 3 }, replaced: null, witness: '' }],
  ...{ patch: '', open: '', unproved: [], isSuspect: false, ...more },
})
const [FIRST, PAIR, SUSPECT] = [proposal([1]), proposal([2, 3]), proposal([4], { isSuspect: true })]
const here = { state: 'ended', isFork: false, moved: null, isNewer: false } as const
const facts: CommandFacts = {
  ...{
    commenter: 'mona',
    now: new Date('2026-11-24T12:00:00Z'),
    defaultQuarantineDays: 14,
    failing: [],
    quarantines: [],
    markers: [],
    earlierQuarantines: [],
  },
  healing: here,
  answers: [
    ...ids.map((testId, index) => ({ shortId: `T${index + 1}`, testId, isOffered: false })),
    { shortId: 'T5', testId: 'c.py::test_name', isOffered: true },
    { shortId: 'T6', testId: 'c.py::test_flaky', isOffered: false },
  ],
  ...{ proposals: [FIRST, PAIR, SUSPECT], followUp: 'If it passes, a pull request follows.' },
}

function say(text: string, change: Partial<CommandFacts> = {}) {
  const reading = parseCommand(text)
  if (reading.kind === 'none') throw new Error('no command')
  return runCommand(reading, { ...facts, ...change })
}

describe('/heal accept', () => {
  it.each([
    ['T1', [FIRST]],
    ['`a.py::test_fee`', [FIRST]],
    ['`test_fee`', [FIRST]],
    ['T2 T3', [PAIR]],
    ['T1, T2, T3', [FIRST, PAIR]],
    ['T1 T1', [FIRST]],
    ['T4', [SUSPECT]],
    ['all', [FIRST, PAIR]],
  ])('%s takes exactly what it names', (words, proposals) => {
    expect(say(`/heal accept ${words}`)).toMatchObject({ succeeded: true, decisions: [{ kind: 'accept', proposals }] })
  })

  it('says whose yes it is, to what, and what follows', () => {
    expect(say('/heal accept T1').reply).toBe(
      'Accepted by `mona`:\n- T1: `5` → `7`\n\nThe proposal is now checked again on the same commit. If it passes, a pull request follows.',
    )
  })

  it.each([
    ['nothing', '', /^Which tests\? Proposed are:\n\n- `\/heal accept T1`: `5` → `7`\n- `\/heal accept T2 T3`: `5` → `7`$/],
    ['an unknown number', 'T9', /no T9 in the newest answer.*Proposed are:\n/s],
    ['an unknown test', '`test_nothing`', /No test here is called `test_nothing`\. Proposed are:\n/],
    ['a test with nothing to accept', 'T6', /^Nothing is proposed for T6 `c.py::test_flaky`\. Proposed are:/],
    ['a test whose repair is offered', 'T5', /needs no yes any more/],
    ['a part of a proposal', 'T2', /needs a yes to each: `\/heal accept T2 T3`/],
    ['one right and one wrong', 'T1 T9', /no T9/],
  ])('does nothing for %s, and says so', (_what, words, reply) => {
    expect(say(`/heal accept ${words}`.trim())).toMatchObject({ succeeded: false, decisions: [], reply: expect.stringMatching(reply) })
  })

  it('with all leaves out what points to a bug, and hands out no line for it', () => {
    const { succeeded, reply } = say('/heal accept all', { proposals: [SUSPECT] })
    expect({ succeeded, reply }).toEqual({ succeeded: false, reply: expect.stringMatching(/leaves out what points to a bug.*T4/) })
    expect(say('/heal accept').reply).not.toContain('T4')
  })

  it.each([
    ['on a fork', { isFork: true }, /never runs commits of forks/],
    ['while it works', { state: 'working' }, /right now/],
    ['where the answer is newer than the comment', { isNewer: true }, /replaced while you wrote/],
    ['for an older commit', { state: 'outdated' }, /older commit/],
  ] as const)('does nothing %s', (_where, change, reply) => {
    expect(say('/heal accept T1', { healing: { ...here, ...change } })).toMatchObject({
      succeeded: false,
      decisions: [],
      reply: expect.stringMatching(reply),
    })
  })

  it('of a branch that moved on says what changed', () => {
    const moved = { from: 'a'.repeat(40), to: 'b'.repeat(40), files: ['fees.py', 'README.md'] }
    const { succeeded, reply } = say('/heal accept T1', { healing: { ...here, moved } })
    expect(succeeded).toBe(false)
    expect(reply).toMatch(/is for `aaaaaaa`, and the branch is at `bbbbbbb` now\. Between them 2 files changed, among them `fees.py`/)
  })

  it('reads nothing else on its line', () => {
    expect(say('/heal accept T1 please').reply).toMatch(/could not be read/)
    expect(say('/heal accept all T1').reply).toMatch(/could not be read/)
    expect(say('/heal T1 T2').reply).toMatch(/could not be read/)
  })
})
