import { describe, expect, test } from 'vitest'
import { CART_TESTS } from '../../support/frameworks/cart-tests.ts'
import { projectRuns } from '../../support/frameworks/project-runs.ts'
import type { Files } from '../../support/frameworks/repository.ts'

const runProject = projectRuns({ framework: 'vitest' })
const runFiles = (files: Files) => runProject(files, { coverage: true })

const CART = [
  'export const RATE = 2', // 1
  '',
  'export type Price = number', // 3
  '',
  'export function total(prices: Price[]): Price {', // 5
  '  let whole = 0',
  '  for (const price of prices) {', // 7
  '    if (price > 100) {',
  '      whole += price / RATE', // 9
  '    } else {',
  '      whole += price', // 11
  '    }',
  '  }', // 13
  '  return rounded(',
  '    whole,', // 15
  '  )',
  '}', // 17
  '',
  'const rounded = (value: Price): Price => Math.floor(value)', // 19
  '',
  'export class Cart {', // 21
  '  size = 3',
  '  clear(): void {', // 23
  '    this.size = 0',
  '  }', // 25
  '}',
].join('\n')

const PACKAGE = JSON.stringify({ name: 'project', type: 'module', devDependencies: { vitest: '4' } })

describe('coverage under Vitest', () => {
  test('the lines of each test, exactly, with hooks and without what loading the modules runs', async () => {
    const run = await runFiles({
      'package.json': PACKAGE,
      'src/cart.ts': CART,
      'test/cart.test.ts': [
        "import { afterEach, describe, expect, test } from 'vitest'",
        "import { Cart, total } from '../src/cart.ts'",
        ...CART_TESTS,
      ].join('\n'),
    })
    const cheap = { 'src/cart.ts': [5, 6, 7, 8, 11, 14, 15, 19] }
    expect(run.coverage).toEqual({
      outcome: 'measured',
      tests: {
        'test/cart.test.ts': {
          'test/cart.test.ts > dear': { 'src/cart.ts': [5, 6, 7, 8, 9, 14, 15, 19] },
          'test/cart.test.ts > cheap > right': cheap,
          'test/cart.test.ts > cheap > wrong': cheap,
          'test/cart.test.ts > hooks > cleared': { 'src/cart.ts': [22, 23, 24] },
        },
      },
      imported: { 'src/cart.ts': [1, 19, 21] },
    })
  })

  test('tests that run at the same time make it not run, with the reason', async () => {
    const run = await runFiles({
      'package.json': PACKAGE,
      'src/cart.js': 'export const total = (a, b) => a + b\n',
      'cart.test.js':
        "import { expect, test } from 'vitest'\nimport { total } from './src/cart.js'\ntest.concurrent('sum', () => { expect(total(1, 2)).toBe(3) })\n",
    })
    expect(run.tests.map(({ outcome }) => outcome)).toEqual(['passed'])
    expect(run.coverage).toEqual({ outcome: 'not_run', reason: 'tests run at the same time as others (test.concurrent)' })
  })
})
