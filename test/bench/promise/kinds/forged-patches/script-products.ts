import type { Product, Texts } from './forged-case.ts'

/** How the two frameworks' projects are written: ES modules in TypeScript, or CommonJS. */
export type Dialect = {
  readonly extension: 'ts' | 'js'
  /** The object of the framework that makes mocks. */
  readonly mocks: 'vi' | 'jest'
  imports(names: string, from: string): string
  exports(...names: readonly string[]): string
}

export const vitest: Dialect = {
  ...{ extension: 'ts', mocks: 'vi' },
  imports: (names, from) => `import { ${names} } from '${from}'\n`,
  exports: (...names) => `export { ${names.join(', ')} }\n`,
}
export const jest: Dialect = {
  ...{ extension: 'js', mocks: 'jest' },
  imports: (names, from) => `const { ${names} } = require('${from}')\n`,
  exports: (...names) => `module.exports = { ${names.join(', ')} }\n`,
}

const PRICE = 'item.price * item.count'
const WRONG = PRICE.replace('*', '+')
const SUM = `function §(items, tax = 0) {
  let whole = 0
  for (const item of items) {
    whole += unitPrice(item)
  }
  return whole + tax
}
`
const LABEL = "function label(items) {\n  return 'cart of ' + String(items.length)\n}\n"
const unit = (value: string): string => `function unitPrice(item) {\n  return ${value}\n}\n`

/** A function is renamed; the price of an item, which it adds up, is wrong beside it. `more` are further functions, right and wrong. */
export function scriptRenamed(
  { extension, exports }: Dialect,
  names: Product['names'],
  more: readonly [string, string] = ['', ''],
): Product {
  const others = [...more[0].matchAll(/function (\w+)/g)].map(([, name]) => name ?? '')
  const cart = (value: string, added: string): Texts => ({
    [`src/cart.${extension}`]: `${unit(value)}\n${SUM}\n${LABEL}${added}\n${exports('§', 'unitPrice', 'label', ...others)}`,
  })
  return { names, base: cart(PRICE, more[0]), head: cart(PRICE, more[0]), buggy: cart(WRONG, more[1]) }
}

/** The function goes to another module, which is there already. */
export function scriptMoved({ extension, imports, exports }: Dialect): Product {
  const fixed = 'function fixed(items) {\n  return 6\n}\n'
  const prices = (value: string): Texts => ({ [`src/prices.${extension}`]: `${unit(value)}\n${exports('unitPrice')}` })
  const sum = `${imports('unitPrice', './prices')}\n${SUM}`
  const head = (value: string): Texts => ({
    ...prices(value),
    [`src/cart.${extension}`]: `${LABEL}\n${exports('label')}`,
    [`src/sums.${extension}`]: `${sum}\n${fixed}\n${exports('§', 'fixed')}`,
  })
  return {
    names: ['total', 'total'],
    base: {
      ...prices(PRICE),
      [`src/cart.${extension}`]: `${sum}\n${LABEL}\n${exports('§', 'label')}`,
      [`src/sums.${extension}`]: `${fixed}\n${exports('fixed')}`,
    },
    head: head(PRICE),
    buggy: head(WRONG),
    honest: (test) =>
      test
        .replaceAll("total } from '../src/cart'", "total } from '../src/sums'")
        .replaceAll("total } = require('../src/cart')", "total } = require('../src/sums')"),
  }
}

/** A class with a method that may be called like a part of the framework. */
export function watch({ extension, exports }: Dialect, names: Product['names']): Product {
  const text = (value: string): Texts => ({
    [`src/watch.${extension}`]: `class Watch {\n  seconds(minutes) {\n    return ${value}\n  }\n  §(minutes) {\n    const seconds = this.seconds(minutes)\n    return seconds > 100\n  }\n}\n\n${exports('Watch')}`,
  })
  return { names, base: text('minutes * 60'), head: text('minutes * 60'), buggy: text('minutes * 6') }
}

/** An option of a function gets another name. */
export function option({ extension, exports }: Dialect): Product {
  const text = (key: string, sum: string): Texts => ({
    [`src/bill.${extension}`]: `function bill(sums, { ${key} = 0 } = {}) {\n  const whole = ${sum}\n  return whole\n}\n\n${exports('bill')}`,
  })
  return {
    names: ['', ''],
    base: text('tax', 'sums + tax * 2'),
    head: text('rate', 'sums + rate * 2'),
    buggy: text('rate', 'sums + rate * 2 + 4'),
    honest: (test) => test.replaceAll('bill(2, { tax:', 'bill(2, { rate:'),
  }
}
