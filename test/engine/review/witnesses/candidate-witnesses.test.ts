import { describe, expect, test } from 'vitest'
import { candidateWitnesses } from '../../../../src/engine/review/witnesses/candidate-witnesses.ts'
import { hunkCause } from '../../../../src/model/cause.ts'
import { diagnosisCase, type SmallCase } from '../../../support/diagnosis-case.ts'

const TEST = { 'tests/test_fee.py': 'from shop.fee import fee\n\n\ndef test_fee():\n    assert fee(7) == 75\n' }
const fee = (amount: string, more = '') => ({ 'shop/fee.py': `def fee(weight):\n    ${more}return ${amount}\n` })
const RAISED: SmallCase = {
  base: { ...TEST, ...fee('75') },
  head: { ...TEST, ...fee('90') },
  testId: 'tests/test_fee.py::test_fee',
  line: 5,
  expected: '75',
  actual: '90',
}

/** What the texts of a case say of an edit that takes its expected value to the actual one, whoever asks. */
async function witnessesOf(more: Partial<SmallCase>, value = { before: '75', after: '90' }) {
  const { hunks, authorTexts, trees } = await diagnosisCase({ ...RAISED, ...more })
  const causes = hunks.filter(({ file }) => file === 'shop/fee.py').map((hunk) => hunkCause(hunk, value))
  const edit = { file: 'tests/test_fee.py', range: { start: 0, end: 2 }, replacement: value.after, effect: 'expectation' as const, value }
  return candidateWitnesses({ causes, edits: [{ ...edit, causes: causes.map(({ id }) => id) }] }, { hunks, authorTexts, trees })
}
const log = (line: string) => ({ 'CHANGELOG.md': `# 2\n- Better docs\n${line}\n# 1\n- Old\n` })
const withDocs = (before: SmallCase['base'], after: SmallCase['base']) => ({
  base: { ...RAISED.base, ...before },
  head: { ...RAISED.head, ...after },
})

describe('who says that a value was meant', () => {
  test.each([
    ['a message with both values', { messages: ['Raise the fee from 75 to 90'] }, { kind: 'message', at: 'message 1', names: 'both' }],
    [
      'a message with the new value beside the name',
      { messages: ['Other', 'fee: it is 90 now'] },
      { kind: 'message', at: 'message 2', names: 'new' },
    ],
    [
      'the line of the changelog that names it',
      withDocs({ 'CHANGELOG.md': '# 1\n- Old\n' }, log('- The fee is 90')),
      { kind: 'changelog', at: 'CHANGELOG.md:3', quote: '- The fee is 90' },
    ],
    [
      'a document',
      withDocs({ 'README.md': 'A fee of 75.\n' }, { 'README.md': 'A fee of 90.\n' }),
      { kind: 'docs', at: 'README.md:1', names: 'both' },
    ],
    [
      'another test',
      withDocs(
        { 'tests/test_sum.py': 'def test_sum():\n    assert total(fee(7)) == 75\n' },
        { 'tests/test_sum.py': 'def test_sum():\n    assert total(fee(7)) == 90\n' },
      ),
      { kind: 'test', at: 'tests/test_sum.py:2' },
    ],
    [
      'another place of the product',
      withDocs(
        { 'shop/list.py': 'def is_plain(fee):\n    return fee == 75\n' },
        { 'shop/list.py': 'def is_plain(fee):\n    return fee == 90\n' },
      ),
      { kind: 'caller', at: 'shop/list.py:2' },
    ],
  ] as const)('%s', async (_, more, expected) => {
    expect(await witnessesOf(more)).toEqual([expect.objectContaining(expected)])
  })

  test.each([
    ['nobody', {}],
    ['the same literal in another place', withDocs({ 'shop/list.py': 'FEE = 75\n' }, { 'shop/list.py': 'FEE = 90\n' })],
    ['a message without the value', { messages: ['Raise the fee'] }],
    ['the number of an issue', { messages: ['Fix the fees (#90)'] }],
    ['the number alone', { messages: ['Work on 90 things'] }],
    ['a message the other way round', { messages: ['Take the fee from 90 to 75'] }],
  ])('not %s', async (_, more) => {
    expect((await witnessesOf(more)).filter(({ names }) => names !== 'old')).toEqual([])
  })
})

describe('who contradicts', () => {
  test.each([
    ['a message that claims no change', { messages: ['Clean up the fee'] }, 'message'],
    ['a message that only renames', { messages: ['Rename cost to fee'] }, 'message'],
    ['an outright denial beside an announcement', { messages: ['Raise the fee from 75 to 90\n\nNo change of behaviour.'] }, 'message'],
    [
      'a document that still says the old value',
      withDocs({ 'README.md': '`fee` gives 75.\n' }, { 'README.md': '`fee` gives 75.\n' }),
      'docs',
    ],
  ] as const)('%s', async (_, more, kind) => {
    expect(await witnessesOf(more)).toContainEqual(expect.objectContaining({ kind, names: 'old' }))
  })
})

test('an entry that came is witnessed by whoever names it', async () => {
  const more = {
    base: { ...TEST, ...fee("['book']") },
    head: { ...TEST, ...fee("['book', 'voucher']") },
    messages: ['Add voucher to the fees'],
  }
  expect(await witnessesOf(more, { before: "['book']", after: "['book', 'voucher']" })).toEqual([expect.objectContaining({ names: 'new' })])
})

test('values that stand everywhere are witnessed by nobody', async () => {
  const more = { base: { ...TEST, ...fee('0') }, head: { ...TEST, ...fee('1') }, messages: ['Set the fee from 0 to 1'] }
  expect((await witnessesOf(more, { before: '0', after: '1' })).filter(({ names }) => names === 'new')).toEqual([])
})

test('of a computed value everything that changed in these lines has to be named', async () => {
  const more = (message: string) => ({
    base: { ...TEST, ...fee('weight * 5 + 40') },
    head: { ...TEST, ...fee('weight * 7 + 41') },
    messages: [message],
  })
  expect(await witnessesOf(more('Take the rate from 5 to 7'))).toEqual([])
  expect((await witnessesOf(more('Rates from 55 to 77'))).length).toBe(0)
  const both = { base: { ...TEST, ...fee('weight * 15 + 40') }, head: { ...TEST, ...fee('weight * 17 + 41') } }
  expect(await witnessesOf({ ...both, messages: ['Fees: take the rate from 15 to 17'] })).toEqual([])
  expect(await witnessesOf({ ...both, messages: ['Fees: take the rate from 15 to 17, the base from 40 to 41'] })).not.toEqual([])
})

test('a value that nothing of the change stands behind has no witness', async () => {
  const { hunks, authorTexts, trees } = await diagnosisCase({ ...RAISED, messages: ['Raise the fee from 75 to 90'] })
  const edit = { file: 'a.py', range: { start: 0, end: 1 }, replacement: '', effect: 'removal' as const, causes: [] }
  expect(candidateWitnesses({ causes: [], edits: [edit] }, { hunks, authorTexts, trees })).toEqual([])
})

describe('two whole texts', () => {
  const said = (before: string, after: string, message: string, more: SmallCase['base'] = {}) =>
    witnessesOf(
      {
        base: { ...TEST, ...more, ...fee(`'${before}'`) },
        head: {
          ...TEST,
          ...fee(`'${after}'`),
          ...Object.fromEntries(Object.entries(more).map(([path, text]) => [path, text.replace(before, after)])),
        },
        messages: [message],
      },
      { before: `'${before}'`, after: `'${after}'` },
    )
  const [old, now] = ['weight must be positive', 'weight has to be positive']

  test('name themselves', async () => {
    expect(await said(old, now, `Say "${now}" instead of "${old}"`)).toContainEqual(
      expect.objectContaining({ kind: 'message', names: 'both' }),
    )
  })

  test.each([
    ['single words', 'positive', 'negative', 'Say "negative" instead of "positive"', {}],
    ['the same texts of another place', old, now, `Say "${now}" instead of "${old}"`, { 'shop/other.py': `NOTE = '${old}'\n` }],
    ['told the other way round', old, now, `Say "${old}" instead of "${now}"`, {}],
  ])('not %s', async (_, before, after, message, more) => {
    expect((await said(before, after, message, more)).filter(({ kind, names }) => kind === 'message' && names !== 'old')).toEqual([])
  })
})

describe('a bug has no witness by chance', () => {
  const supporting = async (more: Partial<SmallCase>, value?: { before: string; after: string }) =>
    (await witnessesOf(more, value)).filter(({ names }) => names !== 'old')
  const changed = (before: string, after: string, message: string) => ({
    base: { ...TEST, ...fee(before) },
    head: { ...TEST, ...fee(after) },
    messages: [message],
  })

  test.each([
    ['a count of something else beside the name', 'fee: handle 90 parcels at once'],
    ['both numbers as issues', 'Fix the fee (#75, #90)'],
    ['both numbers as what comes in', 'fee: parcels of 75 and 90 kilos crash'],
    ['a limit', 'The fee works for up to 90 parcels'],
    ['a version', 'fee: works with v90'],
    ['the same values of another thing', 'Raise the limit from 75 to 90'],
    ['another unit', 'Raise the fee from 75 to 90 percent'],
    ['a line that has nothing to do with it', 'Faster fee\n\nTook 90 ms before.'],
    ['the way back', 'fee: 75 instead of 90'],
    ['a case', 'fee: round where it is due when it is 90'],
    ['a case of both', 'fee: do not crash when it goes from 75 to 90'],
    ['a denial', 'The fee must never be 90'],
    ['a fault', 'fee: the wrong result is 90'],
    ['a part of another number', 'fee is 90.5'],
  ])('a message with %s', async (_, message) => {
    expect(await supporting({ messages: [message] })).toEqual([])
  })

  test.each(['2', '10', '100', '1000'])('a message that holds %s', async (after) => {
    const of = (message: string) => supporting(changed('3', after, message), { before: '3', after })
    expect(await of(`Speed: ${after} of them are enough`)).toEqual([])
    expect(await of(`Limit is ${after}`)).toEqual([])
    expect(await of(`fee: handle ${after} parcels`)).toEqual([])
  })

  test.each([
    ["'ok'", 'fee: ok with empty baskets'],
    ["'ok'", 'Report whether it is ok'],
    ["'standard'", 'fee: standard handling of parcels'],
    ["'standard'", "Label parcels as 'standard'"],
    ["''", 'fee: it is now empty'],
    ["'error'", 'fee: no error for empty baskets'],
  ])('a message that holds %s: %s', async (after, message) => {
    expect(await supporting(changed("'express'", after, message), { before: "'express'", after })).toEqual([])
  })

  test.each([
    [
      'the changelog names it beside another thing',
      withDocs({ 'CHANGELOG.md': '# 1\n- Old\n' }, { 'CHANGELOG.md': '# 2\n- The fee of more than 90 parcels is found\n# 1\n- Old\n' }),
    ],
    ['a document of another thing has the same values', withDocs({ 'README.md': 'At most 75.\n' }, { 'README.md': 'At most 90.\n' })],
    [
      'another test of another thing has the same values',
      withDocs(
        { 'tests/test_sum.py': 'def test_sum():\n    assert total() == 75\n' },
        { 'tests/test_sum.py': 'def test_sum():\n    assert total() == 90\n' },
      ),
    ],
    [
      'one exchange of text took more than it should',
      {
        ...withDocs(
          { 'shop/limit.py': 'LIMIT = 75\n', 'README.md': 'The limit is 75.\n', 'tests/test_l.py': 'assert LIMIT == 75\n' },
          { 'shop/limit.py': 'LIMIT = 90\n', 'README.md': 'The limit is 90.\n', 'tests/test_l.py': 'assert LIMIT == 90\n' },
        ),
        messages: ['Raise the limit from 75 to 90'],
      },
    ],
  ] as const)('%s', async (_, more) => {
    expect(await supporting(more)).toEqual([])
  })

  test.each([
    ['90', 'Raise the fee to 90'],
    ['90', 'fee = 90 from now on'],
    ['1000', 'The fee is now 1,000'],
    ["'priority'", "fee: return 'priority' instead of 'express'"],
    ["'priority'", 'The fee becomes priority'],
  ])('but who says what it is now is heard: %s in %s', async (after, message) => {
    const before = after.startsWith("'") ? "'express'" : '75'
    expect(await supporting(changed(before, after, message), { before, after })).not.toEqual([])
  })
})
