import { describe, expect, test } from 'vitest'
import { oraclePreserved } from '../../../../src/engine/review/checks/oracle-preserved.ts'
import { examineTexts } from '../../../support/review-case.ts'
import { editOf, methodRenamed, moved, renamed, type Shop, scriptMoved, scriptRenamed } from '../shop.ts'

type Row = readonly [name: string, shop: Shop, before: string, after: string]

const OLD = 'from shop.cart import total\n\n\ndef test_total():\n'
const NEW = 'from shop.cart import grand_total\n\n\ndef test_total():\n'
/** A renamed Python function in a test of these lines. */
const python = (name: string, before: string, after: string, above = ''): Row => [
  name,
  renamed,
  `${OLD}${indented(before)}`,
  `${NEW.replace('\ndef', `\n${above}def`)}${indented(after)}`,
]
const indented = (lines: string) => lines.replaceAll(/^(?=.)/gm, '    ').concat('\n')

const script = (name: string, before: string, after: string): Row => [
  name,
  scriptRenamed,
  `import { expect, it } from 'vitest'\nimport { total } from '../src/cart'\n\n${before}\n`,
  `import { expect, it } from 'vitest'\nimport { grandTotal } from '../src/cart'\n\n${after}\n`,
]

describe('every assertion reads as before', () => {
  test.each<Row>([
    python('a call', 'assert total([]) == 0', 'assert grand_total([]) == 0'),
    python(
      'more than one',
      'assert total([]) == 0\nassert total([1]) != "total"',
      'assert grand_total([]) == 0\nassert grand_total([1]) != "total"',
    ),
    python('inside of a block', 'for x in [1]:\n    assert total([x]) == x', 'for x in [1]:\n    assert grand_total([x]) == x'),
    python('a call over several lines', 'assert total([1]) == 3', 'assert grand_total(\n    [1]\n) == 3'),
    python('a formatted text', 'assert str(total([])) == f"{total([])}"', 'assert str(grand_total([])) == f"{grand_total([])}"'),
    [
      'a method',
      methodRenamed,
      'from shop.cart import Cart\n\n\ndef test_a():\n    assert Cart([]).add_item(1).items == [1]\n',
      'from shop.cart import Cart\n\n\ndef test_a():\n    assert Cart([]).put(1).items == [1]\n',
    ],
    ['a moved function', moved, `${OLD}    assert total([]) == 0\n`, `${OLD.replace('cart', 'sums')}    assert total([]) == 0\n`],
    script('a call in TypeScript', "it('sums', () => expect(total([])).toBe(0))", "it('sums', () => expect(grandTotal([])).toBe(0))"),
    script('a shorthand property', 'expect({ total }).toBeDefined()', 'expect({ total: grandTotal }).toBeDefined()'),
    [
      'a moved function in TypeScript',
      scriptMoved,
      "import { total } from '../src/cart'\nit('sums', () => expect(total([])).toBe(0))\n",
      "import { total } from '../src/sums'\nit('sums', () => expect(total([])).toBe(0))\n",
    ],
  ])('%s', async (_, shop, before, after) => {
    expect(await examineTexts(oraclePreserved, editOf(shop, before, after))).toEqual({
      outcome: 'passed',
      detail: 'only declared names, places and arguments differ',
    })
  })
})

describe('whatever weakens a test is refused', () => {
  test.each<Row>([
    python('an assertion dropped', 'assert total([]) == 0\nassert total([1]) == 3', 'assert grand_total([]) == 0'),
    python(
      'an assertion as a comment',
      'assert total([]) == 0\nassert total([1]) == 3',
      'assert grand_total([]) == 0\n# assert grand_total([1]) == 3',
    ),
    python('an assertion as a text', '"""Sums."""\nassert total([]) == 0', '"""Sums.\nassert grand_total([]) == 0\n"""'),
    python('an assertion that is a tuple', 'assert total([]) == 0', 'assert (grand_total([]) == 0, 1)'),
    python('a comment', 'assert total([]) == 0  # type: ignore', 'assert grand_total([]) == 0  # total'),
    python('an early return', 'assert total([]) == 0', 'return\nassert grand_total([]) == 0'),
    python(
      'an assertion in a loop over nothing',
      'for x in []:\n    pass\nassert total([]) == 0',
      'for x in []:\n    pass\n    assert grand_total([]) == 0',
    ),
    python('an assertion under a condition', 'assert total([]) == 0', 'if False:\n    assert grand_total([]) == 0'),
    python(
      'an exception that is caught',
      'assert total([]) == 0',
      'try:\n    assert grand_total([]) == 0\nexcept AssertionError:\n    pass',
    ),
    python('a number', 'assert total([]) == 0', 'assert grand_total([]) == 1'),
    python('a number written in another way', 'assert total([]) == 10', 'assert grand_total([]) == 1_0'),
    python('a text', "assert total([]) == 'a'", "assert grand_total([]) == 'b'"),
    python('a text that becomes raw', "assert total([]) == 'a\\n'", "assert grand_total([]) == r'a\\n'"),
    python('a text that names what was renamed', "assert total([]) == 'total'", "assert grand_total([]) == 'grand_total'"),
    python('the text of a formatted one', "assert f'total {total([])}' == x", "assert f'grand_total {grand_total([])}' == x"),
    python('a comparison', 'assert total([]) == 0', 'assert grand_total([]) >= 0'),
    python('a negation', 'assert total([]) == 0', 'assert not grand_total([]) == 0'),
    python('a tolerance', 'assert total([]) == 0', 'assert grand_total([]) == approx(0)'),
    python('an alternative', 'assert total([]) == 0', 'assert grand_total([]) == 0 or True'),
    python('another exception', 'with raises(ValueError):\n    total([])', 'with raises(Exception):\n    grand_total([])'),
    python('a skip', 'assert total([]) == 0', 'assert grand_total([]) == 0', '@pytest.mark.skip\n'),
    python('an expected failure', 'assert total([]) == 0', 'assert grand_total([]) == 0', '@pytest.mark.xfail\n'),
    python('another test', 'assert total([]) == 0', 'assert grand_total([]) == 0\n\ndef test_more():\n    pass'),
    script('a skip in TypeScript', "it('a', () => expect(total([])).toBe(3))", "it.skip('a', () => expect(grandTotal([])).toBe(3))"),
    script(
      'an expected failure in TypeScript',
      "it('a', () => expect(total([])).toBe(3))",
      "it.fails('a', () => expect(grandTotal([])).toBe(3))",
    ),
    script('a negation in TypeScript', "it('a', () => expect(total([])).toBe(3))", "it('a', () => expect(grandTotal([])).not.toBe(3))"),
    script('a matcher', "it('a', () => expect(total([])).toBe(3))", "it('a', () => expect(grandTotal([])).toBeDefined())"),
    script('a number in TypeScript', "it('a', () => expect(total([])).toBe(3))", "it('a', () => expect(grandTotal([])).toBe(4))"),
    script('a template', "it('a', () => expect(total([])).toBe(`total`))", "it('a', () => expect(grandTotal([])).toBe(`grandTotal`))"),
    script('a key in quotes', "it('a', () => expect(x).toEqual({ 'total': 1 }))", "it('a', () => expect(x).toEqual({ 'grandTotal': 1 }))"),
    script('a title', "it('total', () => expect(total([])).toBe(3))", "it('grandTotal', () => expect(grandTotal([])).toBe(3))"),
    script(
      'an await',
      "it('a', async () => { await expect(total([])).resolves.toBe(3) })",
      "it('a', async () => { expect(grandTotal([])).resolves.toBe(3) })",
    ),
    script(
      'a condition in TypeScript',
      "it('a', () => {\n  expect(total([])).toBe(3)\n})",
      "it('a', () => {\n  if (false) {\n    expect(grandTotal([])).toBe(3)\n  }\n})",
    ),
    script('a directive', "it('a', () => expect(total([])).toBe(3))", "// @ts-nocheck\nit('a', () => expect(grandTotal([])).toBe(3))"),
    script(
      'a dropped directive',
      "// @ts-expect-error\nit('a', () => expect(total([])).toBe(3))",
      "it('a', () => expect(grandTotal([])).toBe(3))",
    ),
  ])('%s', async (_, shop, before, after) => {
    const { outcome, detail } = await examineTexts(oraclePreserved, editOf(shop, before, after))
    expect(outcome).toBe('failed')
    expect(detail).toContain(`${shop.test}:`)
  })

  test('the place is the line of the old text, and both readings are shown', async () => {
    const edit = editOf(renamed, `${OLD}    x = 1\n    assert total([]) == 0\n`, `${NEW}    x = 1\n    assert grand_total([]) == 2\n`)
    expect((await examineTexts(oraclePreserved, edit)).detail).toBe(
      "tests/test_cart.py:6: '0' became '2', which the source does not declare",
    )
  })

  test('one foreign file is enough, and is the one that is named', async () => {
    const [before, after] = [`${OLD}    assert total([]) == 0\n`, `${NEW}    assert grand_total([]) == 0\n`]
    const { base, head, edited } = editOf(renamed, before, after)
    const other = { 'tests/test_more.py': 'def test_more():\n    assert 1 == 1\n' }
    const both = { ...edited, 'tests/test_more.py': 'def test_more():\n    assert 1\n' }
    const { outcome, detail } = await examineTexts(oraclePreserved, {
      base: { ...base, ...other },
      head: { ...head, ...other },
      edited: both,
    })
    expect({ outcome, place: detail.split(': ')[0] }).toEqual({ outcome: 'failed', place: 'tests/test_more.py:2' })
  })

  test('nothing is declared where nothing changed', async () => {
    const still = { ...renamed, head: renamed.base }
    const edit = editOf(still, `${OLD}    assert total([]) == 0\n`, `${NEW}    assert grand_total([]) == 0\n`)
    expect((await examineTexts(oraclePreserved, edit)).outcome).toBe('failed')
  })

  test('a file that cannot be read is refused', async () => {
    const edit = editOf(renamed, `${OLD}    assert total([]) == 0\n`, `x = ${'('.repeat(3000)}1${')'.repeat(3000)}\n`)
    expect(await examineTexts(oraclePreserved, edit)).toEqual({
      outcome: 'failed',
      detail: 'tests/test_cart.py:1: the file cannot be parsed',
    })
  })
})
