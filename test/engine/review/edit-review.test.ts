import { describe, expect, test } from 'vitest'
import { pytest } from '../../../src/engine/frameworks/pytest.ts'
import { reviewCandidate } from '../../../src/engine/review/review-candidate.ts'
import type { Edit } from '../../../src/model/candidate.ts'
import { type Cause, contractCause, hunkCause } from '../../../src/model/cause.ts'
import { testParsers } from '../../support/grammars.ts'
import type { Files } from '../../support/repair.ts'
import { sourcesOf } from '../../support/review-case.ts'
import { renamed } from './shop.ts'

const FILE = 'tests/test_cart.py'
const TEXT = 'from shop.cart import total\n\n\ndef test_total():\n    assert total([]) == 12\n'
const AT = { file: 'src/shop/cart.py', oldFile: 'src/shop/cart.py', before: { line: 3, count: 1 }, after: { line: 3, count: 1 } }
/** A changed line of the product that exchanges one value for another, or does more. */
const hunk = (before: string, after: string): Cause => hunkCause(AT, { before, after })
const wide = hunkCause(AT, null)

/** The edit that replaces the nth `old` of the test. */
const edit = (old: string, replacement: string, effect: Edit['effect'], causes: readonly Cause[], nth = 0): Edit => {
  const start = TEXT.split(old, nth + 1).join(old).length
  const made = { file: FILE, range: { start, end: start + old.length }, replacement, effect, causes: causes.map(({ id }) => id) }
  return effect === 'expectation' ? { ...made, value: { before: old, after: replacement } } : made
}
const both = ({ base, head }: { readonly base: Files; readonly head: Files }) =>
  sourcesOf({ ...base, [FILE]: TEXT }, { ...head, [FILE]: TEXT })
async function reviewOf(edits: readonly Edit[], causes: readonly Cause[]) {
  const sources = await both(renamed)
  const reviewed = reviewCandidate(
    { edits: [...edits], causes: [...causes] },
    { sources, framework: pytest, parsers: await testParsers() },
    [],
  )
  return reviewed?.review.edits ?? expect.fail('the edits fit no file')
}
const renames = async () => {
  const causes = (await both(renamed)).changes.map(contractCause)
  return { causes, edits: [edit('total', 'grand_total', 'reach', causes), edit('total', 'grand_total', 'reach', causes, 2)] }
}

describe('an edit of how the code is reached', () => {
  test('is declared where the source declares it', async () => {
    const { edits, causes } = await renames()
    const declared = { standing: 'declared', reason: 'the source declares it' }
    expect(await reviewOf(edits, causes)).toEqual([declared, declared])
  })

  test('is foreign where its cause asks for something else', async () => {
    const { edits, causes } = await renames()
    const found = await reviewOf([...edits, edit('12', '13', 'reach', causes)], causes)
    expect(found.map(({ standing }) => standing)).toEqual(['foreign', 'foreign', 'foreign'])
    expect(found[0]?.reason).toBe("'12' became '13', which the source does not declare")
  })

  test('is foreign without a cause', async () => {
    const { edits } = await renames()
    expect((await reviewOf(edits, [])).map(({ standing }) => standing)).toEqual(['foreign', 'foreign'])
  })
})

describe('an edit of what the test expects', () => {
  const standingOf = async (made: Edit, causes: readonly Cause[]) => (await reviewOf([made], causes))[0]?.standing

  test('is explained where the changed line exchanges the very same values', async () => {
    const causes = [hunk('12', '13')]
    expect(await reviewOf([edit('12', '13', 'expectation', causes)], causes)).toEqual([
      { standing: 'explained', reason: 'the changed line replaces this very value' },
    ])
  })

  test.each<[string, Cause]>([
    ['another old value', hunk('11', '13')],
    ['another new value', hunk('12', '14')],
    ['the values exchanged', hunk('13', '12')],
    ['more than a value', wide],
  ])('is not explained by %s', async (_, cause) => {
    expect(await standingOf(edit('12', '13', 'expectation', [cause]), [cause])).toBe('unexplained')
  })

  test('is not explained by a cause that it does not name', async () => {
    expect(await standingOf(edit('12', '13', 'expectation', []), [hunk('12', '13')])).toBe('unexplained')
  })

  test.each(['0', '1', '-1', 'True', 'None', "''", '[]'])('is never explained by a value that is everywhere: %s', async (value) => {
    const cause = hunk('12', value)
    expect(await standingOf(edit('12', value, 'expectation', [cause]), [cause])).toBe('unexplained')
  })

  test.each<[string, Partial<Edit>]>([
    ['no value named', { value: undefined }],
    ['another old value in the file', { value: { before: '1', after: '13' } }],
    ['more written than the value', { replacement: '13 or True' }],
  ])('is foreign with %s', async (_, more) => {
    const causes = [hunk('12', '13')]
    expect(await standingOf({ ...edit('12', '13', 'expectation', causes), ...more }, causes)).toBe('foreign')
  })

  test('does not make the declared edits beside it foreign', async () => {
    const { edits, causes } = await renames()
    const all = [...causes, hunk('12', '13')]
    const found = await reviewOf([...edits, edit('12', '13', 'expectation', all)], all)
    expect(found.map(({ standing }) => standing)).toEqual(['declared', 'declared', 'explained'])
  })
})

test('a removal that puts something else in the place is none of its causes', async () => {
  expect((await reviewOf([edit('    assert total([]) == 12\n', '    assert True\n', 'removal', [wide])], [wide]))[0]?.standing).toBe(
    'foreign',
  )
})

describe('a removal', () => {
  const text =
    'from shop.cart import keep, total\n\n\ndef test_total():\n    assert total([]) == 12\n\n\ndef test_keep():\n    assert keep() == 1\n'
  const keep = 'def keep():\n    return 1\n'
  const removed = { base: { 'shop/__init__.py': '', 'shop/cart.py': `${keep}\n\ndef total(items):\n    return [items]\n` } }
  const head = { 'shop/__init__.py': '', 'shop/cart.py': keep }
  /** The review of the edit that takes this away, with or without the cause that removed what it is about. */
  async function standingOf(cut: string, isCaused = true, product: Files = head) {
    const sources = await sourcesOf({ ...removed.base, [FILE]: text }, { ...product, [FILE]: text })
    const causes = isCaused ? sources.changes.filter(({ kind }) => kind === 'removed').map(contractCause) : [wide]
    const start = text.indexOf(cut)
    const made: Edit = {
      file: FILE,
      range: { start, end: start + cut.length },
      replacement: '',
      effect: 'removal',
      causes: causes.map(({ id }) => id),
    }
    const reviewed = reviewCandidate({ edits: [made], causes }, { sources, framework: pytest, parsers: await testParsers() }, [])
    return reviewed?.review.edits[0]?.standing
  }
  const whole = 'def test_total():\n    assert total([]) == 12\n\n\n'

  test('is explained where all that it is about was removed', async () => {
    expect(await standingOf(whole)).toBe('explained')
  })

  test('is unexplained where the product may still use it', async () => {
    expect(
      await standingOf(whole, true, { ...head, 'shop/till.py': 'from shop.cart import total\n\n\ndef pay():\n    return total([])\n' }),
    ).toBe('unexplained')
  })

  test.each([
    ['without a cause that removed it', whole, false],
    ['of what is about something else', 'def test_keep():\n    assert keep() == 1\n', true],
    ['of the assertion alone, which leaves a hollow test', '    assert total([]) == 12\n', true],
    ['of a neighbour besides', text.slice(text.indexOf('def test_total')), true],
  ])('is foreign %s', async (_, cut, isCaused) => {
    expect(await standingOf(cut, isCaused)).toBe('foreign')
  })
})

test('edits that fit no file are no candidate', async () => {
  const [sources, parsers] = [await both(renamed), await testParsers()]
  const judge = (edits: Edit[]) => reviewCandidate({ edits, causes: [] }, { sources, framework: pytest, parsers }, [])
  expect(judge([])).toBeNull()
  expect(judge([{ ...edit('12', '13', 'reach', []), file: 'tests/absent.py' }])).toBeNull()
  expect(judge([{ ...edit('12', '13', 'reach', []), range: { start: 0, end: 10_000 } }])).toBeNull()
  expect(judge([edit('12', '13', 'reach', []), edit('12', '14', 'reach', [])])).toBeNull()
})
