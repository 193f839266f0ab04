import { describe, expect, test } from 'vitest'
import { namesOfProduct } from './names-of-product.ts'
import { outcomeOf, withoutWarningsOf } from './outcome-of.ts'
import { readDifference } from './read-difference.ts'

const HEADER = 'Traceback (most recent call last):\n  File "/tmp/script.py", line 3, in <module>\n    shop.total(1)\n'
const deeper = (file: string, code: string) => `${HEADER}  File "${file}", line 9, in total\n    ${code}\n`

test.each([
  ['a statement of the product', `${deeper('/src/shop.py', "raise ValueError('no')")}ValueError: no`, 'ValueError', true],
  ['a slip of the product', `${deeper('/src/shop.py', 'return a.b')}AttributeError: no b`, 'AttributeError', false],
  ['a library’s own check', `${deeper('site-packages/lib.py', "raise TypeError('no')")}lib.TypeError: no`, 'lib.TypeError', false],
  ['compiled code', `${HEADER}  File "fast.pyx", line 9, in total\nValueError: no`, 'ValueError', null],
  ['the script over what it was given', `${HEADER}TypeError: 'NoneType' object is not iterable`, 'TypeError', false],
  ['what is not there', `${HEADER}AttributeError: module 'shop' has no attribute 'total'`, 'AttributeError', null],
  ['a warning', 'one\n/tmp/script.py:3: FutureWarning: use sum instead\n  shop.total(1)', 'FutureWarning', true],
  ['a warning of numbers', '/src/shop.py:3: RuntimeWarning: divide by zero', 'RuntimeWarning', false],
])('%s', (_, output, exception, isStated) => {
  expect(outcomeOf(output)).toMatchObject({ kind: 'raised', exception, isStated })
})

test('a warning of both sides tells nothing, and the values beside it count', () => {
  const [old, now] = ['/a.py:3: UserWarning: slow\n  total()\n25', '/b.py:9: UserWarning: slow\n  total()\n27']
  expect(outcomeOf(withoutWarningsOf(old, now))).toEqual({ kind: 'value', text: '27' })
  expect(outcomeOf(withoutWarningsOf('25', now))).toMatchObject({ kind: 'raised', exception: 'UserWarning' })
})

test('what is printed is a value, though it speaks of an error', () => {
  expect(outcomeOf('ValueError: caught\n')).toEqual({ kind: 'value', text: 'ValueError: caught' })
})

test('names of the product are what a script imports from it or reads off anything but other packages', () => {
  const script =
    'import numpy as np\nimport shop\nfrom shop.cart import Cart, total as t\nfrom os import path\nprint(Cart(np.array([1])).rows, path.sep)\n'
  expect(namesOfProduct(script, 'shop')).toEqual(['Cart', 'total', 'rows'])
})

describe('the answer', () => {
  const script = "from shop import total\nprint(total(2, unit='eur'))  # expected: 27\n"
  const one = { file: 'x.json', product: 'shop', test: script, oldOutput: '25', newOutput: '29', label: 'intended' as const }
  const crash = `${deeper('/src/shop.py', 'return a.b')}AttributeError: no b`
  test.each([
    ['nothing is known', {}, 'unknown'],
    ['the name alone', { texts: ['Add a rounding mode for carts, seen in total too'] }, 'unknown'],
    ['what the test gives, and which way', { texts: ['Round every unit of total'] }, 'intended'],
    ['a clean-up', { texts: ['Clean up total'] }, 'unintended'],
    ['a clean-up that mends', { texts: ['Clean up total'], newOutput: '27' }, 'coincidental fix'],
    ['a crash that nobody speaks of', { texts: ['Add a cart'], newOutput: crash }, 'unintended'],
    ['lines in another order', { oldOutput: 'a\nb', newOutput: 'b\na' }, 'intended'],
    ['frames at other lines', { oldOutput: crash, newOutput: crash.replace('line 9', 'line 12') }, 'intended'],
    ['an address', { oldOutput: '<X at 0x12>', newOutput: '<X at 0x34>' }, 'intended'],
  ])('%s', async (_, more, answer) => {
    expect((await readDifference({ ...one, texts: [], ...more })).answer).toBe(answer)
  })
})
