import { describe, expect, test } from 'vitest'
import { applyEdits } from '../../../../src/engine/repair/apply-edits.ts'
import { updateAssertion } from '../../../../src/engine/repair/strategies/update-assertion.ts'
import type { ProbedFailure } from '../../../../src/model/runs/test-run.ts'
import { repairContext } from '../../../support/repair.ts'

const FILE = 'tests/test_a.py'

type More = { readonly files?: Readonly<Record<string, string>>; readonly callers?: readonly number[] }

/** The test file after the proposed edit for a failure at its first assertion, reached from these lines; the reason's code where there is none. */
async function proposed(text: string, expected: string, actual: string, { files: more = {}, callers = [] }: More = {}): Promise<string> {
  const files = { [FILE]: text, ...more }
  const context = await repairContext({ 'shop.py': 'LIMIT = 3\n' }, { 'shop.py': 'LIMIT = 4\n' }, files)
  const line = text.slice(0, text.indexOf('assert ')).split('\n').length
  const value = (written: string) => ({ literal: written, text: written, type: '' })
  const failure: ProbedFailure = {
    ...{
      phase: 'call',
      exception: 'AssertionError',
      message: '',
      stack: '',
      frames: [...callers, line].map((at) => ({ file: FILE, line: at, function: 'f' })),
    },
    ...{ expected: value(expected), actual: value(actual) },
  }
  const [found] = updateAssertion.propose({ ...context, failure, failures: [failure] })
  if (found === undefined) return 'nothing'
  if (found.kind === 'declined') return `declined: ${found.reason.code}`
  expect(found.edits.every(({ effect }) => effect === 'expectation')).toBe(true)
  const edited = Object.entries(files).map(([path, before]) =>
    applyEdits(
      before,
      found.edits.filter(({ file }) => file === path),
    ),
  )
  return edited.join('---\n')
}

describe('the expected value is changed where it is written', () => {
  test.each([
    ['in the assertion', 'def test_a():\n    assert f() == 3\n', 'def test_a():\n    assert f() == 4\n'],
    ['at the left', 'def test_a():\n    assert 3 == f()\n', 'def test_a():\n    assert 4 == f()\n'],
    ['with a tolerance', 'def test_a():\n    assert f() == approx(3, abs=1)\n', 'def test_a():\n    assert f() == approx(4, abs=1)\n'],
    ['in a variable', 'def test_a():\n    n = 3\n    assert f() == n\n', 'def test_a():\n    n = 4\n    assert f() == n\n'],
    ['in a constant', 'N = 3\n\n\ndef test_a():\n    assert f() == N\n', 'N = 4\n\n\ndef test_a():\n    assert f() == N\n'],
    [
      'behind a key',
      'N = {"a": 3}\n\n\ndef test_a():\n    assert f() == N["a"]\n',
      'N = {"a": 4}\n\n\ndef test_a():\n    assert f() == N["a"]\n',
    ],
    [
      'in a row',
      '@pytest.mark.parametrize("n", [2, pytest.param(3, id="x")])\ndef test_a(n):\n    assert f() == n\n',
      '@pytest.mark.parametrize("n", [2, pytest.param(4, id="x")])\ndef test_a(n):\n    assert f() == n\n',
    ],
    [
      'in a loop',
      'def test_a():\n    for one, n in [(1, 2), (2, 3)]:\n        assert f(one) == n\n',
      'def test_a():\n    for one, n in [(1, 2), (2, 4)]:\n        assert f(one) == n\n',
    ],
    [
      'in a fixture',
      '@pytest.fixture\ndef n():\n    return 3\n\n\ndef test_a(n):\n    assert f() == n\n',
      '@pytest.fixture\ndef n():\n    return 4\n\n\ndef test_a(n):\n    assert f() == n\n',
    ],
  ])('%s', async (_, text, now) => {
    expect(await proposed(text, '3', '4')).toBe(now)
  })
})

describe('where a helper compares, what its caller gave is changed', () => {
  const HELPER = 'def check(came, wanted):\n    assert came == wanted\n\n\n'
  test.each([
    ['in place', 'def test_a():\n    check(f(1), 3)\n    check(f(2), 3)\n', 7, 'def test_a():\n    check(f(1), 3)\n    check(f(2), 4)\n'],
    ['by its name', 'def test_a():\n    check(wanted=3, came=f(1))\n', 6, 'def test_a():\n    check(wanted=4, came=f(1))\n'],
    [
      'in a variable',
      'def test_a():\n    three = 3\n    check(f(1), three)\n',
      7,
      'def test_a():\n    three = 4\n    check(f(1), three)\n',
    ],
    ['not where two calls share the line', 'def test_a():\n    check(f(1), 3), check(f(2), 3)\n', 6, null],
    ['not where the arguments are spread', 'def test_a():\n    check(*pair())\n', 6, null],
  ])('%s', async (_, text, caller, now) => {
    const found = await proposed(`${HELPER}${text}`, '3', '4', { callers: [caller] })
    expect(found).toBe(now === null ? 'declined: expected-not-edited' : `${HELPER}${now}`)
  })

  test('and not where no caller is known', async () => {
    expect(await proposed(`${HELPER}def test_a():\n    check(f(1), 3)\n`, '3', '4')).toBe('declined: expected-not-edited')
  })
})

test('the value of a key that a loop goes through is changed in its map', async () => {
  const text = (value: number) => `def test_a():\n    for key, n in {"a": 3, "b": ${value}}.items():\n        assert f(key) == n\n`
  expect(await proposed(text(5), '5', '4')).toBe(text(4))
})

test('a value that is compared as JSON is changed in what it was made of', async () => {
  const text = (second: string) =>
    `import json\n\n\ndef test_a():\n    wanted = {"a": [1, "x"], "b": ${second}}\n    assert json.dumps(f()) == json.dumps(wanted)\n`
  const [was, came] = [`'{"a": [1, "x"], "b": null}'`, `'{"a": [1, "x"], "b": true}'`]
  expect(await proposed(text('None'), was, came)).toBe(text('True'))
  // an order of keys is no other value
  expect(await proposed(text('None'), was, `'{"b": null, "a": [1, "x"]}'`)).toBe('declined: expected-not-edited')
  expect(await proposed(text('None'), "'{a}'", "'{b}'")).toBe('declined: expected-not-edited')
})

describe('what a test gives to the product is no expectation alone', () => {
  test.each([
    ['a round trip', 'def test_a():\n    n = 3\n    assert load(dump(n)) == n\n'],
    ['a round trip by a helper', 'def check(n):\n    assert load(dump(n)) == n\n\n\ndef test_a():\n    check(3)\n'],
    ['a constant', 'N = 3\n\n\ndef test_a():\n    assert f(N) == N\n'],
    ['a column', '@pytest.mark.parametrize("n", [3])\ndef test_a(n):\n    assert f(n) == n\n'],
    ['what an object keeps', 'def test_a():\n    n = 3\n    client.limit = n\n    assert client.sent() == n\n'],
  ])('%s', async (_, text) => {
    expect(await proposed(text, '3', '4', { callers: [text.split('\n').length - 1] })).toBe('declined: expected-not-edited')
  })

  test('a helper that only compares gets it, and the product does not', async () => {
    const text = (n: number, more = '') =>
      `def check(came, wanted):\n${more}    assert came == wanted\n\n\ndef test_a():\n    n = ${n}\n    check(f(1), n)\n    n = 5\n    check(f(2), n)\n`
    expect(await proposed(text(3), '3', '4', { callers: [7] })).toBe(text(4))
    const given = '    load(wanted)\n'
    expect(await proposed(text(3, given), '3', '4', { callers: [8] })).toBe('declined: expected-not-edited')
  })

  test('looking at it is no giving', async () => {
    const text = (n: number) => `def test_a():\n    n = [${n}]\n    assert len(f()) == len(n)\n    assert f() == n\n`
    expect(await proposed(text(3).replace('    assert len(f()) == len(n)\n', ''), '[3]', '[4]')).toBe(
      text(4).replace('    assert len(f()) == len(n)\n', ''),
    )
    expect(await proposed(`def test_a():\n    n = [3]\n    assert f() == n\n    print(len(n))\n`, '[3]', '[4]')).toContain('n = [4]')
  })
})

describe('nothing is changed', () => {
  test.each([
    ['a constant of the product', 'from shop import LIMIT\n\n\ndef test_a():\n    assert f() == LIMIT\n', 'declined: expected-not-edited'],
    ['a computed value', 'def test_a():\n    assert f() == 1 + 2\n', 'declined: expected-not-edited'],
    ['another comparison', 'def test_a():\n    assert f() < 3\n', 'declined: expected-not-edited'],
    ['a negation', 'def test_a():\n    assert f() != 3\n', 'declined: expected-not-edited'],
    ['two rows alike', '@pytest.mark.parametrize("n", [3, 3])\ndef test_a(n):\n    assert f() == n\n', 'declined: expected-not-edited'],
  ])('of %s', async (_, text, why) => {
    expect(await proposed(text, '3', '4')).toBe(why)
  })

  test('by a value that looks like a failure', async () => {
    expect(await proposed('def test_a():\n    assert f() == 3\n', '3', 'None')).toBe('declined: value-not-usable')
  })
})
