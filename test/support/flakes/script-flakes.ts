import type { CureName } from '../../../src/model/result/flaky-cure.ts'
import type { Flake } from './flake.ts'

type ScriptFlake = Omit<Flake, 'framework' | 'files' | 'test'> & {
  /** Modules of the product below `src/`, and the one test file. */
  readonly product: Readonly<Record<string, string>>
  readonly tests: string
  readonly title: string
  readonly frameworks?: readonly ('jest' | 'vitest')[]
}

const cure = (name: CureName) => ({ cure: name })
const test = (title: string) => `tests/shop.test.js > ${title}`

const SCRIPT_FLAKES: readonly ScriptFlake[] = [
  {
    name: 'environment-left',
    product: { 'region.js': "export function region() {\n  return process.env.SHOP_REGION ?? 'eu'\n}\n" },
    tests:
      "import { region } from '../src/region.js'\n\ntest('default region', () => {\n  expect(region()).toBe('eu')\n})\n\ntest('other region', () => {\n  process.env.SHOP_REGION = 'us'\n  expect(region()).toBe('us')\n})\n",
    title: 'default region',
    shown: { cause: 'order_dependent', polluter: test('other region') },
    ends: cure('own-environment'),
  },
  {
    name: 'property-assigned',
    product: {
      'settings.js': 'export const settings = { tax: 20 }\n',
      'gross.js':
        "import { settings } from './settings.js'\n\nexport function gross(net) {\n  return net + (net * settings.tax) / 100\n}\n",
    },
    tests:
      "import { gross } from '../src/gross.js'\nimport { settings } from '../src/settings.js'\n\ntest('adds tax', () => {\n  expect(gross(100)).toBe(120)\n})\n\ntest('without tax', () => {\n  settings.tax = 0\n  expect(gross(100)).toBe(100)\n})\n",
    title: 'adds tax',
    shown: { cause: 'order_dependent', polluter: test('without tax') },
    ends: cure('put-back'),
  },
  {
    name: 'spy-left',
    product: {
      'clock.js':
        "export const clock = {\n  hour() {\n    return 9\n  },\n}\n\nexport function greeting() {\n  return clock.hour() < 12 ? 'good morning' : 'good evening'\n}\n",
    },
    tests:
      "import { clock, greeting } from '../src/clock.js'\n\ntest('in the morning', () => {\n  expect(greeting()).toBe('good morning')\n})\n\ntest('in the evening', () => {\n  TOOL.spyOn(clock, 'hour').mockReturnValue(20)\n  expect(greeting()).toBe('good evening')\n})\n",
    title: 'in the morning',
    shown: { cause: 'order_dependent', polluter: test('in the evening') },
    ends: cure('put-back'),
  },
  {
    name: 'state-with-reset',
    product: {
      'session.js':
        'let user = null\n\nexport function login(name) {\n  user = name\n}\n\nexport function currentUser() {\n  return user\n}\n\nexport function resetSession() {\n  user = null\n}\n',
    },
    tests:
      "import { currentUser, login } from '../src/session.js'\n\ntest('nobody at first', () => {\n  expect(currentUser()).toBe(null)\n})\n\ntest('logs in', () => {\n  login('ada')\n  expect(currentUser()).toBe('ada')\n})\n",
    title: 'nobody at first',
    shown: { cause: 'order_dependent', polluter: test('logs in') },
    ends: cure('put-back'),
  },
  {
    name: 'state-by-the-way',
    product: {
      'prices.js':
        'const table = { tea: 3, milk: 2 }\nlet last = null\n\nexport function price(name) {\n  if (last === null) last = table[name]\n  return last\n}\n',
    },
    tests:
      "import { price } from '../src/prices.js'\n\ntest('milk', () => {\n  expect(price('milk')).toBe(2)\n})\n\ntest('tea', () => {\n  expect([2, 3]).toContain(price('tea'))\n})\n",
    title: 'milk',
    shown: { cause: 'order_dependent', polluter: test('tea') },
    ends: { refused: 'product-state' },
  },
  {
    name: 'shared-object',
    product: {
      'cart.js':
        'export class Cart {\n  items = []\n\n  add(name) {\n    this.items.push(name)\n  }\n\n  count() {\n    return this.items.length\n  }\n}\n',
    },
    tests:
      "import { Cart } from '../src/cart.js'\n\nconst cart = new Cart()\n\ntest('starts empty', () => {\n  expect(cart.count()).toBe(0)\n})\n\ntest('adds', () => {\n  cart.add('tea')\n  expect(cart.items).toContain('tea')\n})\n",
    title: 'starts empty',
    shown: { cause: 'order_dependent', polluter: test('adds') },
    ends: cure('fresh-object'),
  },
  {
    name: 'needs-another',
    product: {
      'store.js':
        'const open = {}\n\nexport function connect(name) {\n  open.name = name\n}\n\nexport function where() {\n  return open.name\n}\n',
    },
    tests:
      "import { connect, where } from '../src/store.js'\n\ntest('connects', () => {\n  connect('main')\n  expect(where()).toBe('main')\n})\n\ntest('says where', () => {\n  expect(where()).toBe('main')\n})\n",
    title: 'says where',
    shown: { cause: 'order_dependent', cleaner: test('connects') },
    ends: cure('set-up'),
  },
  {
    name: 'sleep-too-short',
    product: {
      'worker.js':
        'export class Worker {\n  done = []\n\n  submit(job) {\n    setTimeout(() => {\n      let total = 0\n      for (let number = 0; number < 2_000_000; number += 1) total += number % 7\n      setTimeout(() => this.done.push(job), 20)\n    }, 5)\n  }\n}\n',
    },
    tests:
      "import { Worker } from '../src/worker.js'\n\ntest('does a job', async () => {\n  const worker = new Worker()\n  worker.submit('mail')\n  await new Promise((resolve) => setTimeout(resolve, 45))\n  expect(worker.done).toEqual(['mail'])\n})\n",
    title: 'does a job',
    shown: { cause: 'async_wait', factor: 'load' },
    ends: cure('wait-for-condition'),
  },
  {
    name: 'await-forgotten',
    product: {
      'notes.js':
        'const notes = []\n\nexport async function save(text) {\n  await new Promise((resolve) => setTimeout(resolve, 10))\n  notes.push(text)\n}\n\nexport async function count() {\n  await new Promise((resolve) => setTimeout(resolve, 14))\n  return notes.length\n}\n',
    },
    tests:
      "import { count, save } from '../src/notes.js'\n\ntest('saves', async () => {\n  save('hello')\n  expect(await count()).toBe(1)\n})\n",
    title: 'saves',
    shown: { cause: 'async_wait', factor: 'load' },
    ends: cure('await-result'),
  },
  {
    name: 'product-does-not-wait',
    product: {
      'notes.js':
        'const notes = []\n\nasync function write(text) {\n  await new Promise((resolve) => setTimeout(resolve, 10))\n  notes.push(text)\n}\n\nexport async function save(text) {\n  write(text)\n}\n\nexport async function count() {\n  await new Promise((resolve) => setTimeout(resolve, 14))\n  return notes.length\n}\n',
    },
    tests:
      "import { count, save } from '../src/notes.js'\n\ntest('saves', async () => {\n  await save('hello')\n  expect(await count()).toBe(1)\n})\n",
    title: 'saves',
    shown: { cause: 'async_wait', factor: 'load' },
    ends: { refused: 'product-race' },
  },
  {
    name: 'file-left',
    product: {
      'journal.js':
        "import { appendFileSync } from 'node:fs'\n\nexport function note(path, text) {\n  appendFileSync(path, `${text}\\n`)\n}\n",
    },
    tests:
      "import { readFileSync } from 'node:fs'\nimport { note } from '../src/journal.js'\n\ntest('writes one line', () => {\n  note('/tmp/shop-journal.txt', 'hello')\n  expect(readFileSync('/tmp/shop-journal.txt', 'utf8')).toBe('hello\\n')\n})\n",
    title: 'writes one line',
    shown: { cause: 'filesystem', factor: 'after itself' },
    ends: cure('own-folder'),
  },
  {
    name: 'one-day',
    product: { 'people.js': 'export function age(born) {\n  return new Date().getUTCFullYear() - born\n}\n' },
    tests: "import { age } from '../src/people.js'\n\ntest('knows the age', () => {\n  expect(age(2000)).toBe(26)\n})\n",
    title: 'knows the age',
    shown: { cause: 'time', factor: 'clock' },
    ends: cure('fixed-clock'),
  },
  {
    name: 'one-draw',
    product: { 'deck.js': 'export function draw(cards, random = Math.random) {\n  return cards[Math.floor(random() * cards.length)]\n}\n' },
    tests: "import { draw } from '../src/deck.js'\n\ntest('draws', () => {\n  expect(draw(['ace', 'king', 'queen'])).toBe('king')\n})\n",
    title: 'draws',
    shown: { cause: 'randomness', factor: 'random seed' },
    rate: 0.66,
    ends: cure('seed'),
  },
  {
    name: 'any-draw-may-be-a-bug',
    product: { 'dice.js': 'export function roll(random = Math.random) {\n  return Math.floor(random() * 7)\n}\n' },
    tests: "import { roll } from '../src/dice.js'\n\ntest('rolls', () => {\n  expect(roll()).toBeGreaterThan(0)\n})\n",
    title: 'rolls',
    shown: { cause: 'randomness', factor: 'random seed' },
    rate: 0.14,
    ends: { refused: 'any-draw' },
  },
]

const MANIFESTS = {
  jest: '{\n  "name": "shop",\n  "private": true,\n  "scripts": { "test": "jest" },\n  "devDependencies": { "jest": "^29.7.0" }\n}\n',
  vitest:
    '{\n  "name": "shop",\n  "private": true,\n  "type": "module",\n  "scripts": { "test": "vitest run" },\n  "devDependencies": { "vitest": "^4.1.0" }\n}\n',
}

/** The same cases for Vitest as modules that import what they use, and for Jest as CommonJS with its global words. */
export const scriptFlakes: readonly Flake[] = (['jest', 'vitest'] as const).flatMap((framework) =>
  SCRIPT_FLAKES.flatMap(({ name, product, tests, title, frameworks = ['jest', 'vitest'], ...rest }): readonly Flake[] => {
    if (!frameworks.includes(framework)) return []
    const sources = Object.entries(product).map(([path, text]) => [`src/${path}`, framework === 'jest' ? asCommonJs(text) : text] as const)
    const tool = framework === 'jest' ? 'jest' : 'vi'
    const words = tests.includes('TOOL.') ? `expect, test, ${tool}` : 'expect, test'
    const own = tests.replaceAll('TOOL.', `${tool}.`)
    const file = framework === 'jest' ? asCommonJs(own) : `import { ${words} } from 'vitest'\n${own}`
    const files = { 'package.json': MANIFESTS[framework], ...Object.fromEntries(sources), 'tests/shop.test.js': file }
    return [{ ...rest, name: `${framework}-${name}`, framework, files, test: test(title) }]
  }),
)

function asCommonJs(text: string): string {
  const names = [...text.matchAll(/^export (?:async )?(?:function|const|class) (\w+)/gm)].map(([, name]) => name)
  const required = text.replace(/^import (\{[^}]*\}) from ('[^']*')$/gm, 'const $1 = require($2)').replace(/^export /gm, '')
  return names.length === 0 ? required : `${required}\nmodule.exports = { ${names.join(', ')} }\n`
}
