import { describe } from 'vitest'
import { readsAll } from './table.ts'

describe('type_error', () => {
  readsAll('type_error', [
    ['TypeError', "Cart.add() got an unexpected keyword argument 'count'", { callable: 'add', owner: 'Cart', unexpectedArgument: 'count' }],
    ['TypeError', "add() got an unexpected keyword argument 'count'", { callable: 'add', unexpectedArgument: 'count' }],
    [
      'TypeError',
      "sort() got an unexpected keyword argument 'ke'. Did you mean 'key'?",
      { callable: 'sort', unexpectedArgument: 'ke', suggestion: 'key' },
    ],
    ['TypeError', "'ke' is an invalid keyword argument for sort()", { callable: 'sort', unexpectedArgument: 'ke' }],
    [
      'TypeError',
      "B.po() got some positional-only arguments passed as keyword arguments: 'a'",
      { callable: 'po', owner: 'B', unexpectedArgument: 'a' },
    ],
    ['TypeError', "Cart.__init__() missing 1 required positional argument: 'a'", { callable: '__init__', owner: 'Cart', wrongArity: true }],
    ['TypeError', "total() missing 1 required keyword-only argument: 'rate'", { callable: 'total', wrongArity: true }],
    ['TypeError', 'total() takes from 1 to 2 positional arguments but 3 were given', { callable: 'total', wrongArity: true }],
    ['TypeError', "total() got multiple values for argument 'rate'", { callable: 'total', wrongArity: true }],
    ['TypeError', 'Cart() takes no arguments', { callable: 'Cart', wrongArity: true }],
    ['TypeError', 'int expected at most 2 arguments, got 3', { callable: 'int', wrongArity: true }],
    ['TypeError', "missing a required argument: 'rate'", { wrongArity: true }],
    ['TypeError', 'too many positional arguments', { wrongArity: true }],
    ['TypeError', "got an unexpected keyword argument 'rate'", { unexpectedArgument: 'rate' }],
    ['TypeError', "unsupported operand type(s) for +: 'NoneType' and 'int'", {}],
    ['TypeError', 'cart is not iterable', {}],
    ['TypeError', 'number 3 is not a function', {}],
    ['TypeError', "Class constructor Cart cannot be invoked without 'new'", {}],
    [
      'TypeError',
      'The "path" argument must be of type string or an instance of Buffer or URL. Received type number (1.5)',
      { expected: 'string or an instance of Buffer or URL', actual: 'number (1.5)' },
    ],
    [
      '',
      "test/a.test.ts:3:6 - error TS2345: Argument of type 'string' is not assignable to parameter of type 'number'.",
      { expected: 'number', actual: 'string' },
    ],
    ['', 'error TS2554: Expected 1 arguments, but got 2.', { expected: '1', actual: '2', wrongArity: true }],
    [
      '',
      "error TS2353: Object literal may only specify known properties, and 'tax' does not exist in type 'Options'.",
      { unexpectedArgument: 'tax', owner: 'Options' },
    ],
    ['java.lang.ClassCastException', 'class A cannot be cast to class B', {}],
  ])
})
