import { describe, expect, test } from 'vitest'
import { frameworkNamed } from '../../../../src/engine/frameworks/index.ts'
import { applyEdits } from '../../../../src/engine/repair/apply-edits.ts'
import { proposeFor } from '../../../../src/engine/repair/propose.ts'
import { renameSymbol } from '../../../../src/engine/repair/strategies/rename-symbol.ts'
import { reviewCandidate } from '../../../../src/engine/review/review-candidate.ts'
import { testParsers } from '../../../support/grammars.ts'
import { type Files, repairContext } from '../../../support/repair.ts'
import { sourcesOf } from '../../../support/review-case.ts'

type Followed = {
  /** The test after the first candidate; `null` where there is none. */
  readonly text: string | null
  /** Of each edit: what it does, and what the texts say of it. */
  readonly edits: readonly string[]
}

/** What becomes of one test of a product in which these words were exchanged. */
async function followed(product: Files, words: Readonly<Record<string, string>>, path: string, text: string): Promise<Followed> {
  const now = (one: string): string => Object.entries(words).reduce((all, [old, come]) => all.replaceAll(old, come), one)
  return between(product, Object.fromEntries(Object.entries(product).map(([file, one]) => [file, now(one)])), path, text)
}

async function between(base: Files, head: Files, path: string, text: string): Promise<Followed> {
  const context = await repairContext(base, head, { [path]: text })
  const [draft] = proposeFor(context, [renameSymbol]).drafts
  if (draft === undefined) return { text: null, edits: [] }
  const framework = frameworkNamed(path.endsWith('.py') ? 'pytest' : 'vitest')
  if (framework === null) throw new Error('no such framework')
  const sources = await sourcesOf({ ...base, [path]: text }, { ...head, [path]: text }, framework.name)
  const reviewed = reviewCandidate(
    { edits: [...draft.edits], causes: [...draft.causes] },
    { sources, framework, parsers: await testParsers() },
    [],
  )
  const edits = draft.edits.map(({ effect }, index) => `${effect} ${reviewed?.review.edits[index]?.standing}`)
  return { text: applyEdits(text, draft.edits), edits }
}

const SHOP = {
  'shop.py':
    "def total(order):\n    return order['net_price'] * 2\n\n\ndef sample():\n    return {'net_price': 5}\n\n\ndef report(order):\n    return {'sum_of_all': total(order)}\n\n\ndef show(found):\n    return str(found['sum_of_all'])\n",
}

describe('a key that the test hands to the product', () => {
  test('is only the way in, and is followed', async () => {
    const text = "from shop import total\n\n\ndef test_total():\n    assert total({'net_price': 4}) == 8\n"
    expect(await followed(SHOP, { net_price: 'price' }, 'tests/test_shop.py', text)).toEqual({
      text: text.replace('net_price', 'price'),
      edits: ['reach declared'],
    })
  })

  test('keeps its quotes, and a name that is written once for key and value keeps its value', async () => {
    const product = {
      'src/a.js': 'export const DEFAULTS = { max_mb: 10 }\nexport const check = (given) => ({ ...DEFAULTS, ...given }).max_mb > 0\n',
    }
    const text =
      "import { check } from '../src/a.js'\ntest.each([1, 2])('%i', (max_mb) => {\n  expect(check({ max_mb })).toBe(true)\n  expect(check({ \"max_mb\": 3 })).toBe(true)\n})\n"
    const { text: now, edits } = await followed(product, { max_mb: 'size' }, 'test/a.test.js', text)
    expect(now).toBe(text.replace('{ max_mb }', '{ size: max_mb }').replace('"max_mb"', '"size"'))
    expect(edits).toEqual(['reach declared', 'reach declared'])
  })

  test('is doubted in data whose way cannot be followed', async () => {
    const text = "from shop import total\n\nORDER = {'net_price': 4}\n\n\ndef test_total():\n    assert total(ORDER) == 8\n"
    const { text: now, edits } = await followed(SHOP, { net_price: 'price' }, 'tests/test_shop.py', text)
    expect(now).toBe(text.replace('net_price', 'price'))
    expect(edits).toEqual(['reach doubted'])
  })

  test('is doubted where the product only asks for it: the one who gives it was not asked', async () => {
    const product = {
      'gh.py': "def version(release):\n    return release['tag_name']\n\n\ndef major(release):\n    return release['tag_name'][0]\n",
    }
    const text = "from gh import version\n\n\ndef test_version():\n    assert version({'tag_name': '1'}) == '1'\n"
    expect((await followed(product, { tag_name: 'tagName' }, 'tests/test_gh.py', text)).edits).toEqual(['reach doubted'])
  })

  test('is doubted where another file may still use the old one', async () => {
    const base = { ...SHOP, 'other.py': "def read(row):\n    return row['net_price']\n" }
    const head = { ...base, 'shop.py': SHOP['shop.py'].replaceAll('net_price', 'price') }
    const text = "from shop import total\n\n\ndef test_total():\n    assert total({'net_price': 4}) == 8\n"
    expect((await between(base, head, 'tests/test_shop.py', text)).edits).toEqual(['reach doubted'])
  })

  test('is not followed into an object that has the new key already', async () => {
    const text = "from shop import total\n\n\ndef test_total():\n    assert total({'net_price': 4, 'price': 1}) == 8\n"
    expect((await followed(SHOP, { net_price: 'price' }, 'tests/test_shop.py', text)).text).toBeNull()
  })
})

describe('a key of what the product answers', () => {
  test('is what the test expects, with the lines that exchanged it', async () => {
    const text = "from shop import report\n\n\ndef test_report():\n    assert report({'net_price': 4})['sum_of_all'] == 8\n"
    const { text: now, edits } = await followed(SHOP, { sum_of_all: 'total' }, 'tests/test_shop.py', text)
    expect(now).toBe(text.replace('sum_of_all', 'total'))
    expect(edits).toEqual(['expectation explained'])
  })

  test('is expected where it is compared with', async () => {
    const text = "from shop import report\n\n\ndef test_report():\n    assert report({'net_price': 4}) == {'sum_of_all': 8}\n"
    expect((await followed(SHOP, { sum_of_all: 'total' }, 'tests/test_shop.py', text)).edits).toEqual(['expectation explained'])
  })

  test('is expected of a member of it', async () => {
    const product = { 'src/a.js': 'export const make = () => ({ sum_of_all: 3 })\nexport const show = (made) => `${made.sum_of_all}`\n' }
    const text = "import { make } from '../src/a.js'\ntest('make', () => {\n  const made = make()\n  expect(made.sum_of_all).toBe(3)\n})\n"
    const { text: now, edits } = await followed(product, { sum_of_all: 'total' }, 'test/a.test.js', text)
    expect(now).toBe(text.replace('sum_of_all', 'total'))
    expect(edits).toEqual(['expectation explained'])
  })

  test('is unexplained in a single place', async () => {
    const product = { 'a.py': "def make():\n    return {'sum_of_all': 3}\n" }
    const text = "from a import make\n\n\ndef test_make():\n    assert make()['sum_of_all'] == 3\n"
    expect((await followed(product, { sum_of_all: 'sum_fo_all' }, 'tests/test_a.py', text)).edits).toEqual(['expectation unexplained'])
  })
})

describe('other texts', () => {
  const CLI = {
    'cli.py':
      "def main(argv):\n    parser.add_argument('--dry-run', action='store_true')\n    args = parser.parse_args(argv)\n    return 1 if args.dry_run else 0\n",
  }
  const TEST = "from cli import main\n\n\ndef test_dry_run():\n    assert main(['file', '--dry-run']) == 1\n"

  test('an option of a command line', async () => {
    expect(await followed(CLI, { '--dry-run': '--check', dry_run: 'check' }, 'tests/test_cli.py', TEST)).toEqual({
      text: TEST.replace('--dry-run', '--check'),
      edits: ['reach declared'],
    })
  })

  test('an option with its value, among others in one text', async () => {
    const base = {
      'src/cli.js':
        "export const run = (line) => parse(line)\nprogram.option('--out-dir <path>')\nexport const target = () => program.opts().outDir\n",
    }
    const text = "import { run } from '../src/cli.js'\ntest('run', () => {\n  expect(run('build --out-dir=a --fast')).toBe(1)\n})\n"
    const { text: now } = await followed(base, { '--out-dir': '--target', outDir: 'target' }, 'test/cli.test.js', text)
    expect(now).toBe(text.replace('--out-dir', '--target'))
  })

  test('a variable of the environment, which nobody in the product sets, is doubted', async () => {
    const product = { 'env.py': "import os\n\n\ndef port():\n    return int(os.environ['APP_PORT'])\n" }
    const text =
      "from env import port\n\n\ndef test_port(monkeypatch):\n    monkeypatch.setenv('APP_PORT', '81')\n    assert port() == 81\n"
    const { text: now, edits } = await followed(product, { APP_PORT: 'SHOP_PORT' }, 'tests/test_env.py', text)
    expect(now).toBe(text.replace('APP_PORT', 'SHOP_PORT'))
    expect(edits).toEqual(['reach doubted'])
  })

  test('an event', async () => {
    const product = {
      'src/a.js': "export const start = (bus) => bus.emit('started', 1)\nexport const watch = (bus, f) => bus.on('started', f)\n",
    }
    const text =
      "import { start } from '../src/a.js'\ntest('start', () => {\n  const seen = []\n  bus.on('started', (x) => seen.push(x))\n  start(bus)\n  expect(seen).toEqual([1])\n})\n"
    const { text: now } = await followed(product, { started: 'begun' }, 'test/a.test.js', text)
    expect(now).toBe(text.replace("'started'", "'begun'"))
  })

  test('a key in data that is written as a text', async () => {
    const text = 'from shop import load\n\n\ndef test_load():\n    assert load(\'{"net_price": 4}\') == 8\n'
    const base = { 'shop.py': `${SHOP['shop.py']}\n\ndef load(text):\n    return total(json.loads(text))\n` }
    const { text: now, edits } = await followed(base, { net_price: 'price' }, 'tests/test_shop.py', text)
    expect(now).toBe(text.replace('net_price', 'price'))
    expect(edits).toEqual(['reach declared'])
  })
})

describe('traps', () => {
  test('an option that only the parser follows is not repaired around: the handler was left behind', async () => {
    const base = {
      'cli.py':
        "def main(argv):\n    parser.add_argument('--dry-run', action='store_true')\n    args = parser.parse_args(argv)\n    return 1 if args.dry_run else 0\n",
    }
    const head = { 'cli.py': base['cli.py'].replace('--dry-run', '--check') }
    const sources = await sourcesOf(base, head)
    const change = sources.changes.find(({ kind }) => kind === 'text_renamed')
    expect(change && sources.callersOf(change).unmigrated.map(({ text }) => text)).toEqual(['return 1 if args.dry_run else 0'])
  })

  test('a key that only some readers follow', async () => {
    const head = { 'shop.py': SHOP['shop.py'].replace("order['net_price']", "order['price']") }
    const text = "from shop import total\n\n\ndef test_total():\n    assert total({'net_price': 4}) == 8\n"
    expect((await between(SHOP, head, 'tests/test_shop.py', text)).text).toBeNull()
  })

  test('a swapped pair of keys', async () => {
    const base = { 'a.py': "def box(w, h):\n    return {'width': w, 'height': h}\n\n\ndef area(b):\n    return b['width'] * b['height']\n" }
    const head = { 'a.py': base['a.py'].replace("{'width': w, 'height': h}", "{'height': w, 'width': h}") }
    const text = "from a import box\n\n\ndef test_box():\n    assert box(1, 2)['width'] == 1\n"
    expect((await between(base, head, 'tests/test_a.py', text)).text).toBeNull()
  })

  test('names that were renamed crosswise', async () => {
    const base = { 'a.py': "def box(w, h):\n    return {'width': w, 'height': h}\n\n\ndef area(b):\n    return b['width'] * b['height']\n" }
    const text = "from a import area\n\n\ndef test_area():\n    assert area({'width': 1, 'height': 2}) == 2\n"
    expect((await followed(base, { width: 'h_px', height: 'w_px' }, 'tests/test_a.py', text)).text).toBeNull()
  })
})
