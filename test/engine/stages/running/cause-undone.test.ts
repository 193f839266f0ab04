import { describe, expect, test } from 'vitest'
import { createHealingContext } from '../../../../src/engine/stages/healing-context.ts'
import { review } from '../../../../src/engine/stages/review.ts'
import { proveCandidates } from '../../../../src/engine/stages/running/prove-candidates.ts'
import type { Candidate } from '../../../../src/model/candidate.ts'
import { hunkCause } from '../../../../src/model/cause.ts'
import type { Reproduction } from '../../../../src/model/reproduction.ts'
import { completedRun } from '../../../support/completed-run.ts'
import { testParsers } from '../../../support/grammars.ts'
import { probedTest, subjectOf } from '../../../support/probed.ts'
import { pricedShop } from './priced-shop.ts'

const FILE = 'tests/test_price.py'
const ID = `${FILE}::test_price`

/** What the checks say of a repair that expects `expected`, where the product went from `before` to `after`. */
async function checksOf(product: { readonly before: string; readonly after: string }, { expected, replaced, isSearched = false }: Asked) {
  const head = { 'shop/price.py': product.after, [FILE]: 'def test_price():\n    assert price(100) == 119\n' }
  const shop = await pricedShop({ base: { ...head, 'shop/price.py': product.before }, head })
  const context = createHealingContext(
    {
      ...shop,
      clock: { now: () => 0 },
      parsers: await testParsers(),
      packages: { read: async () => ({ outcome: 'not_read', reason: '' }) },
    },
    shop,
    shop.sources,
  )
  const [hunk] = shop.sources.hunks
  if (!hunk) throw new Error('nothing changed')
  const { file, oldFile, before, after } = hunk
  const cause = hunkCause(hunk, replaced)
  const start = head[FILE].indexOf('119')
  const edit = { file: FILE, range: { start, end: start + 3 }, replacement: expected, value: { before: '119', after: expected } }
  const candidate: Candidate = {
    ...{ id: 'one', testIds: [ID], askedBy: [ID], strategy: 'update_assertion', origin: 'rule', round: 0, confidence: 0.99 },
    causes: [cause],
    edits: [{ ...edit, effect: 'expectation', causes: [cause.id] }],
  }
  const causes = [{ testId: ID, outcome: 'found' as const, reason: '', hunks: [{ file, oldFile, before, after }], runs: 1 }]
  const failing = completedRun([probedTest(ID, 'failed')])
  const reproduction: Reproduction = {
    ...{ framework: 'pytest', asked: [subjectOf(ID)], first: failing, reruns: [], again: null },
    ...{ base: { outcome: 'ran', run: completedRun([probedTest(ID)]) }, causes: isSearched ? causes : [] },
  }
  const [reviewed] = review([candidate], [], context, new Set())
  if (!reviewed) throw new Error('the edit does not fit')
  const open = { ...reviewed, planned: { kind: 'runs' as const, runs: ['alone', 'together', 'cause_undone'] as const } }
  const [ran] = await proveCandidates(context, [open], reproduction)
  const of = (name: string) => ran?.runs.checks.find((check) => check.name === name)?.outcome
  return { old: of('old-holds-without-change'), repaired: of('fails-without-change'), runs: shop.runs() }
}

type Asked = {
  readonly expected: string
  readonly replaced: { readonly before: string; readonly after: string } | null
  readonly isSearched?: boolean
}

const RATE = { before: 'RATE = 0.19\nFEE = 0\n', after: 'RATE = 0.2\nFEE = 0\n' }
const REPLACED = { before: '0.19', after: '0.2' }

describe('with the cause undone', () => {
  test('the old test passes and the repaired one fails', async () => {
    expect(await checksOf(RATE, { expected: '120', replaced: REPLACED })).toEqual({ old: 'passed', repaired: 'passed', runs: 8 })
  })

  test('of two edits in adjacent lines, the one that is named is not why', async () => {
    const two = { before: 'RATE = 0.19\nFEE = 0\n', after: 'RATE = 0.2\nFEE = 7\n' }
    expect(await checksOf(two, { expected: '127', replaced: REPLACED })).toMatchObject({ old: 'failed', repaired: 'passed' })
    expect(await checksOf(two, { expected: '127', replaced: null })).toMatchObject({ old: 'passed', repaired: 'passed' })
  })

  test('a repaired test that passes either way tells nothing any more', async () => {
    expect(await checksOf(RATE, { expected: 'ANY', replaced: REPLACED })).toMatchObject({ old: 'passed', repaired: 'failed' })
  })

  test('what the search for the cause has seen is not run again', async () => {
    expect(await checksOf(RATE, { expected: '120', replaced: REPLACED, isSearched: true })).toEqual({
      old: 'passed',
      repaired: 'passed',
      runs: 7,
    })
  })

  test('a repair that does not pass is asked nothing more', async () => {
    expect(await checksOf(RATE, { expected: '121', replaced: REPLACED })).toEqual({ old: 'not_run', repaired: 'not_run', runs: 4 })
  })
})
