import { describe, expect, test } from 'vitest'
import { readFailureMessage } from '../../../src/engine/diagnosis/failure-message.ts'

describe('readFailureMessage', () => {
  test.each([
    ["cannot import name 'total' from 'shop.cart' (/w/shop/cart.py)", { missingName: 'total', module: 'shop.cart' }],
    [
      "cannot import name 'total' from partially initialized module 'shop.cart' (most likely due to a circular import)",
      { missingName: 'total', module: 'shop.cart' },
    ],
    ["No module named 'shop.basket'", { missingName: null, module: 'shop.basket' }],
    ["module 'shop.cart' has no attribute 'total'", { missingName: 'total', module: 'shop.cart' }],
    ["'Cart' object has no attribute 'total'", { missingName: 'total', owner: 'Cart' }],
    ["type object 'Cart' has no attribute 'of'", { missingName: 'of', owner: 'Cart' }],
    ["<module 'shop.cart' from '/w/shop/cart.py'> does not have the attribute 'total'", { missingName: 'total', module: 'shop.cart' }],
    ["<class 'shop.cart.Cart'> does not have the attribute 'total'", { missingName: 'total', owner: 'Cart' }],
    ["name 'total' is not defined", { missingName: 'total' }],
    ["Cart.add() got an unexpected keyword argument 'count'", { callable: 'add', owner: 'Cart', unexpectedArgument: 'count' }],
    ["total() missing 1 required positional argument: 'rate'", { callable: 'total', wrongArity: true }],
    ['total() takes from 1 to 2 positional arguments but 3 were given', { callable: 'total', wrongArity: true }],
    ["total() got multiple values for argument 'rate'", { callable: 'total', wrongArity: true }],
    ['cart.total is not a function', { missingName: 'total', owner: 'cart' }],
    ['(0 , _cart.total) is not a function', { missingName: 'total', owner: null }],
    ['(0 , __vite_ssr_import_1__.total) is not a function', { missingName: 'total', owner: null }],
    ['Cart is not a constructor', { missingName: 'Cart' }],
    ["The requested module './cart.js' does not provide an export named 'total'", { missingName: 'total' }],
    ["Cannot find module '../src/cart' from 'test/cart.test.js'", { module: '../src/cart', missingName: null }],
    ['Failed to resolve import "../src/cart" from "test/cart.test.ts". Does the file exist?', { module: '../src/cart' }],
    ['Property `total` does not exist in the provided object', { missingName: 'total' }],
    ['total is not defined', { missingName: 'total' }],
  ])('%s', (message, fields) => {
    expect(readFailureMessage(message)).toMatchObject(fields)
  })

  test('an assertion names nothing that is missing', () => {
    expect(readFailureMessage('assert 3 == 4')).toEqual({
      missingName: null,
      owner: null,
      module: null,
      callable: null,
      unexpectedArgument: null,
      wrongArity: false,
    })
  })
})
