import { expect, test } from 'vitest'
import type { Edit } from '../../../src/model/candidate.ts'
import { proposalBlocks } from '../../../src/server/render/proposals/proposal-blocks.ts'
import type { Proposal } from '../../../src/server/triage/proposal.ts'
import { answer, LINKS } from './answers.ts'

const one = answer({ shortId: 'T1', testId: 'a.py::test_a' })
const other = answer({ shortId: 'T2', testId: 'a.py::test_b' })
const edit = (effect: Edit['effect']): Edit => ({ file: 'a.py', range: { start: 0, end: 1 }, replacement: '', effect, causes: [] })

/** What a yes would do, as the first line says it. */
function effect(more: Partial<Proposal>): string | undefined {
  const proposal = { testIds: [one.testId], edits: [], patch: '-a\n', values: [], open: '', unproved: [], ...more }
  return proposalBlocks(proposal, LINKS, [one, other])[0]
}

test.each([
  ['a removal', [edit('removal'), edit('reach')], 'what is about the removed code goes from the test, as below.'],
  ['what keeps every expectation', [edit('reach')], 'the test then follows the change as below, and expects the same as before.'],
  ['a changed expectation', [edit('reach'), edit('expectation')], 'what the test expects changes as below.'],
])('without a value to show, %s says what it does', (_, edits, words) => {
  expect(effect({ edits })).toBe(
    `**If this was meant**, write \`/heal accept T1\`: ${words} The edit is checked again, and a pull request follows.`,
  )
})

test('of several tests', () => {
  expect(effect({ edits: [edit('reach')], testIds: [one.testId, other.testId] })).toContain(
    '`/heal accept T1 T2`: these 2 tests then follow the change as below, and expect the same as before. ',
  )
})
