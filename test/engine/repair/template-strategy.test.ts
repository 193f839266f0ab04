import { expect, test } from 'vitest'
import { causeOf } from '../../../src/engine/diagnosis/causes/cause-of.ts'
import { groupCandidates } from '../../../src/engine/repair/group-candidates.ts'
import { proposeFor } from '../../../src/engine/repair/propose.ts'
import { judge } from '../../../src/engine/review/judge.ts'
import { plan } from '../../../src/engine/review/plan.ts'
import { reviewCandidate } from '../../../src/engine/review/review-candidate.ts'
import { diagnose } from '../../../src/engine/stages/diagnose.ts'
import { diagnosisCase } from '../../support/diagnosis-case.ts'
import { testParsers } from '../../support/grammars.ts'
import { strategyTemplate } from '../../support/templates/strategy.ts'

const FILE = 'tests/test_fees.py'
const TEST = 'from fees import FEE\n\n\ndef test_fee():\n    assert FEE == 5\n'
const passed = { name: 'passes-alone', outcome: 'passed' as const, detail: '' }

/** What becomes of a strategy that nothing knows but a list: one file and one line. */
async function proposal(expected: string, actual: string, text = TEST) {
  const trees = { base: { 'fees.py': `FEE = ${expected}\n`, [FILE]: text }, head: { 'fees.py': `FEE = ${actual}\n`, [FILE]: text } }
  const context = await diagnosisCase({ ...trees, testId: `${FILE}::test_fee`, line: 5, expected, actual })
  const [analysis] = diagnose([context], '2026-01-01T00:00:00.000Z')
  const parsers = await testParsers()
  const headFiles = new Map(Object.entries(trees.head))
  if (analysis === undefined) throw new Error('the test has no answer')
  const { drafts } = proposeFor(
    {
      ...{ parsers, analysis, failure: context.failing?.failure ?? null, changes: context.changes, trees: context.trees },
      ...{
        causalHunks: causeOf(context)?.hunks ?? [],
        hunks: context.hunks,
        testFiles: new Map([[FILE, text]]),
        testData: new Map(),
        failures: [],
        row: null,
      },
    },
    [strategyTemplate],
  )
  const [candidate] = groupCandidates([{ testId: analysis.failure.testId, drafts }], () => []).candidates
  if (candidate === undefined) return null
  const reviewed = reviewCandidate(candidate, { sources: { ...context, headFiles }, framework: context.framework, parsers }, [analysis])
  if (reviewed === null) throw new Error('the edits do not fit')
  const planned = plan(candidate, {
    ...{ review: reviewed.review, analyses: [analysis], asking: [analysis], witnesses: [], isAccepted: false },
  })
  const case1 = {
    candidate,
    review: reviewed.review,
    runChecks: [passed, { ...passed, name: 'passes-together' }],
    analyses: [analysis],
    asking: [analysis],
    witnesses: [],
    threshold: 0.7,
  }
  return { planned, files: reviewed.files, open: judge({ ...case1, isAccepted: false }), accepted: judge({ ...case1, isAccepted: true }) }
}

test('its changed expectation becomes a proposal, and an offer once somebody says yes', async () => {
  const found = await proposal('5', '7')
  expect(found?.files.map(({ after }) => after)).toEqual([TEST.replace('5', '7')])
  expect(found?.planned).toEqual({ kind: 'runs', runs: ['alone', 'together'] })
  expect(found?.open).toMatchObject({ tier: 'C', oracle: 'changed', refusal: { kind: 'proposal' } })
  expect(found?.accepted).toMatchObject({ tier: 'C', refusal: null })
})

test('what is more than a literal is refused, whoever says yes', async () => {
  const found = await proposal('5', '7 or True')
  expect(found?.accepted).toMatchObject({ tier: 'refused', refusal: { kind: 'check', check: { name: 'assertions-kept' } } })
  expect(found?.planned).toEqual({ kind: 'none', why: 'refused_by_text' })
})
