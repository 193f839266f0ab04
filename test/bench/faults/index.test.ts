import { describe, expect, test } from 'vitest'
import { applyMutant } from '../../../src/engine/mutation/apply-mutant.ts'
import { mutantsOf } from '../../../src/engine/mutation/index.ts'
import { testParsers } from '../../support/grammars.ts'
import { lookalikes } from './index.ts'

const parsers = await testParsers()
const faults = (path: string, text: string) => {
  const tree = parsers.parse(path, text)
  return tree === null ? [] : mutantsOf(lookalikes, path, tree).map((one) => `${one.operator}: ${applyMutant(text, one).trim()}`)
}

describe('faults that look like a changed contract', () => {
  test.each([
    ['a.py', 'def f(a):\n    return a, 1\n', 'fields-swapped: def f(a):\n    return 1, a'],
    ['a.js', 'function f(a) {\n  return [a, 1]\n}\n', 'fields-swapped: function f(a) {\n  return [1, a]\n}'],
    ['a.py', 'x = {"name": n, "code": c}\n', 'keys-crossed: x = {"code": n, "name": c}'],
    ['a.js', 'x = { name: n, code: c }\n', 'keys-crossed: x = { code: n, name: c }'],
    ['a.py', 'x = answer["name"]\n', 'key-misspelled: x = answer["nmae"]'],
    ['a.js', 'x = { code: c }\n', 'key-misspelled: x = { cdoe: c }'],
    ['a.py', 'mailer.send(to)\n', 'member-misspelled: mailer.sned(to)'],
    ['a.js', 'await mailer.send(to)\n', 'member-misspelled: await mailer.sned(to)'],
    ['a.py', 'f(weight=1)\n', 'keyword-misspelled: f(wieght=1)'],
    ['a.py', 'p.add_argument("--weight")\n', 'option-misspelled: p.add_argument("--wieght")'],
    ['a.py', 'def f(a, b=1):\n    return a\n', 'parameter-half-renamed: def f(a, b_value=1):\n    return a'],
    ['a.js', 'function f(a) {\n  return a\n}\n', 'parameter-half-renamed: function f(a_value) {\n  return a\n}'],
    ['a.py', 'def f(a):\n    return a\n', 'result-wrapped: def f(a):\n    return [a]'],
    ['a.py', 'total += 1\n', 'update-dropped: pass'],
  ])('%s: %s', (path, text, wanted) => {
    expect(faults(path, text)).toContain(wanted)
  })

  test('what gives nothing back is not wrapped', () => {
    expect(faults('a.py', 'def f():\n    return None\n')).toEqual([])
  })
})
