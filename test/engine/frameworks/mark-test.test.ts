import { describe, expect, test } from 'vitest'
import { frameworkNamed } from '../../../src/engine/frameworks/index.ts'
import { markTest, unmarkTest } from '../../../src/engine/frameworks/mark-test.ts'
import type { FrameworkName } from '../../../src/model/framework-name.ts'
import { testParsers } from '../../support/grammars.ts'

const parsers = await testParsers()
const MARK = { id: '1a2b3c4d', reason: 'flaky until 2026-12-15, @mona' }
const TAGGED = 'flaky until 2026-12-15, @mona (suture 1a2b3c4d)'

function marked(framework: FrameworkName, id: string, text: string, mark = MARK) {
  const file = id.split(/::| > /)[0] ?? ''
  const ref = frameworkNamed(framework)?.testRef(id, new Set([file]))
  if (ref?.kind !== 'test') throw new Error(`${id} is no test`)
  return { file, result: markTest(parsers, ref, text, mark) }
}

/** The lines that the mark adds or changes; taking it away has to give back every byte. */
function added(framework: FrameworkName, id: string, text: string) {
  const { file, result } = marked(framework, id, text)
  if (result.outcome === 'refused') return result.why
  expect(unmarkTest(parsers, file, result.text, MARK.id)).toEqual({ outcome: 'unmarked', text })
  const before = text.split('\n')
  const lines = result.text.split('\n').filter((line) => !before.includes(line))
  return result.isWhole ? [...lines, 'and every other row'] : lines
}

const xfail = (tag = TAGGED, indentation = '', name = 'pytest') => [
  `${indentation}@${name}.mark.xfail(`,
  `${indentation}    strict=False,`,
  `${indentation}    reason="${tag}",`,
  `${indentation})`,
]
const XFAIL = xfail()
const IMPORTING = xfail(TAGGED.replace(')', '+import)'))

describe('pytest: xfail that is not strict, so that the test goes on running', () => {
  test('a short reason stays on one line', () => {
    const { result } = marked('pytest', 'test_a.py::test_b', 'import pytest\n\n\ndef test_b():\n    pass\n', { ...MARK, reason: 'flaky' })
    expect(result).toMatchObject({ marker: '@pytest.mark.xfail(strict=False, reason="flaky (suture 1a2b3c4d)")' })
  })

  test.each<readonly [string, string, string, unknown]>([
    ['a function', 'tests/test_a.py::test_b', 'import pytest\n\n\ndef test_b():\n    pass\n', XFAIL],
    [
      'one without the import',
      'test_a.py::test_b',
      '"""Doc."""\nfrom __future__ import annotations\n\nimport os\n\n\ndef test_b():\n    pass\n',
      ['import pytest', ...IMPORTING],
    ],
    ['one in a file that imports nothing', 'test_a.py::test_b', 'def test_b():\n    pass\n', ['import pytest', ...IMPORTING]],
    [
      'pytest by another name',
      'test_a.py::test_b',
      'import pytest as pt\n\n\nasync def test_b():\n    pass\n',
      [`@pt.mark.xfail(strict=False, reason="${TAGGED}")`],
    ],
    [
      'a method',
      'test_a.py::TestA::TestB::test_b',
      'import pytest\n\n\nclass TestA:\n    class TestB:\n        def test_b(self):\n            pass\n\n    def test_b(self):\n        pass\n',
      xfail(TAGGED, '        '),
    ],
    [
      'a row',
      'test_a.py::test_b[1-x]',
      'import pytest\n\n\n@pytest.mark.parametrize("n", [1, 2])\ndef test_b(n):\n    pass\n',
      [...XFAIL, 'and every other row'],
    ],
    [
      'one in a condition',
      'test_a.py::test_b',
      'import sys\n\nimport pytest\n\nif sys.platform == "linux":\n\n    def test_b():\n        pass\n',
      xfail(TAGGED, '    '),
    ],
    ['Windows line ends', 'test_a.py::test_b', 'import pytest\r\n\r\n\r\ndef test_b():\r\n    pass\r\n', XFAIL.map((line) => `${line}\r`)],
  ])('%s', (_name, id, text, lines) => {
    expect(added('pytest', id, text)).toEqual(lines)
  })

  test.each<readonly [string, string, string, RegExp]>([
    ['is defined twice', 'test_a.py::test_b', 'def test_b():\n    pass\n\n\ndef test_b():\n    pass\n', /2 functions/],
    [
      'is inherited',
      'test_a.py::TestB::test_b',
      'class Base:\n    def test_b(self):\n        pass\n\n\nclass TestB(Base):\n    pass\n',
      /inherited/,
    ],
    ['has a marker', 'test_a.py::test_b', 'import pytest\n\n\n@pytest.mark.skip\ndef test_b():\n    pass\n', /of its own/],
    ['does not parse', 'test_a.py::test_b', 'def test_b(:\n    pass\n', /syntax error/],
    ['is another one', 'test_a.py::test_c', 'def test_b():\n    pass\n', /no function/],
  ])('is refused where it %s', (_name, id, text, why) => {
    expect(added('pytest', id, text)).toMatch(why)
  })
})

const NOTE = `// ${TAGGED}`

describe.each(['jest', 'vitest'] as const)('%s: skip, since what may not fail must not pass either there', (framework) => {
  test.each<readonly [string, string, string, unknown]>([
    ['a test', 'a.test.ts > adds', "test('adds', () => {})\n", [NOTE, "test.skip('adds', () => {})"]],
    [
      'one in describes',
      'a.test.js > cart > total > adds',
      "describe('cart', () => {\n  describe('total', () => {\n    it('adds', async () => {})\n  })\n  it('adds', () => {})\n})\n",
      [`    ${NOTE}`, "    it.skip('adds', async () => {})"],
    ],
    [
      'it.each',
      'a.test.ts > adds 1 and 2',
      "it.each([[1, 2]])('adds %d and %d', (a, b) => {})\n",
      [NOTE, "it.skip.each([[1, 2]])('adds %d and %d', (a, b) => {})", 'and every other row'],
    ],
    [
      'a table in a template',
      'a.test.ts > adds 1',
      "it.each`\n  a\n  ${1}\n`('adds $a', ({ a }) => {})\n",
      [NOTE, 'it.skip.each`', 'and every other row'],
    ],
    [
      'a concurrent one',
      'a.test.ts > adds',
      "test.concurrent('adds', async () => {})\n",
      [NOTE, "test.concurrent.skip('adds', async () => {})"],
    ],
    [
      'one of a loop',
      'a.test.ts > adds 2',
      'for (const n of [1, 2]) {\n  test(`adds ${n}`, () => {})\n}\n',
      [`  ${NOTE}`, '  test.skip(`adds ${n}`, () => {})', 'and every other row'],
    ],
  ])('%s', (_name, id, text, lines) => {
    expect(added(framework, id, text)).toEqual(lines)
  })

  test.each<readonly [string, string, string, RegExp]>([
    ['two have its title', 'a.test.ts > adds', "test('adds', () => {})\ntest('adds', () => {})\n", /2 tests/],
    ['it is skipped', 'a.test.ts > adds', "test.skip('adds', () => {})\n", /\.skip already/],
    ['it is expected to fail', 'a.test.ts > adds', "test.failing('adds', () => {})\n", /\.failing already/],
    ['its title is made', 'a.test.ts > adds', 'test(titleOf(1), () => {})\n', /made at run time/],
    ['it is opened otherwise', 'a.test.ts > adds', "scenario('adds', () => {})\n", /by scenario/],
    ['it does not begin its line', 'a.test.ts > adds', "if (isLinux) test('adds', () => {})\n", /line of its own/],
  ])('is refused where %s', (_name, id, text, why) => {
    expect(added(framework, id, text)).toMatch(why)
  })
})

test('a mark that somebody took away is gone, and one that was rewritten is left to people', () => {
  expect(unmarkTest(parsers, 'test_a.py', 'def test_b():\n    pass\n', MARK.id)).toEqual({ outcome: 'gone' })
  expect(unmarkTest(parsers, 'test_a.py', `# ${TAGGED}\ndef test_b():\n    pass\n`, MARK.id)).toMatchObject({ outcome: 'refused' })
  expect(unmarkTest(parsers, 'a.test.ts', `/* ${TAGGED} */\ntest.skip('adds', () => {})\n`, MARK.id)).toMatchObject({ outcome: 'refused' })
})
