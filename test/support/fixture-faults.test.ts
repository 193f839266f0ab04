import { describe, expect, test } from 'vitest'
import { FixtureCase } from './fixture.ts'
import { faultsOf } from './fixture-faults.ts'

const FILE = 'tests/test_cart.py'
const map = (files: Readonly<Record<string, string>>) => new Map(Object.entries(files))
const said = {
  ...{ framework: 'pytest', title: 'A rate is another', verdict: 'product_regression', message: 'Raise the rate', deleted: [] },
  failing: [`${FILE}::test_total`],
}
const proposed = {
  ...FixtureCase.parse({ ...said, answer: 'proposed', values: [{ file: FILE, before: '12', after: '13' }] }),
  head: map({ [FILE]: 'assert total([]) == 12\n', 'src/cart.py': '' }),
  expected: map({ [FILE]: 'assert total([]) == 13\n' }),
}
type Checked = Parameters<typeof faultsOf>[0]
const healed: Checked = { ...proposed, answer: 'healed', verdict: 'obsolete_test', values: [] }
const refused: Checked = { ...proposed, answer: 'refused', values: [], expected: map({}), why: 'a caller was left behind' }

test.each([proposed, healed, refused])('$answer: a sound case has no faults', (fixture) => {
  expect(faultsOf(fixture)).toEqual([])
})

describe('a fault is told', () => {
  test.each<[string, Checked, string]>([
    ['a proposal without values', { ...proposed, values: [] }, 'it is proposed and names 0 changed values'],
    ['a healing with values', { ...healed, values: proposed.values }, 'it is healed and names 1 changed values'],
    ['a proposal without edits', { ...proposed, expected: map({}) }, 'it is proposed and expects 0 edited files'],
    ['a refusal with edits', { ...refused, expected: proposed.expected }, 'it is refused and expects 1 edited files'],
    ['a refusal without a reason', { ...refused, why: '' }, 'it does not say why it is refused'],
    [
      'a healing of a broken product',
      { ...healed, verdict: 'product_regression' },
      'it is healed although its verdict is product_regression',
    ],
    ['an edit of the product', { ...healed, expected: map({ 'src/cart.py': 'x = 1\n' }) }, 'src/cart.py is no test file of pytest'],
    ['an edit of nothing', { ...healed, expected: map({ 'tests/test_new.py': '' }) }, 'tests/test_new.py is not in the head'],
    ['an edit that changes nothing', { ...healed, expected: proposed.head }, `${FILE} is not edited`],
    [
      'a value that is not in the file',
      { ...proposed, values: [{ file: FILE, before: '11', after: '13' }] },
      `${FILE} does not exchange 11 for 13`,
    ],
    [
      'a value that does not come',
      { ...proposed, values: [{ file: FILE, before: '12', after: '14' }] },
      `${FILE} does not exchange 12 for 14`,
    ],
    [
      'a value of another file',
      { ...proposed, values: [{ file: 'src/cart.py', before: '12', after: '13' }] },
      'src/cart.py does not exchange 12 for 13',
    ],
  ])('%s', (_, fixture, fault) => {
    expect(faultsOf(fixture)).toContain(fault)
  })
})

test('a case names a framework that is installed for tests, and one of three answers', () => {
  expect(FixtureCase.safeParse({ ...said, answer: 'healed' }).success).toBe(true)
  expect(FixtureCase.safeParse({ ...said, framework: 'rspec', answer: 'healed' }).success).toBe(false)
  expect(FixtureCase.safeParse({ ...said, answer: 'maybe' }).success).toBe(false)
})
