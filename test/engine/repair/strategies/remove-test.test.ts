import { describe, expect, test } from 'vitest'
import { applyEdits } from '../../../../src/engine/repair/apply-edits.ts'
import { removeTest } from '../../../../src/engine/repair/strategies/remove-test.ts'
import type { FailureAnalysis } from '../../../../src/model/failure-analysis.ts'
import { reason } from '../../../../src/model/reason.ts'
import { failureAnalysis } from '../../../support/failure-analysis.ts'
import { type Files, repairContext } from '../../../support/repair.ts'

const PYTHON = 'tests/test_a.py'
const SCRIPT = 'test/a.test.js'

/** The test file after the proposal; why there is none; or `null` where nothing is said. */
async function after(base: Files, head: Files, path: string, text: string, verdict: FailureAnalysis['verdict'] = 'removed_behaviour') {
  const context = await repairContext(base, head, { [path]: text })
  const gone = context.changes.filter(({ kind }) => kind === 'removed')
  const [change] = gone
  if (change === undefined) throw new Error('nothing was removed')
  const analysis = failureAnalysis({ testFile: path }, { verdict, reason: reason('removed', { change }), codeChanges: [...gone] })
  const [finding] = removeTest.propose({ ...context, analysis })
  if (finding === undefined) return null
  return finding.kind === 'edits' ? applyEdits(text, finding.edits) : finding.reason
}

const python = {
  base: { 'pkg/__init__.py': '', 'pkg/a.py': 'def keep():\n    return 1\n\n\ndef gone(n):\n    return [n] * 3\n' },
  head: { 'pkg/__init__.py': '', 'pkg/a.py': 'def keep():\n    return 1\n' },
}
const script = {
  base: { 'src/a.js': 'export const keep = () => 1\nexport function gone(n) {\n  return [n, n, n]\n}\n' },
  head: { 'src/a.js': 'export const keep = () => 1\n' },
}
const inPython = (text: string) => after(python.base, python.head, PYTHON, text)
const inScript = (text: string) => after(script.base, script.head, SCRIPT, text)
const notRemoved = (why: string, file = PYTHON) => ({ code: 'not-removed', parts: { file, why } })

describe('what is about nothing but the removed goes', () => {
  test('a Python test with its decorators, its comment and the imports that only it used', async () => {
    const head = 'from pkg.a import keep\n\n\ndef test_keep():\n    assert keep() == 1\n'
    const text =
      'import math\n\nimport pytest\n\nfrom pkg.a import gone, keep\n\n\ndef test_keep():\n    assert keep() == 1\n\n\n' +
      "# the old one\n@pytest.mark.parametrize('n', [1, 2])\ndef test_gone(n):\n    assert gone(n) == [math.floor(n)] * 3\n"
    expect(await inPython(text)).toBe(head)
  })

  test('a class of which every test goes, and its neighbour stays', async () => {
    const text =
      'from pkg import a\n\n\nclass TestGone:\n    def test_one(self):\n        assert a.gone(1) == [1, 1, 1]\n\n    def test_two(self):\n        assert a.gone(2)\n\n\ndef test_keep():\n    assert a.keep() == 1\n'
    expect(await inPython(text)).toBe('from pkg import a\n\n\ndef test_keep():\n    assert a.keep() == 1\n')
  })

  test('a whole file of which no test would be left', async () => {
    expect(await inPython('import pytest\n\nfrom pkg.a import gone\n\nMANY = 3\n\ndef test_a():\n    assert gone(MANY)\n')).toBe('')
    expect(
      await inScript("import { gone } from '../src/a'\n\ndescribe('a', () => {\n  it('b', () => expect(gone(1)).toBeTruthy())\n})\n"),
    ).toBe('')
  })

  test('a test that gives only what the removed made to what is still there', async () => {
    const text = (body: string) => `from pkg.a import gone, keep\n\n\ndef test_keep():\n    assert keep() == 1\n\n\ndef test_a():\n${body}`
    const left = 'from pkg.a import keep\n\n\ndef test_keep():\n    assert keep() == 1\n'
    expect(await inPython(text('    assert keep(gone(1)) == 1\n'))).toBe(left)
    expect(await inPython(text('    many = gone(1)\n    assert keep(many) == 1\n'))).toBe(left)
    expect(await inPython(text('    assert keep(gone(1)) == keep()\n'))).toMatchObject(notRemoved('still-exercises'))
  })

  test('a JavaScript test, and an assertion among others', async () => {
    const text =
      "import { gone, keep } from '../src/a'\n\ntest('keeps', () => {\n  expect(keep()).toBe(1)\n  expect(gone(1)).toEqual([1, 1, 1])\n})\n\ntest('is gone', () => {\n  expect(gone(2)).toHaveLength(3)\n})\n"
    expect(await inScript(text)).toBe("import { keep } from '../src/a'\n\ntest('keeps', () => {\n  expect(keep()).toBe(1)\n})\n")
  })
})

describe('a test is never hollowed', () => {
  test.each([
    ['living code beside it, and no assertion left', 'def test_a():\n    keep()\n    assert gone(1)\n', 'no-assertion-left'],
    ['one comparison of both', 'def test_a():\n    assert keep() == 1\n    assert gone(1) == keep()\n', 'still-exercises'],
    ['a value that the test goes on with', 'def test_a():\n    x = gone(1)\n    assert keep() in x\n', 'still-exercises'],
    [
      'a fixture that uses it',
      'import pytest\n\n@pytest.fixture\ndef x():\n    return gone(1)\n\ndef test_a(x):\n    assert x\n',
      'outside-tests',
    ],
    [
      'a fixture of which nobody can say what it makes',
      'import pytest\n\n@pytest.fixture\ndef made():\n    return keep()\n\ndef test_a(made):\n    assert gone(made)\n',
      'no-assertion-left',
    ],
    ['an object of the module', 'made = keep()\n\ndef test_a():\n    assert gone(made)\n', 'no-assertion-left'],
    ['a patched module', "def test_a(monkeypatch):\n    monkeypatch.setattr('pkg.a.keep', gone)\n    assert gone(1)\n", 'still-exercises'],
  ])('%s', async (_, body, why) => {
    const text = `from pkg.a import gone, keep\n\n${body}\ndef test_keep():\n    assert keep() == 1\n`
    expect(await inPython(text)).toMatchObject(notRemoved(why))
  })

  test('a file without another test stays where something in it is not about the removed', async () => {
    const living = 'from pkg.a import gone, keep\n\ndef made():\n    return keep()\n\ndef test_a():\n    assert gone(1)\n'
    expect(await inPython(living)).toMatchObject(notRemoved('whole-file'))
    const inherits =
      'from pkg.a import gone\nfrom shared import Cases\n\nclass TestB(Cases):\n    x = 1\n\ndef test_a():\n    assert gone(1)\n'
    expect(await inPython(inherits)).toMatchObject(notRemoved('whole-file'))
    const suite =
      "import { gone } from '../src/a'\n\ndescribe('a', () => {\n  beforeEach(() => {})\n  it('b', () => { expect(gone(1)).toBeTruthy() })\n})\ntest('c', () => {})\n"
    expect(await inScript(suite)).toMatchObject(notRemoved('whole-file', SCRIPT))
  })

  test('nothing is said for any other verdict', async () => {
    const text = 'from pkg.a import gone, keep\n\ndef test_a():\n    assert gone(1)\n\ndef test_keep():\n    assert keep()\n'
    expect(await after(python.base, python.head, PYTHON, text, 'product_regression')).toBeNull()
    expect(await after(python.base, python.head, PYTHON, text, 'unknown')).toBeNull()
  })
})

describe('one row of a table goes', () => {
  const paint = 'def paint(c):\n    return c.name\n'
  const colors = (members: string, more = paint) => ({
    'pkg/__init__.py': '',
    'pkg/a.py': `import enum\n\n\nclass Color(enum.Enum):\n    BLUE = 1\n${members}\n\n${more}`,
  })
  const painted = (table: string, body = 'assert paint(c) == n') =>
    `import pytest\n\nfrom pkg.a import Color, paint\n\n\n@pytest.mark.parametrize('c, n', ${table})\ndef test_a(c, n):\n    ${body}\n`
  const inColors = (text: string, more?: string) => after(colors('    RED = 2\n', more), colors('', more), PYTHON, text)
  const shades = {
    base: { 'src/a.ts': 'export enum Color { Blue, Red }\nexport const paint = (c: Color) => Color[c]\n' },
    head: { 'src/a.ts': 'export enum Color { Blue }\nexport const paint = (c: Color) => Color[c]\n' },
  }
  const SHADES = 'test/a.test.ts'
  const shaded = (table: string) =>
    `import { Color, paint } from '../src/a'\n\nit.each(${table})('paints %s', (c, n) => {\n  expect(paint(c)).toBe(n)\n})\n`

  test.each([
    [
      'with its line and its comment',
      "[\n    (Color.BLUE, 'BLUE'),\n    (Color.RED, 'RED'),  # warm\n]",
      "[\n    (Color.BLUE, 'BLUE'),\n]",
    ],
    ['the first of its line', "[(Color.RED, 'RED'), (Color.BLUE, 'BLUE')]", "[(Color.BLUE, 'BLUE')]"],
    ['the last of its line', "[(Color.BLUE, 'BLUE'), (Color.RED, 'RED')]", "[(Color.BLUE, 'BLUE')]"],
    [
      'two at the end without a comma',
      "[\n    (Color.BLUE, 'BLUE'),\n    (Color.RED, 'RED'),\n    (Color.RED, 'r')\n]",
      "[\n    (Color.BLUE, 'BLUE')\n]",
    ],
    ['with an id of its own', "[pytest.param(Color.RED, 'RED', id='r'), (Color.BLUE, 'BLUE')]", "[(Color.BLUE, 'BLUE')]"],
  ])('pytest: %s', async (_, table, left) => {
    expect(await inColors(painted(table))).toBe(painted(left))
  })

  test('Jest and Vitest, with arrays', async () => {
    const table = "[\n  [Color.Blue, 'Blue'],\n  [Color.Red, 'Red'],\n]"
    expect(await after(shades.base, shades.head, SHADES, shaded(table))).toBe(shaded("[\n  [Color.Blue, 'Blue'],\n]"))
    expect(await after(shades.base, shades.head, SHADES, shaded("[[Color.Red, 'Red'], [Color.Blue, 'Blue']]"))).toBe(
      shaded("[[Color.Blue, 'Blue']]"),
    )
  })

  test('rows that are objects, by the key that the product gets', async () => {
    const keyed = (rows: string, takes = '({ c, n })', body = 'expect(paint(c)).toBe(n)') =>
      `import { Color, paint } from '../src/a'\n\nit.each([\n${rows}])('paints $n', ${takes} => {\n  ${body}\n})\n`
    const rows = "  { c: Color.Blue, n: 'Blue' },\n"
    const inShades = (text: string) => after(shades.base, shades.head, SHADES, text)
    expect(await inShades(keyed(`${rows}  { c: Color.Red, n: 'Red' },\n`))).toBe(keyed(rows))
    const stays = notRemoved('still-exercises', SHADES)
    expect(await inShades(keyed(`${rows}  { c: 'r', n: Color.Red },\n`))).toMatchObject(stays)
    expect(await inShades(keyed(`${rows}  { c: 'r', n: Color.Red },\n`, '(row)', 'expect(paint(row.c)).toBe(row.n)'))).toMatchObject(stays)
  })

  test('a removed function, with its import', async () => {
    const text = (names: string, rows: string) =>
      `import pytest\n\nfrom pkg.a import ${names}\n\n\n@pytest.mark.parametrize('f', [${rows}])\ndef test_a(f):\n    assert f(1)\n`
    expect(await inPython(text('gone, keep', 'keep, gone'))).toBe(text('keep', 'keep'))
  })

  test.each([
    ['the last row', painted("[(Color.RED, 'RED')]"), 'more-than-rows'],
    ['a row that uses what is still there', painted("[(Color.RED, Color.BLUE), (Color.BLUE, 'BLUE')]"), 'more-than-rows'],
    [
      'a use beside the rows',
      painted("[(Color.RED, 'RED'), (Color.BLUE, 'BLUE')]", 'assert paint(c) != Color.RED.name'),
      'still-exercises',
    ],
    [
      'what is only expected: another input is asked',
      painted("[('r', Color.RED), ('b', Color.BLUE)]", 'assert paint(c) == n'),
      'more-than-rows',
    ],
    ['ids that are counted', painted("[(Color.RED, 'RED'), (Color.BLUE, 'BLUE')], ids=['r', 'b']"), 'outside-tests'],
  ])('it stays: %s', async (_, text, why) => {
    expect(await inColors(text)).toMatchObject(notRemoved(why))
  })

  test('it stays where the product still has the name', async () => {
    const text = painted("[(Color.RED, 'RED'), (Color.BLUE, 'BLUE')]")
    expect(await inColors(text, `${paint}\n\ndef read(text):\n    return text == 'RED'\n`)).toMatchObject(notRemoved('still-named'))
  })

  test('in JavaScript the last row stays', async () => {
    expect(await after(shades.base, shades.head, SHADES, shaded("[[Color.Red, 'Red']]"))).toMatchObject(
      notRemoved('still-exercises', SHADES),
    )
  })
})
