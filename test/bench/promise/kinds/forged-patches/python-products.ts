import type { Product, Texts } from './forged-case.ts'

const ITEM = 'return item["price"] * item["count"]'
const WRONG = ITEM.replace('*', '+')
const LABEL = 'def label(items):\n    return "cart of " + str(len(items))\n'
const SUM = `def §(items, tax=0):
    whole = 0
    for item in items:
        whole += unit_price(item)
    return whole + tax
`
const cart = (unit: string, more = ''): string => `def unit_price(item):\n    ${unit}\n\n\n${SUM}\n\n${LABEL}${more}`
const files = (texts: Texts): Texts => ({ '{p}/__init__.py': '', ...texts })

/** A function is renamed; the price of an item, which it adds up, is wrong beside it. */
export function renamed(names: Product['names'], more: readonly [right: string, wrong: string] = ['', '']): Product {
  return {
    names,
    base: files({ '{p}/cart.py': cart(ITEM, more[0]) }),
    head: files({ '{p}/cart.py': cart(ITEM, more[0]) }),
    buggy: files({ '{p}/cart.py': cart(WRONG, more[1]) }),
  }
}

/** The function goes to another module. */
export const moved: Product = (() => {
  const prices = (unit: string) => `def unit_price(item):\n    ${unit}\n`
  const sums = `from {p}.prices import unit_price\n\n\n${SUM}`
  const rest = 'def fixed(items):\n    return 6\n'
  const head = (unit: string) => files({ '{p}/prices.py': prices(unit), '{p}/cart.py': LABEL, '{p}/sums.py': `${sums}\n\n${rest}` })
  return {
    names: ['total', 'total'],
    base: files({ '{p}/prices.py': prices(ITEM), '{p}/cart.py': `${sums}\n\n${LABEL}`, '{p}/sums.py': rest }),
    head: head(ITEM),
    buggy: head(WRONG),
    honest: (test) => test.replaceAll('{p}.cart import total', '{p}.sums import total'),
  }
})()

/** The module itself gets another name. */
export const moduleMoved: Product = {
  names: ['cart', 'basket'],
  base: files({ '{p}/§.py': cart(ITEM).replaceAll('§', 'total') }),
  head: files({ '{p}/§.py': cart(ITEM).replaceAll('§', 'total') }),
  buggy: files({ '{p}/§.py': cart(WRONG).replaceAll('§', 'total') }),
}

/** A product of one function whose parameters change. */
export function parameters(old: string, now: string, wrong: string, honest: (test: string) => string): Product {
  const text = (own: string): Texts => files({ '{p}/cart.py': `${own}\n\n\n${LABEL}` })
  return { names: ['', ''], base: text(old), head: text(now), buggy: text(wrong), honest }
}

/** A base class of tests that the product ships. */
const checks = (wrong: boolean): Texts => {
  const text = `class Flow:
    def unit(self):
        return ${wrong ? 5 : 6}

    def §(self, steps=()):
        done = [step for step in steps if step]
        return len(done) == len(steps)
`
  return files({ '{p}/flow.py': text })
}

export const flow: Product = { names: ['test_steps', 'check_steps'], base: checks(false), head: checks(false), buggy: checks(true) }
