import { describe, expect, test } from 'vitest'
import { projectRuns } from '../../support/frameworks/project-runs.ts'
import type { Files } from '../../support/frameworks/repository.ts'

const runProject = projectRuns({ framework: 'pytest' })
const runFiles = (files: Files) => runProject(files, { coverage: true })

const CART = [
  'import math', // 1
  '',
  'RATE = 2', // 3
  '',
  '', // 5
  'def total(prices):',
  '    """Sum."""', // 7
  '    whole = 0',
  '    for price in prices:', // 9
  '        if price > 100:',
  '            whole += price // RATE', // 11
  '        else:',
  '            whole += price', // 13
  '    return rounded(',
  '        whole,', // 15
  '    )',
  '', // 17
  '',
  'def rounded(value): return math.floor(value)', // 19
  '',
  '', // 21
  'class Cart:',
  '    size = 3', // 23
  '',
  '    def clear(self):', // 25
  '        self.size = 0',
].join('\n')

describe('coverage under pytest', () => {
  test('the lines of each test, exactly, with fixtures and without what loading the modules runs', async () => {
    const run = await runFiles({
      'shop/__init__.py': '',
      'shop/cart.py': CART,
      'tests/conftest.py':
        'import threading\nimport pytest\nfrom shop import cart\n\n@pytest.fixture\ndef cleared():\n    thread = threading.Thread(target=cart.Cart().clear)\n    thread.start()\n    thread.join()\n',
      'tests/test_cart.py': [
        'import pytest',
        'from shop import cart',
        'def test_dear():',
        '    assert cart.total([101]) == 50',
        'def test_cheap():',
        '    assert cart.total([1]) == 1',
        'def test_cheap_again():',
        '    assert cart.total([1]) == 2',
        'def test_fixture(cleared):',
        '    pass',
      ].join('\n'),
    })
    expect(run.coverage).toEqual({
      outcome: 'measured',
      tests: {
        'tests/test_cart.py': {
          'tests/test_cart.py::test_dear': { 'shop/cart.py': [8, 9, 10, 11, 14, 15, 19] },
          'tests/test_cart.py::test_cheap': { 'shop/cart.py': [8, 9, 10, 13, 14, 15, 19] },
          'tests/test_cart.py::test_cheap_again': { 'shop/cart.py': [8, 9, 10, 13, 14, 15, 19] },
          'tests/test_cart.py::test_fixture': { 'shop/cart.py': [26] },
        },
      },
      imported: { 'shop/cart.py': [1, 3, 6, 19, 22, 23, 25] },
    })
  })

  test('a test that traces itself makes it not run, with the reason, and the outcomes stay', async () => {
    const run = await runFiles({
      'test_own.py': [
        'import sys',
        'def test_own():',
        '    sys.settrace(lambda *words: None)',
        '    for tool in range(6) if hasattr(sys, "monitoring") else ():',
        '        if sys.monitoring.get_tool(tool): sys.monitoring.free_tool_id(tool)',
      ].join('\n'),
    })
    expect(run.tests.map(({ outcome }) => outcome)).toEqual(['passed'])
    expect(run.coverage).toEqual({ outcome: 'not_run', reason: expect.stringMatching(/ took over .*/) })
  })
})
