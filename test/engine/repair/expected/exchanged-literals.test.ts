import { describe, expect, test } from 'vitest'
import type { Hunk } from '../../../../src/engine/diagnosis/causes/hunks.ts'
import { exchangedLiterals, exchangedNames } from '../../../../src/engine/repair/expected/exchanged-literals.ts'
import { repairContext } from '../../../support/repair.ts'

const FILE = 'tests/test_a.py'

/** What is written anew in a test whose last statement is the assertion, where these lines changed. */
async function exchanged(body: string, removed: string, added: string, edits = exchangedLiterals): Promise<readonly string[]> {
  const context = await repairContext({ 'shop.py': '' }, { 'shop.py': '' }, { [FILE]: `def test_a():\n${body}` })
  const file = context.trees.after.file(FILE)
  const assertion = file?.language.assertions.find(file.tree).at(-1)
  if (file === null || assertion === undefined) throw new Error('no assertion')
  const lines = (text: string) => text.split(/(?<=\n)/)
  const place = { line: 1, count: 1 }
  const hunk: Hunk = { file: 'shop.py', oldFile: 'shop.py', before: place, after: place, removed: lines(removed), added: lines(added) }
  return edits({ file, assertion }, { ...context, causalHunks: [hunk] }).map(({ value: { before, after } }) => `${before} -> ${after}`)
}

describe('a literal from which the expected value is computed follows the lines that exchange it', () => {
  test.each([
    ['in a variable', '    form = "%0.3f"\n    assert f() == f"took {form % 3}"\n', ['"%0.3f" -> "%.3g"']],
    ['in the assertion', '    assert f() == "%0.3f" % 3\n', ['"%0.3f" -> "%.3g"']],
    ['in a comprehension', '    assert f() == {a % 1 for a in ("%0.3f", "x")}\n', ['"%0.3f" -> "%.3g"']],
    ['not where the product gets it', '    assert f("%0.3f") == text() % 3\n', []],
    ['not where the product gets the variable', '    form = "%0.3f"\n    assert f(form) == form % 3\n', []],
    ['not another one', '    form = "%0.2f"\n    assert f() == form % 3\n', []],
  ])('%s', async (_, body, edits) => {
    expect(await exchanged(body, 'FORM = "%0.3f"\n', 'FORM = "%.3g"\n')).toEqual(edits)
  })

  test('a number', async () => {
    expect(await exchanged('    limit = 1_000\n    assert f() == limit * 2\n', 'LIMIT = 1000\n', 'LIMIT = 2500\n')).toEqual([
      '1_000 -> 2_500',
    ])
  })

  test('not where the lines exchange two for each other, or what is everywhere', async () => {
    const body = '    assert f() == ("left" + x(), 1 + y())\n'
    expect(await exchanged(body, 'A = "left"\nB = "right"\n', 'A = "right"\nB = "left"\n')).toEqual([])
    expect(await exchanged(body, 'A = 1\n', 'A = 2\n')).toEqual([])
  })
})

describe('a name that stands in what is given and in what is expected follows on both sides', () => {
  test.each([
    [
      'a key',
      '    event["stackLevel"] = 1\n    assert f(event) == {"stackLevel": 1}\n',
      ['"stackLevel" -> "stacklevel"', '"stackLevel" -> "stacklevel"'],
    ],
    ['not where it is only expected', '    assert f(event) == {"stackLevel": 1}\n', []],
    ['not where it is only given', '    event["stackLevel"] = 1\n    assert f(event) == 1\n', []],
  ])('%s', async (_, body, edits) => {
    const [removed, added] = ['    for kw in ("exc_info", "stackLevel")\n', '    for kw in ("exc_info", "stacklevel")\n']
    expect(await exchanged(body, removed, added, exchangedNames)).toEqual(edits)
  })
})
