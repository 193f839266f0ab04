import { describe, expect, test } from 'vitest'
import type { SmallCase } from '../../../../../support/diagnosis-case.ts'
import { signOf, subjectOfCase } from '../../../../../support/signs-of.ts'

const TEST = { 'tests/test_shop.py': "from shop.kinds import kinds\n\n\ndef test_kinds():\n    assert kinds() == ['book', 'game']\n" }
const kinds = (body: string) => ({ 'shop/kinds.py': `def kinds(limit=5):\n    return ${body}\n` })
const edit = (before: string, after: string, expected: string, actual: string, more: Partial<SmallCase> = {}): SmallCase => ({
  base: { ...TEST, ...kinds(before) },
  head: { ...TEST, ...kinds(after) },
  testId: 'tests/test_shop.py::test_kinds',
  line: 5,
  expected,
  actual,
  ...more,
})
const BOOKS = "['book', 'game']"
const VOUCHERS = "['book', 'game', 'voucher']"
const MORE = edit(BOOKS, VOUCHERS, BOOKS, VOUCHERS)

test.each([
  ['an entry of a list', MORE, true],
  [
    'a field whose value is computed',
    edit("{'name': n}", "{'name': n, 'weight': w}", "{'name': 'a'}", "{'name': 'a', 'weight': 7.5}"),
    true,
  ],
  ['a keyword', edit('Row(n)', "Row(n, kind='plain')", "Row('a')", "Row('a', kind='plain')"), true],
  ['an entry that went', edit(VOUCHERS, BOOKS, VOUCHERS, BOOKS), true],
  ['an entry that the hunk does not have', edit(BOOKS, "['book', 'game', 'map']", BOOKS, VOUCHERS), false],
  ['a computed entry', edit(BOOKS, "['book', 'game', price(7)]", "['book', 'game']", "['book', 'game', 9.5]"), false],
  ['another order', edit(BOOKS, "['game', 'book']", BOOKS, "['game', 'book']"), false],
  ['nothing came', edit(BOOKS, "['book']", BOOKS, 'None'), false],
  ['more is gone than the hunk takes', edit(VOUCHERS, BOOKS, VOUCHERS, "['book']"), false],
  ['a longer text, which is a replaced value', edit("f'{n} rows'", "f'{n} rows in total'", "'5 rows'", "'5 rows in total'"), false],
  ['a replaced value, which is another sign', edit("['book', 'game']", "['book', 'map']", BOOKS, "['book', 'map']"), false],
])('%s', async (_, small, seen) => {
  expect((await signOf('piece-explained', small)).seen).toBe(seen)
})

test('the expected and the actual call of a mock are compared as well', async () => {
  const message = "expected call not found.\nExpected: send('a')\n  Actual: send('a', retries=3)"
  const small = edit("send('a')", "send('a', retries=3)", '', '', { failure: { expected: null, actual: null, message } })
  expect(await signOf('piece-explained', small)).toMatchObject({
    seen: true,
    detail: 'shop/kinds.py:2 adds “retries”, and so does the result',
  })
})

describe('whoever names the piece', () => {
  test.each([
    ['Add voucher to the kinds', true],
    ['Vouchers', false],
    ['Clean up: voucher', false],
  ])('message-names-it: %s', async (message, seen) => {
    expect((await signOf('message-names-it', { ...MORE, messages: [message] })).seen).toBe(seen)
  })

  test('of what went only who says that it goes', async () => {
    const less = edit(VOUCHERS, BOOKS, VOUCHERS, BOOKS)
    const said = async (message: string) => (await signOf('message-names-it', { ...less, messages: [message] })).seen
    expect(await said('Remove voucher from kinds of goods')).toBe(true)
    expect(await said('Add voucher')).toBe(false)
  })

  test('docs-adapted: the line of the changelog that names it, not the first', async () => {
    const log = (lines: string) => ({ 'CHANGELOG.md': `# 2\n${lines}\n# 1\n- Old\n` })
    const small = {
      ...MORE,
      base: { ...MORE.base, ...log('') },
      head: { ...MORE.head, ...log('- Better docs\n- Goods may be of the kind voucher\n') },
    }
    expect(await signOf('docs-adapted', small)).toMatchObject({ seen: true, detail: expect.stringContaining('of the kind voucher') })
    expect(await signOf('changelog-grown', small)).toMatchObject({ seen: true, weight: 0.8, detail: expect.stringContaining('voucher') })
    const other = { ...small, head: { ...MORE.head, ...log('- Better docs\n') } }
    expect(await signOf('docs-adapted', other)).toMatchObject({ seen: false })
    expect(await signOf('changelog-grown', other)).toMatchObject({ seen: true, weight: 0.4 })
  })

  test('tests-adapted: another test of the same change', async () => {
    const other = (body: string) => ({ 'tests/test_list.py': `def test_list():\n    assert render() == ${body}\n` })
    const small = { ...MORE, base: { ...MORE.base, ...other("'book, game'") }, head: { ...MORE.head, ...other("'book, game, voucher'") } }
    expect((await signOf('tests-adapted', small)).seen).toBe(true)
    expect((await signOf('tests-adapted', MORE)).seen).toBe(false)
  })
})

test('tests-adapted: the very values of the failure in another test', async () => {
  const other = (value: string) => ({ 'tests/test_sum.py': `def test_sum():\n    assert total() == ${value}\n` })
  const small = edit('price * 3', 'price * 4', '75', '100')
  const adapted = { ...small, base: { ...small.base, ...other('75') }, head: { ...small.head, ...other('100') } }
  expect((await signOf('tests-adapted', adapted)).seen).toBe(true)
  expect((await subjectOfCase(small)).pieces).toEqual([])
})
