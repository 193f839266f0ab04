import { describe, expect, test } from 'vitest'
import { type Planning, plan as planned } from '../../../src/engine/review/plan.ts'
import type { Candidate, Edit } from '../../../src/model/candidate.ts'
import { contractCause, hunkCause } from '../../../src/model/cause.ts'
import { changesBetween } from '../../support/repair.ts'
import { parameterRemoved, renamed, type Shop } from './shop.ts'

const range = { start: 0, end: 5 }
const causesOf = async ({ base, head }: Shop) => (await changesBetween(base, head)).map(contractCause)
const HUNK = hunkCause({ file: 'src/a.py', oldFile: 'src/a.py', before: { line: 1, count: 1 }, after: { line: 1, count: 1 } }, null)
const candidate = (effect: Edit['effect'], causes: Candidate['causes']): Candidate => ({
  ...{
    id: 'one',
    testIds: ['tests/test_a.py::test_a'],
    askedBy: ['tests/test_a.py::test_a'],
    strategy: 'rename_symbol',
    origin: 'rule',
    round: 0,
    confidence: 1,
    causes,
  },
  edits: [{ file: 'tests/test_a.py', range, replacement: 'x', effect, causes: causes.map(({ id }) => id) }],
})
const sound = { edits: [{ standing: 'declared', reason: '' }], checks: [] } as const
const obsolete = [{ verdict: 'obsolete_test', confidence: 0.99 }] as const
const unknown = [{ verdict: 'unknown', confidence: 0.5 }] as const

const plan = (one: Candidate, review: Planning['review'], asking: Planning['asking'], more: Partial<Planning> = {}) =>
  planned(one, { review, asking, analyses: asking, witnesses: [], isAccepted: false, ...more })
const witness = (names: 'new' | 'old') => ({ kind: 'message' as const, at: 'message 1', quote: 'it is x now', names })

describe('runs', () => {
  test('by itself and with its file', async () => {
    expect(plan(candidate('reach', await causesOf(renamed)), sound, obsolete)).toEqual({ kind: 'runs', runs: ['alone', 'together'] })
  })

  test('a dropped argument is dropped on the base as well, where it could be left out there', async () => {
    const causes = await causesOf(parameterRemoved)
    const runs = ['alone', 'together', 'argument_dropped_on_base']
    expect(plan(candidate('reach', causes), sound, obsolete)).toEqual({ kind: 'runs', runs })
    expect(plan(candidate('reach', [...causes, ...(await causesOf(renamed))]), sound, obsolete)).toMatchObject({
      runs: ['alone', 'together'],
    })
    const required = {
      ...parameterRemoved,
      base: { 'src/a.py': 'def f(a, b):\n    return a * 2 + 1\n' },
      head: { 'src/a.py': 'def f(a):\n    return a * 2 + 1\n' },
    }
    expect(plan(candidate('reach', await causesOf(required)), sound, obsolete)).toMatchObject({ runs: ['alone', 'together'] })
  })

  const ALL = { kind: 'runs', runs: ['alone', 'together', 'cause_undone', 'mutants'] }
  const PASSES = { kind: 'runs', runs: ['alone', 'together'] }
  const standing = (word: 'explained' | 'unexplained') => ({ edits: [{ standing: word, reason: '' }], checks: [] })

  test.each(['obsolete_test', 'removed_behaviour', 'product_regression', 'unknown'] as const)(
    'a changed expectation of a test that is %s is shown to pass, and proved once a person says yes',
    (verdict) => {
      const found = (isAccepted: boolean) =>
        plan(candidate('expectation', [HUNK]), standing('unexplained'), [{ verdict, confidence: 0.5 }], { isAccepted })
      expect(found(false)).toEqual(PASSES)
      expect(found(true)).toEqual(ALL)
    },
  )

  test('a changed expectation that the texts explain and call meant is proved unasked', () => {
    const changed = { verdict: 'behaviour_changed', confidence: 0.9 } as const
    const bug = { verdict: 'product_regression', confidence: 0.9 } as const
    const found = (more: Partial<Planning>, word: 'explained' | 'unexplained' = 'explained') =>
      plan(candidate('expectation', [HUNK]), standing(word), [changed], more)
    expect(found({ witnesses: [witness('new')] })).toEqual(ALL)
    expect(found({ witnesses: [witness('new')] }, 'unexplained')).toEqual(PASSES)
    expect(found({ witnesses: [] })).toEqual(PASSES)
    expect(found({ witnesses: [witness('new'), witness('old')] })).toEqual(PASSES)
    expect(found({ witnesses: [witness('new')], analyses: [changed, bug] })).toEqual(PASSES)
    const byModel = { ...candidate('expectation', [HUNK]), origin: 'llm' as const }
    expect(plan(byModel, standing('explained'), [changed], { witnesses: [witness('new')] })).toEqual(PASSES)
  })
})

describe('no run is made', () => {
  test('for a declared edit of a test that is not out of date beyond doubt', async () => {
    const causes = await causesOf(renamed)
    expect(plan(candidate('reach', causes), sound, unknown)).toEqual({ kind: 'none', why: 'not_obsolete' })
    expect(plan(candidate('reach', causes), sound, [{ verdict: 'obsolete_test', confidence: 0.94 }])).toMatchObject({ why: 'not_obsolete' })
  })

  test.each(['flaky', 'environment', 'infrastructure'] as const)('for a changed expectation of a test that is %s', (verdict) => {
    const found = plan(candidate('expectation', [HUNK]), sound, [{ verdict, confidence: 0.99 }])
    expect(found).toEqual({ kind: 'none', why: 'not_of_the_code' })
  })

  test('for what the texts refuse', async () => {
    const failed = { edits: sound.edits, checks: [{ name: 'parses', outcome: 'failed', detail: '' }] } as const
    const foreign = { edits: [{ standing: 'foreign', reason: '' }], checks: [] } as const
    for (const review of [failed, foreign])
      expect(plan(candidate('reach', await causesOf(renamed)), review, obsolete)).toEqual({ kind: 'none', why: 'refused_by_text' })
  })
})
