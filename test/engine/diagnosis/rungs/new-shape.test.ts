import { describe, expect, test } from 'vitest'
import { climb } from '../../../../src/engine/diagnosis/index.ts'
import { diagnosisCase, type SmallCase } from '../../../support/diagnosis-case.ts'

async function answer(small: SmallCase) {
  const { verdict, codeChanges } = climb(await diagnosisCase({ cause: { outcome: 'not_run', hunks: [] }, ...small }))
  return [verdict, ...codeChanges.map(({ kind, symbol, before, after }) => `${kind} ${symbol}: ${before} -> ${after}`)]
}

describe('a result in another shape', () => {
  const base = 'def split(text):\n    name, _, rest = text.partition(" ")\n    return name, rest\n'
  const head = `class Entry:
    def __init__(self, name, rest):
        self.name = name
        self.rest = rest


${base.replace('return name, rest', 'return Entry(name, rest)')}`
  const tests = {
    'tests/test_log.py': 'from ship.log import split\n\n\ndef test_split():\n    name, rest = split("a b")\n    assert name == "a"\n',
  }
  const small = {
    ...{
      base: { 'ship/log.py': base, ...tests },
      head: { 'ship/log.py': head, ...tests },
      testId: 'tests/test_log.py::test_split',
      line: 4,
    },
    failure: { exception: 'TypeError', message: 'cannot unpack non-iterable Entry object' },
  }

  test('an object of a class where several values came back', async () => {
    expect(await answer(small)).toEqual(['obsolete_test', 'result_changed split: 2 values -> Entry'])
  })

  test('a wrong value in it is not the shape', async () => {
    const [verdict] = await answer({ ...small, failure: { exception: 'AssertionError', message: "assert 'b' == 'a'" } })
    expect(verdict).not.toBe('obsolete_test')
  })

  test('a product that takes the old one apart fails by itself', async () => {
    const user = 'from ship.log import split\n\n\ndef name_of(text):\n    name, _ = split(text)\n    return name\n'
    const failure = {
      ...small.failure,
      frames: [
        { file: 'tests/test_log.py', line: 5, function: 't' },
        { file: 'ship/user.py', line: 5, function: 'name_of' },
      ],
    }
    const [verdict] = await answer({
      ...small,
      base: { ...small.base, 'ship/user.py': user },
      head: { ...small.head, 'ship/user.py': user },
      failure,
    })
    expect(verdict).toBe('product_regression')
  })

  test('more values behind the old ones', async () => {
    const more = base.replace('return name, rest', 'return name, rest, len(rest)')
    const failure = { exception: 'ValueError', message: 'too many values to unpack (expected 2)' }
    const grown = { ...small, head: { ...small.head, 'ship/log.py': more }, failure }
    expect(await answer(grown)).toEqual(['obsolete_test', 'result_changed split: 2 values -> 3 values'])
    const lost = { ...grown, head: { ...small.head, 'ship/log.py': more.replace('name, rest, len', 'rest, name, len') } }
    expect((await answer(lost))[0]).not.toBe('obsolete_test')
  })

  test('values that changed places with the shape may be the bug', async () => {
    const swapped = head.replace('Entry(name, rest)', 'Entry(rest, name)')
    const [verdict] = await answer({ ...small, head: { ...small.head, 'ship/log.py': swapped } })
    expect(verdict).not.toBe('obsolete_test')
  })
})

describe('a value that comes within an object', () => {
  const base = 'def total(prices):\n    found = sum(prices)\n    return found\n'
  const tests = { 'tests/test_shop.py': 'from shop import total\n\n\ndef test_total():\n    assert total([1, 2]) == 3\n' }
  const verdict = async (result: string, actual: string, more: Readonly<Record<string, string>> = {}) => {
    const [found] = await answer({
      base: { 'shop.py': base, ...tests, ...more },
      head: { 'shop.py': base.replace('return found', `return ${result}`), ...tests, ...more },
      ...{ testId: 'tests/test_shop.py::test_total', line: 5, expected: '3', actual },
    })
    return found
  }

  test('is out of date, and nobody is accused where a caller may hand it on', async () => {
    expect(await verdict('{"data": found}', "{'data': 3}")).toBe('obsolete_test')
    const caller = { 'report.py': 'from shop import total\n\n\ndef show(prices):\n    return total(prices)\n' }
    expect(await verdict('{"data": found}', "{'data': 3}", caller)).toBe('unknown')
  })

  test.each([
    ['holds another value', '{"data": found}', "{'data': 33}"],
    ['holds it in two places', '{"data": found, "raw": found}', "{'data': 3, 'raw': 3}"],
    ['is written in another way', '{"data": found + 1}', "{'data': 3}"],
  ])('is not out of date by its shape where it %s', async (_, result, actual) => {
    expect(await verdict(result, actual)).not.toBe('obsolete_test')
  })
})

describe('data of a type whose member is of another type now', () => {
  const types = (price: string) =>
    `export interface Money {\n  amount: number\n}\n\nexport interface Crate {\n  name: string\n  price: ${price}\n}\n`
  const sum = (price: string) =>
    `import type { Crate } from './types'\n\nexport function sum(crates: Crate[]): number {\n  return crates.reduce((total, crate) => total + ${price}, 0)\n}\n`
  const tests = {
    'test/sum.test.ts': `import { expect, it } from 'vitest'
import { sum } from '../src/sum'
import type { Crate } from '../src/types'

const crate = (): Crate => ({ name: 'tea', price: 5 })

it('sums up', () => {
  expect(sum([crate(), crate()])).toBe(10)
})
`,
  }
  const small = (head: Readonly<Record<string, string>>): SmallCase => ({
    ...{ base: { 'src/types.ts': types('number'), 'src/sum.ts': sum('crate.price'), ...tests }, head: { ...head, ...tests } },
    ...{ testId: 'test/sum.test.ts > sums up', line: 7, expected: '10', actual: 'NaN' },
  })

  test('is out of date', async () => {
    const head = { 'src/types.ts': types('Money'), 'src/sum.ts': sum('crate.price.amount') }
    expect(await answer(small(head))).toEqual(['obsolete_test', 'type_changed Crate.price: number -> Money'])
  })

  test('still fits a type that only allows more', async () => {
    const head = { 'src/types.ts': types('number | null'), 'src/sum.ts': sum('(crate.price ?? 1) * 2') }
    expect((await answer(small(head)))[0]).not.toBe('obsolete_test')
  })
})
