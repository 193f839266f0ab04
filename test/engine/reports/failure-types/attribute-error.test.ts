import { describe, expect, test } from 'vitest'
import { readFailure } from '../../../../src/engine/reports/failure-types/index.ts'
import { readsAll } from './table.ts'

describe('attribute_error', () => {
  readsAll('attribute_error', [
    ['AttributeError', "module 'shop.cart' has no attribute 'total'", { missingName: 'total', module: 'shop.cart' }],
    ['AttributeError', "'Cart' object has no attribute 'total'", { missingName: 'total', owner: 'Cart' }],
    [
      'AttributeError',
      "'Cart' object has no attribute 'totl'. Did you mean: 'total'?",
      { missingName: 'totl', owner: 'Cart', suggestion: 'total' },
    ],
    [
      'AttributeError',
      "'Cart' object has no attribute 'z' and no __dict__ for setting new attributes",
      { missingName: 'z', owner: 'Cart' },
    ],
    ['AttributeError', "type object 'Cart' has no attribute 'of'", { missingName: 'of', owner: 'Cart' }],
    [
      'AttributeError',
      "<module 'shop.cart' from '/w/shop/cart.py'> has no attribute 'total'",
      { missingName: 'total', module: 'shop.cart' },
    ],
    ['AttributeError', "'module' object at shop.cart has no attribute 'total'", { missingName: 'total', module: 'shop.cart' }],
    ['AttributeError', "'NoneType' object has no attribute 'total'", { missingName: 'total', owner: 'NoneType' }],
    ['AttributeError', 'BLUE', { missingName: 'BLUE' }],
    ['AttributeError', "property 'total' of 'Cart' object has no setter", {}],
    ['NameError', "name 'totl' is not defined. Did you mean: 'total'?", { missingName: 'totl', suggestion: 'total' }],
    ['_pytest.fixtures.FixtureLookupError', "('cart', <SubRequest 'basket' for <Function test_total>>)", { missingName: 'cart' }],
    ['', "fixture 'cart' not found", { missingName: 'cart' }],
    ['TypeError', 'cart.total is not a function', { missingName: 'total', owner: 'cart' }],
    ['', 'TypeError: cart.total is not a function', { missingName: 'total', owner: 'cart' }],
    ['TypeError', '(0 , _cart.total) is not a function', { missingName: 'total' }],
    ['TypeError', '(0 , __vite_ssr_import_1__.total) is not a function', { missingName: 'total' }],
    ['TypeError', 'Cart is not a constructor', { missingName: 'Cart' }],
    ['TypeError', "Cannot read properties of undefined (reading 'price')", { missingName: 'price', owner: 'undefined' }],
    ['TypeError', "Cannot set properties of null (setting 'value')", { missingName: 'value', owner: 'null' }],
    ['TypeError', "Cannot destructure property 'a' of 'cart' as it is undefined.", { missingName: 'a', owner: 'undefined' }],
    ['ReferenceError', 'total is not defined', { missingName: 'total' }],
    ['Error', 'Invalid Chai property: toBeFoo. Did you mean "toBe"?', { missingName: 'toBeFoo', suggestion: 'toBe' }],
    ['', "test/a.test.ts:3:6 - error TS2339: Property 'total' does not exist on type 'Cart'.", { missingName: 'total', owner: 'Cart' }],
    [
      '',
      "\u001b[96mtest/a.test.ts\u001b[0m:\u001b[93m3\u001b[0m:\u001b[93m6\u001b[0m - \u001b[91merror\u001b[0m\u001b[90m TS2551: \u001b[0mProperty 'totl' does not exist on type 'Cart'. Did you mean 'total'?",
      { missingName: 'totl', owner: 'Cart', suggestion: 'total' },
    ],
    ['', "error TS2304: Cannot find name 'total'.", { missingName: 'total' }],
  ])

  test('an exception of the product counts as what it inherits from', () => {
    const failure = { exception: 'shop.errors.NoSuchPrice', bases: ['AttributeError', 'Exception'], message: 'no price of milk' }
    expect(readFailure(failure).type).toBe('attribute_error')
  })

  test('a name in the text of an exception of another kind is read as well', () => {
    expect(readFailure({ exception: 'RuntimeError', message: "plugin failed: 'Cart' object has no attribute 'total'" })).toMatchObject({
      type: 'attribute_error',
      missingName: 'total',
      owner: 'Cart',
    })
  })
})
