import { describe, expect, test } from 'vitest'
import type { FrameworkName } from '../../../../src/model/framework-name.ts'
import type { Files } from '../../../support/repair.ts'
import { sourcesOf } from '../../../support/review-case.ts'

const PY = {
  'shop/__init__.py': '',
  'shop/basket.py':
    'class Basket:\n    def __init__(self, lines):\n        self.lines = lines\n\n    def total(self):\n        return sum(price for price in self.lines)\n\n    def base_rate(self, low=0, high=9):\n        return max(low, min(high, len(self.lines)))\n\n\ndef basket_sum(lines):\n    return sum(price * amount for price, amount in lines)\n\n\ndef clamp(value, low=0, high=9):\n    return max(low, min(high, value))\n',
  'tests/test_basket.py': 'def test_a():\n    pass\n',
}
const TS = {
  'package.json': '{ "name": "shop", "scripts": { "test": "vitest run" } }',
  'src/basket.ts':
    'export class Basket {\n  lines: number[] = []\n  total() {\n    return this.lines.reduce((sum, line) => sum + line, 0)\n  }\n}\n\nexport function basketSum(lines: { price: number; amount: number }[]) {\n  return lines.reduce((sum, line) => sum + line.price * line.amount, 0)\n}\n\nexport function clamp(value: number) {\n  return Math.max(0, Math.min(9, value))\n}\n',
}

/** Old and new name of each change, by how it is asked for below. */
const RENAMES: Readonly<Record<string, readonly [old: RegExp, now: string]>> = {
  basket_sum: [/\bbasket_sum\b/, 'gross_total'],
  clamp: [/\bclamp\b/, 'bounded'],
  total: [/\btotal\b/, 'amount'],
  base_rate: [/\bbase_rate\b/, 'basic_rate'],
  low: [/\blow\b/g, 'lowest'],
  basketSum: [/\bbasketSum\b/, 'grossTotal'],
}

type Read = { readonly unmigrated: readonly string[]; readonly possible: readonly string[]; readonly told: readonly string[] }

async function callers(name: string, more: Files, framework: FrameworkName): Promise<Read> {
  const [old, now] = RENAMES[name] ?? [/^/, '']
  const product: Files = framework === 'pytest' ? PY : TS
  const path = framework === 'pytest' ? 'shop/basket.py' : 'src/basket.ts'
  const renamed = { ...product, [path]: (product[path] ?? '').replace(old, now) }
  const { changes, callersOf } = await sourcesOf({ ...product, ...more }, { ...renamed, ...more }, framework)
  const followed = changes.filter(({ kind, before }) => /^(?:renamed|parameter_renamed)$/.test(kind) && before.endsWith(name))
  expect(followed, changes.map(({ kind, symbol }) => `${kind} ${symbol}`).join()).not.toHaveLength(0)
  const read = followed.map((change) => callersOf(change))
  const places = (list: readonly { readonly file: string; readonly line: number }[]) => [
    ...new Set(list.map(({ file, line }) => `${file}:${line}`)),
  ]
  return {
    unmigrated: places(read.flatMap(({ unmigrated }) => unmigrated)),
    possible: places(read.flatMap(({ possible }) => possible)),
    told: places(read.flatMap(({ told }) => told)),
  }
}

const NOTEBOOK = (source: string, output = '') =>
  JSON.stringify(
    {
      cells: [
        { cell_type: 'markdown', metadata: {}, source: ['The basket_sum of the shop\n'] },
        { cell_type: 'code', execution_count: 1, metadata: {}, outputs: [{ text: [output] }], source: source.split(/(?<=\n)/) },
      ],
      metadata: {},
      nbformat: 4,
    },
    null,
    1,
  )

describe('texts beside a Python product that may call what was renamed', () => {
  test.each<[string, string, Files, string[]]>([
    [
      'a page',
      'basket_sum',
      { 'shop/templates/basket.html': '<p>Sum</p>\n<p>{{ lines|basket_sum }}</p>\n' },
      ['shop/templates/basket.html:2'],
    ],
    [
      'a template',
      'basket_sum',
      { 'shop/templates/b.j2': '{% set total = basket.basket_sum(lines) %}{{ total }}\n' },
      ['shop/templates/b.j2:1'],
    ],
    [
      'a mail in plain text',
      'basket_sum',
      { 'shop/templates/mail.txt': 'Dear,\n{{ basket_sum(lines) }}\n' },
      ['shop/templates/mail.txt:2'],
    ],
    [
      'a common word as a filter',
      'clamp',
      { 'shop/templates/basket.html': '<p>{{ value|clamp }}</p>\n' },
      ['shop/templates/basket.html:1'],
    ],
    ['a method in a template', 'total', { 'shop/templates/a.html': '<td>{{ basket.total }}</td>\n' }, ['shop/templates/a.html:1']],
    ['a build file', 'basket_sum', { Makefile: 'sum:\n\tpython -c "import shop.basket as b; print(b.basket_sum([]))"\n' }, ['Makefile:2']],
    [
      'a module and a function in a list',
      'clamp',
      { 'deploy/jobs.yml': 'jobs:\n  - module: shop.basket\n    function: clamp\n' },
      ['deploy/jobs.yml:3'],
    ],
    ['a value that is the name', 'basket_sum', { 'jobs.toml': '[job]\nrun = "basket_sum"\n' }, ['jobs.toml:2']],
    ['a schema', 'base_rate', { 'db/rates.sql': 'SELECT base_rate FROM tariff;\n' }, ['db/rates.sql:1']],
    [
      'another language that reads a field',
      'base_rate',
      { 'web/rates.js': 'export const rate = (row) => row.base_rate\n' },
      ['web/rates.js:1'],
    ],
    [
      'a cell of a notebook that uses a whole module',
      'basket_sum',
      { 'notes/a.ipynb': NOTEBOOK('from shop import basket\nbasket.basket_sum([])') },
      ['notes/a.ipynb:23'],
    ],
    [
      'a keyword in a script',
      'low',
      { 'bin/show': '#!/usr/bin/env python\nfrom shop.basket import clamp\nprint(clamp(3, low=1))\n' },
      ['bin/show:3'],
    ],
  ])('%s', async (_, name, more, places) => {
    const { unmigrated, possible } = await callers(name, more, 'pytest')
    expect({ unmigrated, possible }).toEqual({ unmigrated: [], possible: places })
  })

  test.each<[string, string, Files, string[]]>([
    [
      'a script without an ending',
      'basket_sum',
      { 'bin/total': '#!/usr/bin/env python3\nfrom shop.basket import basket_sum\n\nprint(basket_sum([]))\n' },
      ['bin/total:2', 'bin/total:4'],
    ],
    [
      'a process',
      'basket_sum',
      { Procfile: 'total: python -c "from shop.basket import basket_sum; print(basket_sum([]))"\n' },
      ['Procfile:1'],
    ],
    [
      'an image',
      'basket_sum',
      { Dockerfile: 'FROM python:3.12\nCMD ["python", "-c", "from shop.basket import basket_sum; basket_sum([])"]\n' },
      ['Dockerfile:2'],
    ],
    [
      'a shell script',
      'clamp',
      { 'bin/clamp.sh': 'python - <<END\nfrom shop.basket import clamp\nprint(clamp(2))\nEND\n' },
      ['bin/clamp.sh:2', 'bin/clamp.sh:3'],
    ],
    [
      'a compiled module',
      'basket_sum',
      { 'shop/fast.pyx': 'from shop.basket cimport basket_sum\n\ndef fast(lines):\n    return basket_sum(lines)\n' },
      ['shop/fast.pyx:1', 'shop/fast.pyx:4'],
    ],
    ['an entry point', 'basket_sum', { 'pyproject.toml': '[project.scripts]\nsum = "shop.basket:basket_sum"\n' }, ['pyproject.toml:2']],
  ])('%s that imports it is broken', async (_, name, more, places) => {
    const { unmigrated, possible } = await callers(name, more, 'pytest')
    expect({ unmigrated, possible }).toEqual({ unmigrated: places, possible: [] })
  })

  test.each<[string, string, Files]>([
    ['prose of a page', 'total', { 'shop/templates/basket.html': '<h1>The total of your basket</h1>\n<p class="total">{{ gross }}</p>\n' }],
    ['a variable of a template', 'clamp', { 'shop/templates/basket.html': '{% set clamp = 3 %}<p>{{ clamp }}</p>\n' }],
    [
      'what the product hands to a template',
      'basket_sum',
      {
        'shop/web.py':
          'from shop.basket import gross_total\n\n\ndef page(render, lines):\n    return render("a.html", basket_sum=gross_total(lines))\n',
        'shop/templates/a.html': '<p>{{ basket_sum }}</p>\n',
      },
    ],
    ['a comment', 'basket_sum', { Dockerfile: '# basket_sum is computed at start\nFROM python:3.12\n' }],
    ['the name of a command', 'basket_sum', { 'pyproject.toml': '[project.scripts]\nbasket_sum = "shop.basket:gross_total"\n' }],
    [
      'the name of a target',
      'basket_sum',
      { Makefile: '.PHONY: basket_sum\nbasket_sum:\n\tpython -c "from shop.basket import gross_total; gross_total([])"\n' },
    ],
    [
      'a step of a workflow',
      'basket_sum',
      { '.github/workflows/ci.yml': 'jobs:\n  test:\n    steps:\n      - name: Check basket_sum of all\n        run: pytest\n' },
    ],
    ['a lock file', 'basket_sum', { 'poetry.lock': 'basket_sum = "1"\n' }],
    ['a built file', 'basket_sum', { 'dist/app.js': 'basket_sum()\n' }],
    ['a test of another kind', 'basket_sum', { 'e2e/cart.spec.js': 'basket_sum()\n' }],
    [
      'what a tool wrote',
      'base_rate',
      { 'web/api.js': '// Code generated by openapi. DO NOT EDIT.\nexport const f = (row) => row.base_rate\n' },
    ],
    [
      'another function of that name',
      'clamp',
      { 'web/basket.js': 'import { clamp } from "lodash"\n\nexport const f = (basket) => clamp(basket)\n' },
    ],
    ['the output of a notebook', 'basket_sum', { 'notes/a.ipynb': NOTEBOOK('print(1)', 'basket_sum') }],
    ['a common word far from its class', 'total', { 'web/table.js': 'export const f = (page) => page.total + page.size\n' }],
    ['a translation', 'basket_sum', { 'locales/en.json': '{ "basket_sum": "Sum" }\n' }],
    ['a key of data', 'clamp', { 'data/tools.json': '{ "clamp": 3, "name": "clamp" }\n' }],
    ['a table', 'base_rate', { 'data/rates.csv': 'id,base_rate\n1,2\n' }],
  ])('%s is no caller', async (_, name, more) => {
    const { unmigrated, possible } = await callers(name, more, 'pytest')
    expect({ unmigrated, possible }).toEqual({ unmigrated: [], possible: [] })
  })

  test('documents are told', async () => {
    const docs = { 'README.md': '# Shop\n\nCall `basket_sum(lines)`.\n', 'CHANGELOG.md': 'Nothing of clamp here.\n' }
    expect(await callers('basket_sum', docs, 'pytest')).toEqual({ unmigrated: [], possible: [], told: ['README.md:3'] })
    expect((await callers('clamp', docs, 'pytest')).told).toEqual([])
  })
})

describe('texts beside a JavaScript product', () => {
  const vue = (specifier: string) =>
    `<script setup lang="ts">\nimport { basketSum } from '${specifier}'\ndefineProps<{ lines: number[] }>()\n</script>\n\n<template>\n  <p>{{ basketSum(lines) }}</p>\n</template>\n`
  test.each<[string, string, Files, string[], string[]]>([
    ['a component', 'basketSum', { 'src/Basket.vue': vue('./basket') }, ['src/Basket.vue:2', 'src/Basket.vue:7'], []],
    ['a component by an unknown alias', 'basketSum', { 'src/Basket.vue': vue('#/basket') }, [], ['src/Basket.vue:2', 'src/Basket.vue:7']],
    [
      'Svelte',
      'basketSum',
      { 'src/Basket.svelte': `<script>\n  import { basketSum } from './basket'\n</script>\n<p>{basketSum([])}</p>\n` },
      ['src/Basket.svelte:2', 'src/Basket.svelte:4'],
      [],
    ],
    [
      'Astro',
      'basketSum',
      { 'src/pages/i.astro': `---\nimport { basketSum } from '../basket'\n---\n<p>{basketSum([])}</p>\n` },
      ['src/pages/i.astro:2', 'src/pages/i.astro:4'],
      [],
    ],
    [
      'prose with components',
      'basketSum',
      { 'docs/a.mdx': `import { basketSum } from '../src/basket'\n\n# Sum\n\nIt is {basketSum([])}.\n` },
      [],
      ['docs/a.mdx:1', 'docs/a.mdx:5'],
    ],
    [
      'a page with a script',
      'basketSum',
      { 'index.html': `<p>basket</p>\n<script type="module">\nimport { basketSum } from './src/basket.ts'\nbasketSum([])\n</script>\n` },
      ['index.html:3', 'index.html:4'],
      [],
    ],
    [
      'a script of the manifest',
      'basketSum',
      { 'package.json': '{\n  "name": "shop",\n  "scripts": { "sum": "node -e \\"require(\'./src/basket\').basketSum([])\\"" }\n}\n' },
      [],
      ['package.json:3'],
    ],
    ['a view', 'clamp', { 'views/basket.ejs': '<p><%= clamp(value) %></p>\n' }, [], ['views/basket.ejs:1']],
    ['a schema', 'basketSum', { 'schema.graphql': 'type Query {\n  basketSum: Int!\n}\n' }, [], ['schema.graphql:2']],
    [
      'a method in a component',
      'total',
      { 'src/Sum.vue': '<template>\n  <p>{{ basket.total() }}</p>\n</template>\n' },
      [],
      ['src/Sum.vue:2'],
    ],
    [
      'a workflow',
      'basketSum',
      {
        '.github/workflows/a.yml': `jobs:\n  a:\n    steps:\n      - run: npx tsx -e "import { basketSum } from './src/basket'; basketSum([])"\n`,
      },
      [],
      ['.github/workflows/a.yml:4'],
    ],
  ])('%s', async (_, name, more, unmigrated, possible) => {
    const read = await callers(name, more, 'vitest')
    expect({ unmigrated: read.unmigrated, possible: read.possible }).toEqual({ unmigrated, possible })
  })

  test.each<[string, string, Files]>([
    ['a component that was adapted', 'basketSum', { 'src/Basket.vue': vue('./basket').replaceAll('basketSum', 'grossTotal') }],
    [
      'a property of a component',
      'basketSum',
      { 'src/Basket.vue': '<script setup>\ndefineProps({ basketSum: Number })\n</script>\n<template><p>{{ basketSum }}</p></template>\n' },
    ],
    [
      'a computed value of its own',
      'basketSum',
      {
        'src/Basket.vue': `<script setup>\nimport { grossTotal } from './basket'\nconst basketSum = grossTotal([])\n</script>\n<template><p>{{ basketSum }}</p></template>\n`,
      },
    ],
    ['an import from another module', 'basketSum', { 'src/other.ts': 'export const basketSum = 3\n', 'src/Basket.vue': vue('./other') }],
    ['an import from a package', 'basketSum', { 'src/Basket.vue': vue('basket-tools') }],
    ['quoted code of a page', 'basketSum', { 'docs/a.mdx': '# Sum\n\n```js\nbasketSum([])\n```\n\nUse `basketSum`.\n' }],
    ['prose', 'clamp', { 'src/Basket.vue': '<template>\n  <p>A clamp (of metal) for the basket</p>\n</template>\n' }],
    ['a style', 'clamp', { 'src/Basket.vue': '<template><p/></template>\n<style>\n.basket { width: clamp(1px, 2px, 3px) }\n</style>\n' }],
  ])('%s is no caller', async (_, name, more) => {
    const read = await callers(name, more, 'vitest')
    expect({ unmigrated: read.unmigrated, possible: read.possible }).toEqual({ unmigrated: [], possible: [] })
  })
})
