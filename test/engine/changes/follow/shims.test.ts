import { describe, expect, test } from 'vitest'
import type { FrameworkName } from '../../../../src/model/framework-name.ts'
import type { Files } from '../../../support/repair.ts'
import { sourcesOf } from '../../../support/review-case.ts'

async function left(base: Files, head: Files, framework: FrameworkName = 'pytest'): Promise<readonly string[]> {
  const { changes, callersOf } = await sourcesOf(base, head, framework)
  expect(changes).not.toHaveLength(0)
  return [
    ...new Set(
      changes
        .map(callersOf)
        .flatMap(({ unmigrated, possible }) => [...unmigrated, ...possible])
        .map(({ file, line }) => `${file}:${line}`),
    ),
  ]
}

describe('what serves an old name of Python is no caller that was left behind', () => {
  const text = (name: string) => `def ${name}(lines):\n    return sum(price * amount for price, amount in lines)\n`
  const base = { 'shop/__init__.py': '', 'shop/cart.py': text('cart_sum') }
  test.each([
    [
      'a module that is asked for names',
      'import warnings\n\n\ndef __getattr__(name):\n    if name == "cart_sum":\n        warnings.warn("cart_sum is gross_sum now", DeprecationWarning)\n        return gross_sum\n    raise AttributeError(name)\n',
      [],
    ],
    [
      'the same without a word',
      'def __getattr__(name):\n    if name == "cart_sum":\n        return gross_sum\n    raise AttributeError(name)\n',
      [],
    ],
    ['a table of old names', 'RENAMED = {\n    "cart_sum": "gross_sum",\n}\n', []],
    [
      'a condition that warns',
      'import warnings\n\n\ndef find(name):\n    if name == "cart_sum":\n        warnings.warn("use gross_sum", DeprecationWarning)\n        name = "gross_sum"\n    return globals()[name]\n',
      [],
    ],
    [
      'a condition without a warning',
      'def find(name):\n    if name == "cart_sum":\n        return 3\n    return globals()[name]\n',
      ['shop/cart.py:6'],
    ],
    [
      'a caller beside a warning of something else',
      'import warnings\n\n\ndef find(name):\n    warnings.warn("slow")\n    return getattr(find, "cart_sum")\n',
      ['shop/cart.py:10'],
    ],
    ['a list of names', 'NAMES = ["cart_sum"]\n\n\ndef first():\n    return globals()[NAMES[0]]\n', ['shop/cart.py:5']],
  ])('%s', async (_, more, places) => {
    expect(await left(base, { ...base, 'shop/cart.py': `${text('gross_sum')}\n\n${more}` })).toEqual(places)
  })
})

test('an option that is handed on under its new name, with a warning, is served', async () => {
  const show = (key: string) => `export function show(value, { ${key} = 'x' } = {}) {\n  return value + ${key}\n}\n`
  const older = (warn: string) =>
    `import { show } from './show.js'\n\nexport function older(value, options) {\n  if ('mark' in options) {\n    ${warn}\n    return show(value, { ...options, sign: options.mark })\n  }\n  return show(value, options)\n}\n`
  const left = async (text: string) => {
    const { changes, callersOf } = await sourcesOf(
      { 'src/show.js': show('mark') },
      { 'src/show.js': show('sign'), 'src/older.js': text },
      'vitest',
    )
    const [option] = changes.filter(({ kind }) => kind === 'option_renamed')
    return option && callersOf(option).unmigrated.map(({ line }) => line)
  }
  expect(await left(older("console.warn('mark is sign now')"))).toEqual([])
  expect(await left(older('value += 1'))).toEqual([4, 6])
})

describe('the path of a moved module in strings', () => {
  const text = 'def total(lines):\n    return sum(lines)\n\n\nclass Cart:\n    pass\n'
  const base = { 'shop/__init__.py': '', 'shop/cart.py': text }
  const head = { 'shop/__init__.py': '', 'shop/basket.py': text }
  const read = async (line: string) => {
    const user = { 'shop/app.py': `import importlib\nimport logging\n\n${line}\n` }
    const { changes, callersOf } = await sourcesOf({ ...base, ...user }, { ...head, ...user })
    const callers = changes.map((change) => callersOf(change))
    return [callers.flatMap(({ unmigrated }) => unmigrated).length, callers.flatMap(({ possible }) => possible).length]
  }
  test.each([
    ['a logger', 'log = logging.getLogger("shop.cart")', 0, 0],
    ['a logger below it', 'log = logging.getLogger("shop.cart.audit")', 0, 0],
    ['settings of loggers', 'LOGGING = {"loggers": {"shop.cart": {"level": "INFO"}}}', 0, 1],
    ['modules to load', 'APPS = ["shop.cart"]', 0, 1],
    ['a class by its path', 'CART = "shop.cart.Cart"', 1, 0],
    ['a function by its path', 'JOB = "shop.cart:total"', 1, 0],
    ['an import at run time', 'cart = importlib.import_module("shop.cart")', 1, 0],
  ])('%s', async (_, line, unmigrated, possible) => {
    expect(await read(line)).toEqual([unmigrated, possible])
  })
})
