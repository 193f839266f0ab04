import { describe, expect, test } from 'vitest'
import { CART_TESTS } from '../../support/frameworks/cart-tests.ts'
import { projectRuns } from '../../support/frameworks/project-runs.ts'
import type { Files } from '../../support/frameworks/repository.ts'

const runProject = projectRuns({ framework: 'jest' })
const runFiles = (files: Files) => runProject(files, { coverage: true })

const CART = [
  'const RATE = 2', // 1
  '',
  'function total(prices) {', // 3
  '  let whole = 0',
  '  for (const price of prices) {', // 5
  '    if (price > 100) {',
  '      whole += price / RATE', // 7
  '    } else {',
  '      whole += price', // 9
  '    }',
  '  }', // 11
  '  return rounded(',
  '    whole,', // 13
  '  )',
  '}', // 15
  '',
  'const rounded = (value) => Math.floor(value)', // 17
  '',
  'class Cart {', // 19
  '  clear() {',
  '    this.size = 0', // 21
  '  }',
  '}', // 23
  'module.exports = { total, Cart }',
].join('\n')

/** Two lines more than the source has, with the map that says so. */
const SHIFT = [
  'exports.process = (text, path) => {',
  "  const mappings = `;;${text.split('\\n').map((_, index) => (index === 0 ? 'AAAA' : 'AACA')).join(';')}`",
  "  return { code: `'use strict'\\n\\n${text}`, map: { version: 3, sources: [path], names: [], mappings } }",
  '}',
].join('\n')

describe('coverage under Jest', () => {
  test('the lines of each test, exactly, with hooks and without what loading the modules runs', async () => {
    const run = await runFiles({
      'package.json': JSON.stringify({ name: 'project', devDependencies: { jest: '29' } }),
      'jest.config.js':
        "module.exports = { transform: { '[.]js$': './shift.js' }, coverageThreshold: { global: { lines: 100 } }, coveragePathIgnorePatterns: ['src'] }\n",
      'shift.js': SHIFT,
      'src/cart.js': CART,
      'test/cart.test.js': ["const { Cart, total } = require('../src/cart')", ...CART_TESTS].join('\n'),
    })
    const cheap = { 'src/cart.js': [4, 5, 6, 9, 12, 13, 14, 17] }
    expect(run.coverage).toEqual({
      outcome: 'measured',
      tests: {
        'test/cart.test.js': {
          'test/cart.test.js > dear': { 'src/cart.js': [4, 5, 6, 7, 12, 13, 14, 17] },
          'test/cart.test.js > cheap > right': cheap,
          'test/cart.test.js > cheap > wrong': cheap,
          'test/cart.test.js > hooks > cleared': { 'src/cart.js': [21] },
        },
      },
      imported: { 'src/cart.js': [1, 17, 24] },
    })
  })

  test('tests that run at the same time make it not run, with the reason', async () => {
    const run = await runFiles({
      'package.json': JSON.stringify({ name: 'project', devDependencies: { jest: '29' } }),
      'src/cart.js': 'exports.total = (a, b) => a + b\n',
      'cart.test.js': "const { total } = require('./src/cart')\ntest.concurrent('sum', async () => { expect(total(1, 2)).toBe(3) })\n",
    })
    expect(run.tests.map(({ outcome }) => outcome)).toEqual(['passed'])
    expect(run.coverage).toEqual({ outcome: 'not_run', reason: 'tests run at the same time as others (test.concurrent)' })
  })
})
