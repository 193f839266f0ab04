import { expect, test } from 'vitest'
import { readSources } from '../../../src/engine/diagnosis/sources/sources.ts'
import { frameworks } from '../../../src/engine/frameworks/index.ts'
import { applyMutant } from '../../../src/engine/mutation/apply-mutant.ts'
import { findUnits } from '../../../src/engine/staleness/find-units.ts'
import { testParsers } from '../../support/grammars.ts'

/** What a change of one file declares: kind and symbol, and its lines as they are when it is taken back. */
async function declaredBy(path: string, before: string, after: string) {
  const framework = frameworks.find(({ name }) => name === (path.endsWith('.py') ? 'pytest' : 'vitest'))
  if (framework === undefined) throw new Error('no such framework')
  const parsers = await testParsers()
  const texts = { base: before, head: after }
  const tree = {
    listFiles: async () => [path],
    readFile: async (name: 'base' | 'head') => texts[name],
    changes: async () => [{ path, before, after }],
    intentTexts: async () => [],
  }
  const { units, leftOut } = findUnits(await readSources(tree, framework, parsers), parsers)
  const undone = units.map(({ undo }) => (undo === null ? null : applyMutant(after, undo)))
  return {
    things: units.map(({ declares: { kind, symbol } }) => `${kind} ${symbol}`),
    undone,
    leftOut: leftOut.map(({ reason }) => reason),
  }
}

const PYTHON = `def total(items):
    amount = sum(items)
    return round(amount, 2)


def receipt(items):
    if not items:
        raise ValueError("nothing bought")
    return {"total": total(items)}
`

test('a new branch is taken back by never taking it', async () => {
  const after = PYTHON.replace('    return round', '    if amount > 100:\n        amount = amount * 0.9\n    return round')
  const { things, undone } = await declaredBy('shop/price.py', PYTHON, after)
  expect(things).toEqual(['branch total: if amount > 100'])
  expect(undone).toEqual([after.replace('amount > 100', 'False')])
})

test('each branch of a chain, and a choice that is added to a text, for itself', async () => {
  const after = PYTHON.replace(
    '    return round(amount, 2)',
    '    if amount > 100:\n        raise ValueError("much")\n    elif amount == 13:\n        return 0\n    return round(amount, 2)',
  )
  expect((await declaredBy('shop/price.py', PYTHON, after)).things).toEqual([
    'branch total: if amount > 100',
    'branch total: if amount == 13',
  ])
  const text = PYTHON.replace('{"total": total(items)}', 'str(total(items))')
  const chosen = text.replace('str(total(items))', 'str(total(items)) + ("!" if len(items) > 3 else "")')
  const { things, undone } = await declaredBy('shop/price.py', text, chosen)
  expect([things.length, undone[0]?.replace(/ +\n/, '\n')]).toEqual([1, text])
})

test('a new parameter is taken back by ignoring it, and where it is used nothing is declared besides', async () => {
  const after = PYTHON.replace('total(items)', 'total(items, discount=0)').replace('round(amount, 2)', 'round(amount - discount, 2)')
  const { things, undone } = await declaredBy('shop/price.py', PYTHON, after)
  expect(things).toEqual(['parameter total: discount'])
  expect(undone[0]).toContain('    discount = 0;\n    amount = sum(items)')
})

test('a new key and another message, each for itself', async () => {
  const after = PYTHON.replace('"nothing bought"', '"no items"').replace('total(items)}', 'total(items), "count": len(items)}')
  const { things, undone } = await declaredBy('shop/price.py', PYTHON, after)
  expect(things).toEqual(['message receipt: no items', 'key receipt: count'])
  expect(undone[0]).toContain('raise ValueError("nothing bought")')
  expect(undone[1]).toContain('return {"total": total(items)')
})

test.each([
  ['formatting and comments', PYTHON.replace('sum(items)', 'sum(\n        items,  # all\n    )').replace('items,', 'items')],
  ['a variable', PYTHON.replace('    return round(amount, 2)', '    rounded = round(amount, 2)\n    return rounded')],
  ['a new name that the change declares', PYTHON.replaceAll('total(items)', 'sum_of(items)')],
  ['another order of functions', `${PYTHON.slice(PYTHON.indexOf('def receipt'))}\n\n${PYTHON.slice(0, PYTHON.indexOf('def receipt'))}`],
])('%s declare nothing', async (_, after) => {
  expect(after).not.toBe(PYTHON)
  expect((await declaredBy('shop/price.py', PYTHON, after)).things).toEqual([])
})

test('what is logged is left out, and so are settings of time', async () => {
  const after = PYTHON.replace('    amount =', '    logger.info("summing up %s", items)\n    timeout = 30\n    amount =')
  const { things, leftOut } = await declaredBy('shop/price.py', PYTHON, after)
  expect(things).toEqual([])
  expect(leftOut).toEqual(['what is logged', 'a setting of time, size or version'])
})

const SCRIPT = `export const RATES = { EUR: 1, USD: 1.1 }
export const tax = (amount) => amount * 0.19
export function label(amount, { currency = 'EUR' } = {}) {
  return \`\${amount} \${currency}\`
}
export function carrier(zone) {
  switch (zone) {
    case 'home':
      return 'post'
    default:
      return 'courier'
  }
}
`

test('JavaScript: keys, options, cases, parameters of short functions', async () => {
  const after = SCRIPT.replace('USD: 1.1', 'USD: 1.1, CHF: 0.9')
    .replace('(amount) => amount * 0.19', '(amount, rate = 0.19) => amount * rate')
    .replace("currency = 'EUR' }", "currency = 'EUR', sign = '' }")
    .replace('`${amount}', '`${sign}${amount}')
    .replace('    default:', "    case 'island':\n      return 'ferry'\n    default:")
  const { things, undone } = await declaredBy('src/price.js', SCRIPT, after)
  expect(things).toEqual(['key RATES: CHF', 'parameter tax: rate', 'parameter label: sign', "branch carrier: case 'island'"])
  expect(undone[0]).toContain('USD: 1.1 }')
  expect(undone[1]).toContain('(amount, rate = 0.19) => amount * (0.19)')
  expect(undone[2]).toContain("{\n  sign = '';\n  return")
  expect(undone[3]).not.toContain('island')
})
