import { describe, expect, test } from 'vitest'
import type { EditReview } from '../../../src/engine/review/edit-review.ts'
import { type JudgedCase, judge, offeredEdits, withoutContradictions } from '../../../src/engine/review/judge.ts'
import type { Candidate, Edit } from '../../../src/model/candidate.ts'
import type { CheckResult } from '../../../src/model/test-repair.ts'
import type { Witness } from '../../../src/model/witness.ts'

const check = (name: string, outcome: CheckResult['outcome'] = 'passed'): CheckResult => ({ name, outcome, detail: `${name} ${outcome}` })
const edit = (effect: Edit['effect'], replacement = 'grand_total', start = 0): Edit => {
  return { file: 'tests/test_a.py', range: { start, end: start + 5 }, replacement, effect, causes: ['c'] }
}
const candidate = (edits: readonly Edit[], id = 'one'): Candidate => {
  const about = { id, testIds: ['tests/test_a.py::test_a'], strategy: 'rename_symbol', origin: 'rule', round: 0 } as const
  return { ...about, testIds: [...about.testIds], askedBy: [...about.testIds], causes: [], edits: [...edits], confidence: 0.99 }
}
const standing = (...standings: readonly EditReview['standing'][]): readonly EditReview[] =>
  standings.map((one) => ({ standing: one, reason: `it is ${one}` }))
const witness = (names: Witness['names']): Witness => ({ kind: 'changelog', at: 'CHANGELOG.md:3', quote: 'Totals are rounded.', names })
const PROOFS = [check('passes-alone'), check('passes-together')]
const OF_CHANGE = [check('old-holds-without-change'), check('fails-without-change'), check('strength-maintained')]
const obsolete = { verdict: 'obsolete_test', confidence: 0.99 } as const

const oldFails = check('old-holds-without-change', 'failed')
/** A candidate whose one edit the source declares, whose texts and runs hold, for a test that is out of date. */
const declared: JudgedCase = {
  candidate: candidate([edit('reach')]),
  review: { edits: standing('declared'), checks: [check('parses')] },
  runChecks: [...PROOFS, check('fails-without-change', 'not_run')],
  analyses: [obsolete],
  asking: [obsolete],
  witnesses: [],
  isAccepted: false,
  threshold: 0.9,
}
/** One whose edit replaces a value that a changed line replaces as well; a witness says that it was meant, and a run that it is why. */
const explained: JudgedCase = {
  ...declared,
  candidate: candidate([edit('expectation', '4')]),
  review: { edits: standing('explained'), checks: [check('parses')] },
  runChecks: [...PROOFS, ...OF_CHANGE],
  witnesses: [witness('new')],
}

describe('tier A', () => {
  test('is offered where every edit is declared and every check holds', () => {
    const { tier, oracle, refusal, confidence, checks } = judge(declared)
    expect({ tier, oracle, refusal, confidence }).toEqual({ tier: 'A', oracle: 'preserved', refusal: null, confidence: 0.99 })
    expect(checks.map(({ name }) => name)).toEqual(['parses', 'passes-alone', 'passes-together', 'fails-without-change'])
  })

  test.each([
    ['a broken product', [{ verdict: 'product_regression', confidence: 0.99 }]],
    ['nobody knows', [{ verdict: 'unknown', confidence: 0.5 }]],
    ['not certain enough', [{ verdict: 'obsolete_test', confidence: 0.94 }]],
    ['no test', []],
  ] as const)('is not offered for: %s', (_, asking) => {
    expect(judge({ ...declared, asking }).refusal).toEqual({ kind: 'not_obsolete' })
  })

  test('is offered for a neighbour of a test that is out of date', () => {
    const analyses = [{ verdict: 'unknown', confidence: 0.96 } as const, obsolete]
    expect(judge({ ...declared, analyses })).toMatchObject({ refusal: null, confidence: 0.96 })
  })

  test('is as certain as the least certain part of it', () => {
    expect(judge({ ...declared, threshold: 0.991 }).refusal).toEqual({ kind: 'confidence', confidence: 0.99, threshold: 0.991 })
    const doubtful = { ...declared, candidate: { ...declared.candidate, confidence: 0.8 } }
    expect(judge(doubtful).refusal).toEqual({ kind: 'confidence', confidence: 0.8, threshold: 0.9 })
  })

  test('is not offered unless it was seen to pass', () => {
    expect(judge({ ...declared, runChecks: [] }).refusal).toEqual({ kind: 'not_run' })
    expect(judge({ ...declared, runChecks: [check('passes-alone')] }).refusal).toEqual({ kind: 'not_run' })
    expect(judge({ ...declared, runChecks: [check('passes-alone', 'not_run'), check('passes-together')] }).refusal).toEqual({
      kind: 'not_run',
    })
  })

  test('is not offered where one check of the runs fails', () => {
    const lost = check('coverage-kept', 'failed')
    expect(judge({ ...declared, runChecks: [...declared.runChecks, lost] })).toMatchObject({
      tier: 'A',
      refusal: { kind: 'check', check: lost },
    })
  })
})

test('what a language model wrote is never tier A', () => {
  expect(judge({ ...declared, candidate: { ...declared.candidate, origin: 'llm' } })).toMatchObject({
    tier: 'C',
    refusal: { kind: 'proposal' },
  })
})

describe('what the texts refuse has no tier', () => {
  const broken = check('parses', 'failed')
  test.each<[string, Partial<JudgedCase>, object]>([
    ['a failed check', { review: { edits: standing('declared'), checks: [broken] } }, { kind: 'check', check: broken }],
    ['a foreign edit', { review: { edits: standing('foreign'), checks: [] } }, { kind: 'foreign_edit', reason: 'it is foreign' }],
    [
      'one foreign edit of two',
      { review: { edits: standing('declared', 'foreign'), checks: [] } },
      { kind: 'foreign_edit', reason: 'it is foreign' },
    ],
  ])('%s, whatever runs, witnesses and people say', (_, more, refusal) => {
    for (const judged of [declared, { ...explained, isAccepted: true }])
      expect(judge({ ...judged, ...more })).toMatchObject({ tier: 'refused', refusal })
  })
})

describe('a changed expectation', () => {
  test('is tier B where it is explained, witnessed, and fails without the change', () => {
    expect(judge(explained)).toMatchObject({ tier: 'B', oracle: 'changed' })
    expect(judge({ ...explained, witnesses: [witness('both')] }).tier).toBe('B')
  })

  test.each<[string, Partial<JudgedCase>]>([
    ['nobody says that it was meant', { witnesses: [] }],
    ['somebody says the old value still', { witnesses: [witness('new'), witness('old')] }],
    ['the witness says the old value alone', { witnesses: [witness('old')] }],
    ['no run undid the change', { runChecks: [...PROOFS, ...OF_CHANGE.slice(1)] }],
    ['no run shows that it fails without the change', { runChecks: [...PROOFS, ...OF_CHANGE.toSpliced(1, 1)] }],
    ['undoing exactly the cause does not bring the old value back', { runChecks: [...PROOFS, oldFails, ...OF_CHANGE.slice(1)] }],
    ['no mutant was run', { runChecks: [...PROOFS, ...OF_CHANGE.slice(0, 2), check('strength-maintained', 'not_run')] }],
    ['the ladder says that the product is broken', { analyses: [{ verdict: 'product_regression', confidence: 0.95 }] }],
    ['a language model wrote it', { candidate: { ...candidate([edit('expectation', '4')]), origin: 'llm' } }],
    ['it is not explained', { review: { edits: standing('unexplained'), checks: [] } }],
    ['one edit of two is not explained', { review: { edits: standing('explained', 'unexplained'), checks: [] } }],
  ])('is a proposal where %s', (_, more) => {
    expect(judge({ ...explained, ...more })).toMatchObject({ tier: 'C', oracle: 'changed', refusal: { kind: 'proposal' } })
  })

  test('of tier B is proposed, and offered once somebody says yes', () => {
    expect(judge(explained).refusal).toEqual({ kind: 'proposal' })
    expect(judge({ ...explained, isAccepted: true })).toMatchObject({ tier: 'B', refusal: null })
  })

  const proposal = { ...explained, witnesses: [], isAccepted: true }
  test('that somebody accepted is offered, as certain or not', () => {
    expect(judge(proposal)).toMatchObject({ tier: 'C', refusal: null })
    expect(judge({ ...proposal, analyses: [{ verdict: 'product_regression', confidence: 0.5 }] })).toMatchObject({
      tier: 'C',
      refusal: null,
    })
  })

  test('that is not explained by undoing its cause is refused by nothing else: a person may say yes', () => {
    const runChecks = [...PROOFS, oldFails, check('fails-without-change'), check('strength-maintained')]
    expect(judge({ ...proposal, runChecks })).toMatchObject({ tier: 'C', refusal: null })
    const passing = check('fails-without-change', 'failed')
    expect(judge({ ...proposal, runChecks: [...PROOFS, passing] }).refusal).toEqual({ kind: 'check', check: passing })
  })

  test('that somebody accepted has to pass all the same', () => {
    const failing = check('passes-alone', 'failed')
    expect(judge({ ...proposal, runChecks: [failing] }).refusal).toEqual({ kind: 'check', check: failing })
    expect(judge({ ...proposal, runChecks: [] }).refusal).toEqual({ kind: 'not_run' })
  })

  test('beside a declared edit changes the oracle of both', () => {
    const both = {
      candidate: candidate([edit('reach'), edit('expectation', '4', 9)]),
      review: { edits: standing('declared', 'explained'), checks: [] },
    }
    expect(judge({ ...explained, ...both })).toMatchObject({ tier: 'B', oracle: 'changed' })
    expect(judge({ ...explained, ...both, witnesses: [] }).tier).toBe('C')
  })
})

describe('offers that contradict each other', () => {
  const offer = (id: string, ...edits: readonly Edit[]) => judge({ ...declared, candidate: candidate(edits, id) })
  const [first, same, other] = [offer('first', edit('reach')), offer('same', edit('reach')), offer('other', edit('reach', 'sum_up'))]

  test('the later one goes, and says which it is against', () => {
    const [kept, gone] = withoutContradictions([first, other])
    expect(kept).toBe(first)
    expect(gone?.refusal).toEqual({ kind: 'contradiction', candidate: 'first' })
  })

  test('the same edit twice, or another place, is no contradiction', () => {
    const elsewhere = offer('elsewhere', edit('reach', 'sum_up', 40))
    expect(withoutContradictions([first, same, elsewhere])).toEqual([first, same, elsewhere])
    expect(offeredEdits([first, elsewhere])).toEqual([edit('reach'), edit('reach', 'sum_up', 40)])
  })

  test('what is not offered stands against nothing, and its edits are not made', () => {
    const refused = judge({ ...declared, asking: [] })
    expect(withoutContradictions([refused, other])).toEqual([refused, other])
    expect(offeredEdits([refused, other])).toEqual([edit('reach', 'sum_up')])
  })
})
