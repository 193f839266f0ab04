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
