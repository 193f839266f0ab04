import { describe, expect, it } from 'vitest'
import { sourceLocation } from '../../../../src/engine/reports/text/source-location.ts'

describe('sourceLocation', () => {
  it('takes the innermost frame of a Python traceback, and the test’s own where its file is known', () => {
    const text = 'tests/test_a.py:12: \n_ _ _\nsrc/cart.py:3: ValueError'
    expect(sourceLocation(text)).toEqual({ file: 'src/cart.py', line: 3 })
    expect(sourceLocation(text, 'tests/test_a.py')).toEqual({ file: 'tests/test_a.py', line: 12 })
  })

  it('passes over frames of libraries and of the runtime', () => {
    const text =
      '    at node:internal/timers:5:1\n    at run (/home/runner/work/app/app/node_modules/x/y.js:1:2)\n    at add (/home/runner/work/app/app/src/cart.ts:7:3)'
    expect(sourceLocation(text)).toEqual({ file: 'src/cart.ts', line: 7 })
  })

  it('finds a Java frame by the file’s name', () => {
    expect(sourceLocation('\tat com.example.CartTest.total(CartTest.java:31)')).toEqual({ file: 'CartTest.java', line: 31 })
  })

  it('says nothing where the text shows no place', () => {
    expect(sourceLocation('expected 3 to be 4')).toBeNull()
  })
})
