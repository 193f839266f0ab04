import { describe } from 'vitest'
import { readsAll } from './table.ts'

describe('import_error', () => {
  readsAll('import_error', [
    ['ImportError', "cannot import name 'total' from 'shop.cart' (/w/shop/cart.py)", { missingName: 'total', module: 'shop.cart' }],
    [
      'ImportError',
      "cannot import name 'total' from partially initialized module 'shop.cart' (most likely due to a circular import) (/w/shop/cart.py)",
      { missingName: 'total', module: 'shop.cart' },
    ],
    ['ModuleNotFoundError', "No module named 'shop.basket'", { module: 'shop.basket' }],
    ['ModuleNotFoundError', "No module named 'os.nope'; 'os' is not a package", { module: 'os.nope' }],
    ['ImportError', 'attempted relative import with no known parent package', {}],
    [
      'SyntaxError',
      "The requested module './cart.js' does not provide an export named 'total'",
      { missingName: 'total', module: './cart.js' },
    ],
    [
      'SyntaxError',
      "Named export 'total' not found. The requested module './cart.cjs' is a CommonJS module, which may not support all module.exports as named exports.",
      { missingName: 'total', module: './cart.cjs' },
    ],
    ['Error', "Cannot find module '../src/cart' from 'test/cart.test.js'", { module: '../src/cart' }],
    ['Error', "Cannot find package 'gonepkg' imported from /w/test/cart.test.mjs", { module: 'gonepkg' }],
    ['Error', 'Failed to resolve import "../src/cart" from "test/cart.test.ts". Does the file exist?', { module: '../src/cart' }],
    ['Error', `Package subpath './lib' is not defined by "exports" in /w/node_modules/a/package.json`, { module: 'lib' }],
    [
      '',
      `test/cart.test.ts:1:10 - error TS2305: Module '"../src/cart"' has no exported member 'total'.`,
      { missingName: 'total', module: '../src/cart' },
    ],
    [
      '',
      `test/cart.test.ts:1:10 - error TS2724: '"../src/cart"' has no exported member named 'totl'. Did you mean 'total'?`,
      { missingName: 'totl', module: '../src/cart', suggestion: 'total' },
    ],
    [
      '',
      `error TS2459: Module '"../src/cart"' declares 'total' locally, but it is not exported.`,
      { missingName: 'total', module: '../src/cart' },
    ],
    ['', `error TS1192: Module '"../src/cart"' has no default export.`, { missingName: 'default', module: '../src/cart' }],
    ['', "error TS2307: Cannot find module '../src/basket' or its corresponding type declarations.", { module: '../src/basket' }],
    ['java.lang.NoClassDefFoundError', 'com/example/Cart', {}],
  ])
})
