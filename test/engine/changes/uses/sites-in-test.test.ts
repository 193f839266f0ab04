import { describe, expect, test } from 'vitest'
import { sitesInTest, usesOfTest } from '../../../../src/engine/changes/uses/sites-in-test.ts'
import { useSites } from '../../../../src/engine/changes/uses/use-sites.ts'
import { type Files, repairContext } from '../../../support/repair.ts'

async function linesFor(
  base: Files,
  head: Files,
  path: string,
  text: string,
  line: number | null,
  name: string,
): Promise<readonly number[]> {
  const { changes, trees } = await repairContext(base, head, { [path]: text })
  const file = trees.before.file(path)
  const sites = changes.flatMap((change) => useSites(change, path, trees).sites)
  return file === null ? [] : sitesInTest(file, { name, line }, sites).map((site) => site.line)
}

test.each([
  ['its own line', 7, 'test_a[1]', [4, 8]],
  ['the line of its decorator', 6, 'test_a', [4, 8]],
  ['another test', 10, 'test_b', [4, 11]],
  ['no line', null, 'test_a', [4, 8, 11]],
  ['a line that is none of its own', 10, 'test_a', [4, 8, 11]],
  ['a line behind all tests', 40, 'test_b', [4, 8, 11]],
])('a Python test has the sites of its body and of what all share: %s', async (_, line, name, expected) => {
  const source = (name: string) => `def f(x):\n    return x\n\nclass Cart:\n    def ${name}(self, item):\n        return f(item) + 1\n`
  const text =
    'from pkg.a import Cart\n\ndef fill(cart: Cart):\n    cart.put(1)\n\n@mark\ndef test_a():\n    Cart().put(2)\n\ndef test_b():\n    Cart().put(3)\n'
  expect(await linesFor({ 'pkg/a.py': source('put') }, { 'pkg/a.py': source('add') }, 'tests/test_a.py', text, line, name)).toEqual(
    expected,
  )
})

test.each([
  [5, 'b', [3, 5]],
  [6, 'c', [3, 6]],
  [4, 'b', [3, 5, 6]],
  [null, 'b', [3, 5, 6]],
])('a script has them by the calls of test and it: line %s', async (line, name, expected) => {
  const source = (name: string) => `export class Cart {\n  ${name}(item) {\n    return item + 1\n  }\n}\n`
  const text =
    "import { Cart } from '../src/a.js'\n\nbeforeEach(() => new Cart().put(1))\ndescribe('a', () => {\n  test('b', () => new Cart().put(2))\n  it.each([1])('c', () => new Cart().put(3))\n})\n"
  expect(await linesFor({ 'src/a.js': source('put') }, { 'src/a.js': source('add') }, 'test/a.test.js', text, line, name)).toEqual(expected)
})

describe('what one test itself uses', () => {
  const WRAP = "def wrap(box):\n    return f'[{box}]'\n\n\ndef weigh(box):\n    return len(box)\n"
  const TESTS = `import pytest
from depot.pack import weigh, wrap


class Fake:
    box = wrap('fake')


def packed(box):
    return wrap(box)


@pytest.fixture
def parcel():
    return packed('a')


def test_weight():
    assert weigh('abc') == 3


def test_wrap():
    assert wrap('a') == '[a]'


def test_helper():
    assert packed('a') == '[a]'


def test_fixture(parcel):
    assert parcel == '[a]'


def test_calls_another():
    test_wrap()


def test_fake():
    assert Fake().box
`
  async function uses(name: string, text = TESTS): Promise<readonly string[]> {
    const gone = { 'depot/pack.py': WRAP.slice(WRAP.indexOf('def weigh')) }
    const { changes, trees } = await repairContext({ 'depot/pack.py': WRAP }, gone, { 'tests/test_pack.py': text })
    const file = trees.before.file('tests/test_pack.py')
    const sites = changes.flatMap((change) => useSites(change, 'tests/test_pack.py', trees).sites)
    const line = text.slice(0, text.indexOf(`def ${name}(`)).split('\n').length
    return (file === null ? null : usesOfTest(file, { name, line }, sites))?.map((site) => site.text) ?? ['not found']
  }

  test.each([
    ['test_weight', []],
    ['test_wrap', ['wrap']],
    ['test_helper', ['wrap']],
    ['test_fixture', ['wrap']],
    ['test_calls_another', ['wrap']],
    ['test_fake', ['wrap']],
  ])('%s', async (name, expected) => expect(await uses(name)).toEqual(expected))

  test('set-up runs for every test', async () => {
    const auto = TESTS.replace('@pytest.fixture\n', '@pytest.fixture(autouse=True)\n')
    expect(await uses('test_weight', auto)).toEqual(['wrap'])
  })
})
