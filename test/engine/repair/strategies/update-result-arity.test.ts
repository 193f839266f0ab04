import { describe, expect, test } from 'vitest'
import { applyEdits } from '../../../../src/engine/repair/apply-edits.ts'
import { proposeFor } from '../../../../src/engine/repair/propose.ts'
import { oraclePreserved } from '../../../../src/engine/review/checks/oracle-preserved.ts'
import { reviewEdits } from '../../../../src/engine/review/edit-review.ts'
import { repairContext } from '../../../support/repair.ts'
import { examineTexts, sourcesOf, textReview } from '../../../support/review-case.ts'

const PATH = 'tests/test_a.py'
const product = (result: string, more = '') => ({
  'logs.py': `def parse(line):\n    level, _, text = line.partition(" ")\n    if not text:\n        return ${result}\n    return ${result}\n\n\ndef all_of(text):\n    return [parse(line) for line in text.splitlines()]\n`,
  ...(more === '' ? {} : { 'report.py': more }),
})
const test_ = (lines: string, imports = '') =>
  `${imports}from logs import all_of, parse\n\n\ndef test_a():\n    ${lines.replaceAll('\n', '\n    ')}\n`

/** What the first candidate makes of the test, with the standing of its edits; else why there is none. */
async function follow(before: string, after: string, text: string, more = ''): Promise<readonly string[]> {
  const [base, head] = [product(before, more), product(after, more)]
  const { drafts, declined } = proposeFor(await repairContext(base, head, { [PATH]: text }))
  const [draft] = drafts
  if (draft === undefined) return declined.map(({ reason }) => JSON.stringify(reason.parts))
  const edited = applyEdits(text, draft.edits)
  const textCase = { base: { ...base, [PATH]: text }, head: { ...head, [PATH]: text }, edited: { [PATH]: edited } }
  expect((await examineTexts(oraclePreserved, textCase)).outcome).toBe('passed')
  const review = await textReview(textCase)
  return [edited, ...new Set(reviewEdits({ ...review, edits: draft.edits }, draft.causes).map(({ standing }) => standing))]
}

const [TWO, THREE] = ['level, text', 'level, text, len(text)']

describe('names for values of which one came', () => {
  test.each([
    ['level, text = parse("1 a")\nassert text == "a"', 'level, text, _ = parse("1 a")\nassert text == "a"'],
    ['(level, text) = parse("1 a")\nassert text == "a"', '(level, text, _) = parse("1 a")\nassert text == "a"'],
    [
      '_, text = parse("1 a")\n_, text = parse("2 b")\nassert text == "b"',
      '_, text, _ = parse("1 a")\n_, text, _ = parse("2 b")\nassert text == "b"',
    ],
    ['assert [text for _, text in all_of("1 a")] == ["a"]', 'assert [text for _, text, _ in all_of("1 a")] == ["a"]'],
    ['for level, text in all_of("1 a"):\n    assert text == "a"', 'for level, text, _ in all_of("1 a"):\n    assert text == "a"'],
  ])('%s', async (before, after) => {
    expect(await follow(TWO, THREE, test_(before))).toEqual([test_(after), 'declared'])
  })

  test('where the file translates with _', async () => {
    const imports = 'from gettext import gettext as _\n'
    const [found] = await follow(TWO, THREE, test_('level, text = parse("1 a")\nassert text == _("a")', imports))
    expect(found).toContain('level, text, _unused = parse("1 a")')
  })

  test.each([
    ['they follow already', THREE, 'level, text, size = parse("1 a")\nassert size == 1', null],
    ['it came before them', 'len(text), level, text', 'level, text = parse("1 a")\nassert text == "a"', 'places-changed'],
    ['they changed places with it', 'text, level, len(text)', 'level, text = parse("1 a")\nassert text == "a"', 'places-changed'],
    ['one of them is another value', 'level, text.strip(), len(text)', 'level, text = parse("1 a")\nassert text == "a"', 'places-changed'],
    ['the test took another number', THREE, 'a, b, c, d = parse("1 a")\nassert a == "1"', 'no-such-place'],
    ['they come from elsewhere', THREE, 'level, text = "1 a".split()\nassert text == "a"', null],
  ])('are left where %s', async (_, after, lines, why) => {
    const found = await follow(TWO, after, test_(lines))
    expect(found.join()).toContain(why ?? '')
    expect(found).toHaveLength(why === null ? 0 : 1)
  })
})

describe('names for values of which one went', () => {
  test('wait for a yes where nobody read it', async () => {
    const text = (names: string) => test_(`${names} = parse("1 a")\nassert text == "a"`)
    expect(await follow(THREE, TWO, text('level, text, size'))).toEqual([text('level, text'), 'doubted'])
    expect(await follow(THREE, TWO, text('(level, text, _)'))).toEqual([text('(level, text)'), 'doubted'])
  })

  test('are left where the test reads it', async () => {
    const [found] = await follow(THREE, TWO, test_('level, text, size = parse("1 a")\nassert size == 1'))
    expect(found).toContain('lost-value-read')
  })
})

describe('a caller in the product', () => {
  const callers = async (more: string) => {
    const { changes, callersOf } = await sourcesOf(product(TWO, more), product(THREE, more))
    const { unmigrated, possible } = callersOf(changes.find(({ kind }) => kind === 'result_changed') ?? expect.fail('no such change'))
    return [unmigrated, possible].map((uses) => uses.map(({ text }) => text))
  }
  test.each([
    ['that still has the old number of names', 'level, text = parse(line)', ['level, text = parse(line)'], []],
    ['that follows', 'level, text, size = parse(line)', [], []],
    ['that hands them over', 'return show(*parse(line))', [], ['return show(*parse(line))']],
    ['that is perhaps given them', 'level, text = line', [], ['level, text = line']],
  ])('%s', async (_, statement, unmigrated, possible) => {
    expect(await callers(`from logs import parse\n\n\ndef show_one(line):\n    ${statement}\n`)).toEqual([unmigrated, possible])
  })
})
