import { describe, expect, test } from 'vitest'
import { explains } from '../../../src/engine/diagnosis/explains.ts'
import { readFailure } from '../../../src/engine/reports/failure-types/index.ts'
import type { ContractChange } from '../../../src/model/contract-change.ts'

const read = (message: string) => readFailure({ exception: '', message })
const parameter = (name: string) => ({ name, kind: 'positional' as const, default: null, type: null })
const renamed: ContractChange = {
  kind: 'renamed',
  symbol: 'Cart.total',
  newSymbol: 'sum',
  file: 'shop/cart.py',
  oldFile: 'shop/cart.py',
  line: 1,
  before: 'total',
  after: 'sum',
  oldParameters: [],
  newParameters: [],
  similarity: 1,
}
const keyword: ContractChange = {
  ...renamed,
  kind: 'parameter_renamed',
  newSymbol: null,
  oldParameters: [parameter('tax')],
  newParameters: [parameter('rate')],
}
const module: ContractChange = { ...renamed, kind: 'moved', symbol: 'shop.cart', newSymbol: null, file: 'shop/basket.py' }

const gone: ContractChange = { ...renamed, kind: 'removed', symbol: 'total', newSymbol: null, after: '' }

describe('explains', () => {
  test.each([
    [{ ...gone, symbol: 'default' }, 'total is not a function', true],
    [{ ...gone, symbol: 'default' }, 'tax is not a function', false],
    [{ ...gone, symbol: 'default' }, 'a.test.ts:5:8 - error TS1192: Module \'"shop/cart"\' has no default export.', true],
    [{ ...gone, symbol: 'default' }, 'a.test.ts:5:8 - error TS1192: Module \'"shop/order"\' has no default export.', false],
    [
      { ...renamed, symbol: 'default', before: 'default' },
      "The requested module './order.py' does not provide an export named 'default'",
      false,
    ],
    [{ ...gone, symbol: 'default' }, "The requested module './cart.py' does not provide an export named 'default'", true],
    [gone, "expected [Function] to throw error including 'no draft' but got '(0 , __vite_ssr_import_2__.total) …'", true],
    [renamed, "'Cart' object has no attribute 'total'", true],
    [renamed, "'Order' object has no attribute 'total'", false],
    [renamed, "'Cart' object has no attribute 'tax'", false],
    [renamed, 'cart.total is not a function', true],
    [renamed, "Cannot read properties of undefined (reading 'total')", false],
    [renamed, "'NoneType' object has no attribute 'total'", false],
    [renamed, 'assert 3 == 4', false],
    [keyword, "Cart.total() got an unexpected keyword argument 'tax'", true],
    [keyword, "Cart.total() got an unexpected keyword argument 'other'", false],
    [keyword, "pay() got an unexpected keyword argument 'tax'", false],
    [module, "No module named 'shop.cart'", true],
    [module, "No module named 'requests'", false],
    [module, "No module named 'shop'", false],
    [{ ...module, file: 'store/cart.py' }, "No module named 'shop'", true],
    [{ ...module, file: 'store/cart.py' }, "No module named 'hop'", false],
    [gone, "No module named 'shop.cart'", true],
    [gone, "No module named 'shop.order'", false],
    [gone, "Cannot find module '../shop/cart.py' imported from 'tests/cart.test.py'", true],
  ])('%#: %s', (change, text, expected) => {
    expect(explains(change, read(text))).toBe(expected)
  })

  test('a coroutine that nobody waited for names the function that became asynchronous', () => {
    const awaited: ContractChange = { ...renamed, kind: 'became_async', symbol: 'load', newSymbol: null }
    const seen = (actual: string) => ({ ...read('assert 1 == 2'), actual })
    expect(explains(awaited, seen('<coroutine object load at 0x7f00>'))).toBe(true)
    expect(explains({ ...awaited, symbol: 'Store.load' }, seen('<coroutine object Store.load at 0x7f00>'))).toBe(true)
    expect(explains(awaited, seen('<coroutine object total at 0x7f00>'))).toBe(false)
    expect(explains(awaited, seen('3'))).toBe(false)
  })

  test('an heir of the class counts as the class', () => {
    const message = read("'Basket' object has no attribute 'total'")
    expect(explains(renamed, message)).toBe(false)
    expect(explains(renamed, message, (name, ancestor) => name === 'Basket' && ancestor === 'Cart')).toBe(true)
  })
})
