import { describe, expect, test } from 'vitest'
import { applyEdits } from '../../../../src/engine/repair/apply-edits.ts'
import { proposeFor } from '../../../../src/engine/repair/propose.ts'
import { oraclePreserved } from '../../../../src/engine/review/checks/oracle-preserved.ts'
import { reviewEdits } from '../../../../src/engine/review/edit-review.ts'
import { type Files, repairContext } from '../../../support/repair.ts'
import { examineTexts, sourcesOf, textReview } from '../../../support/review-case.ts'

/** What the first candidate makes of the test, with the standing of its edits; else why there is none. */
async function follow(base: Files, head: Files, path: string, text: string): Promise<readonly string[]> {
  const { drafts, declined } = proposeFor(await repairContext(base, head, { [path]: text }))
  const [draft] = drafts
  if (draft === undefined) return declined.map(({ reason }) => JSON.stringify(reason.parts))
  const edited = applyEdits(text, draft.edits)
  const framework = path.endsWith('.py') ? ('pytest' as const) : ('vitest' as const)
  const textCase = { base: { ...base, [path]: text }, head: { ...head, [path]: text }, edited: { [path]: edited }, framework }
  expect(await examineTexts(oraclePreserved, textCase)).toMatchObject({ outcome: 'passed' })
  const review = await textReview(textCase)
  return [edited, ...new Set(reviewEdits({ ...review, edits: draft.edits }, draft.causes).map(({ standing }) => standing))]
}

const RESULT =
  'from dataclasses import dataclass\nfrom decimal import Decimal\n\n\n@dataclass\nclass Total:\n    amount: int\n    unit: str = "EUR"\n\n\n'
const product = (result: string, more = '') => ({
  'shop.py': `${RESULT}def total(prices):\n    if not prices:\n        return ${result.replace('found', 'None')}\n    found = sum(prices)\n    return ${result}\n`,
  ...(more === '' ? {} : { 'report.py': more }),
})
const test_ = (lines: string) => `from shop import Total, total\n\n\ndef test_a():\n    ${lines.replaceAll('\n', '\n    ')}\n`
const PLAIN = product('found')

describe('a value that comes within an object', () => {
  test.each([
    ['as a map', '{"data": found}', 'assert total([1]) == 1', 'assert total([1])["data"] == 1', 'declared'],
    ['as a class', 'Total(found)', 'assert total([1]) == 1', 'assert total([1]).amount == 1', 'declared'],
    ['with a keyword', 'Total(amount=found)', 'assert -total([1]) == -1', 'assert -total([1]).amount == -1', 'declared'],
    [
      'in a variable and in a call',
      '{"data": found}',
      'one = total([total([1]), 2])\nassert one == 3',
      'one = total([total([1])["data"], 2])["data"]\nassert one == 3',
      'declared',
    ],
    ['with more beside it', '{"data": found, "unit": "EUR"}', 'assert total([1]) == 1', 'assert total([1])["data"] == 1', 'doubted'],
  ])('%s', async (_, result, before, after, standing) => {
    expect(await follow(PLAIN, product(result), 'tests/test_a.py', test_(before))).toEqual([test_(after), standing])
  })

  test('of JavaScript, waited for or not', async () => {
    const script = (word: string, result: string) => ({
      'src/load.js': `export ${word} load(id) {\n  const found = id + 1\n  return ${result}\n}\n`,
    })
    const text = (lines: string) => `import { load } from '../src/load'\n\ntest('a', async () => {\n  ${lines}\n})\n`
    const from = async (word: string, result: string, lines: string) =>
      follow(script(word, 'found'), script(word, result), 'test/load.test.js', text(lines))
    expect(await from('function', '{ value: found }', 'expect(load(1)).toBe(2)')).toEqual([
      text('expect(load(1).value).toBe(2)'),
      'declared',
    ])
    expect(await from('function', '{ found }', 'expect(load(1)).toBe(2)')).toEqual([text('expect(load(1).found).toBe(2)'), 'declared'])
    expect(await from('async function', '{ found }', 'expect(await load(1)).toBe(2)')).toEqual([
      text('expect((await load(1)).found).toBe(2)'),
      'declared',
    ])
    const [why] = await from('async function', '{ found }', 'await expect(load(1)).resolves.toBe(2)')
    expect(why).toContain('result-pending')
  })

  test.each([
    ['it is a map of something else', '{"data": found + 1}', 'assert total([1]) == 1'],
    ['two fields hold it', '{"data": found, "raw": found}', 'assert total([1]) == 1'],
    ['it is converted by a class of a library', 'Decimal(found)', 'assert total([1]) == 1'],
    ['the test reads the field', '{"data": found}', 'assert total([1])["data"] == 1'],
    ['the test reads the field later', '{"data": found}', 'one = total([1])\nassert one["data"] == 1'],
    ['the test expects the object', '{"data": found}', 'assert total([1]) == {"data": 1}'],
    ['the test expects the class', 'Total(found)', 'assert total([1]) == Total(1)'],
    ['it comes from elsewhere', '{"data": found}', 'assert sum([1]) == 1'],
  ])('is left where %s', async (_, result, lines) => {
    expect(await follow(PLAIN, product(result), 'tests/test_a.py', test_(lines))).toEqual([])
  })

  test('waits for a yes where the product still takes the bare value', async () => {
    const caller = (line: string) => `from shop import total\n\n\ndef show(prices):\n    ${line}\n`
    const standing = async (line: string) => {
      const more = caller(line)
      return (await follow(product('found', more), product('{"data": found}', more), 'tests/test_a.py', test_('assert total([1]) == 1')))[1]
    }
    expect(await standing('return total(prices)')).toBe('doubted')
    expect(await standing('return str(total(prices)["data"])')).toBe('declared')
    const { changes, callersOf } = await sourcesOf(
      product('found', caller('return total(prices)')),
      product('{"data": found}', caller('return total(prices)')),
    )
    const callers = changes.filter(({ kind }) => kind === 'result_changed').map(callersOf)
    expect(callers.map(({ unmigrated, possible }) => [unmigrated.length, possible.map(({ text }) => text)])).toEqual([
      [0, ['return total(prices)']],
    ])
  })
})
