import { describe, expect, test } from 'vitest'
import { changesBetween, type Files } from '../../../support/repair.ts'

/** `declared old -> new` and `likely old -> new`. */
async function textsBetween(base: Files, head: Files): Promise<readonly string[]> {
  const found = (await changesBetween(base, head)).filter(({ kind }) => kind.endsWith('text_renamed'))
  return found.map(({ kind, before, after }) => `${kind === 'text_renamed' ? 'declared' : 'likely'} ${before} -> ${after}`)
}

/** The same text on both sides, with these words exchanged. */
async function exchanged(path: string, text: string, words: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const head = Object.entries(words).reduce((now, [old, come]) => now.replaceAll(old, come), text)
  return textsBetween({ [path]: text }, { [path]: head })
}

const ORDER =
  "def make(price):\n    return {'total_price': price, 'lines': []}\n\n\ndef show(order):\n    return f\"{order['total_price']} EUR\"\n"

describe('a key that the product gives and asks for', () => {
  test('is declared where both follow', async () => {
    expect(await exchanged('shop/order.py', ORDER, { total_price: 'amount' })).toEqual(['declared total_price -> amount'])
  })

  test('is declared across files', async () => {
    const base = { 'a.py': "def make():\n    return {'old_key': 1}\n", 'b.py': "def read(x):\n    return x.get('old_key')\n" }
    const head = { 'a.py': "def make():\n    return {'new_key': 1}\n", 'b.py': "def read(x):\n    return x.get('new_key')\n" }
    expect(await textsBetween(base, head)).toEqual(['declared old_key -> new_key'])
  })

  test('is declared in objects without a type', async () => {
    const text =
      'export const DEFAULTS = { max_mb: 10, retries: 2 }\nexport function check(given) {\n  const all = { ...DEFAULTS, ...given }\n  return all.max_mb > 0\n}\n'
    expect(await exchanged('src/a.js', text, { max_mb: 'maxSizeMb' })).toEqual(['declared max_mb -> maxSizeMb'])
  })

  test('is declared for a member of a type, which then did not go', async () => {
    const text =
      'export interface Settings {\n  max_mb: number\n  retries: number\n}\nexport const DEFAULTS: Settings = { max_mb: 10, retries: 2 }\nexport function check(all: Settings) {\n  return all.max_mb > 0\n}\n'
    const base = { 'src/a.ts': text }
    const changes = await changesBetween(base, { 'src/a.ts': text.replaceAll('max_mb', 'size') })
    expect(changes.map(({ kind, before }) => `${kind} ${before}`)).toContain('text_renamed max_mb')
    expect(changes.map(({ kind }) => kind)).not.toContain('removed')
  })
})

describe('what is likely and no more', () => {
  test('a single place', async () => {
    expect(await exchanged('a.py', "def port(raw):\n    return raw['listenPort']\n", { listenPort: 'port_number' })).toEqual([
      'likely listenPort -> port_number',
    ])
  })

  test('a name that the product only asks for: whoever gives it was not asked', async () => {
    const text = "def one(raw):\n    return raw['tag_name']\n\n\ndef two(raw):\n    return raw['tag_name'].upper()\n"
    expect(await exchanged('a.py', text, { tag_name: 'tagName' })).toEqual(['likely tag_name -> tagName'])
  })

  test('a name that one function takes and hands on: whoever gives it may be somebody else', async () => {
    const text = "def send(given):\n    return post({'ref_id': given['ref_id']})\n"
    expect(await exchanged('a.py', text, { ref_id: 'reference' })).toEqual(['likely ref_id -> reference'])
  })

  test('a name that was there before', async () => {
    const text = "def make(a, b):\n    return {'total_price': a}, {'amount': b}\n\n\ndef show(x):\n    return x['total_price']\n"
    expect(await exchanged('a.py', text, { total_price: 'amount' })).toEqual(['likely total_price -> amount'])
  })

  test('a variable of the environment', async () => {
    const text = 'export const port = () => Number(process.env.APP_PORT ?? 1)\n'
    expect(await exchanged('src/a.js', text, { APP_PORT: 'SHOP_PORT' })).toEqual(['likely APP_PORT -> SHOP_PORT'])
  })

  test('two names of which nothing says which became which', async () => {
    const text = "def make(a, b):\n    return {'min': a, 'max': b}\n\n\ndef width(r):\n    return r['max'] - r['min']\n"
    expect(await exchanged('a.py', text, { min: 'lower', max: 'upper' })).toEqual(['likely max -> upper', 'likely min -> lower'])
  })
})

describe('what says nothing', () => {
  test('a key that only some readers follow', async () => {
    const head = ORDER.replace("{'total_price'", "{'amount'")
    expect(await textsBetween({ 'a.py': ORDER }, { 'a.py': head })).toEqual([])
  })

  test('one old name that became two', async () => {
    const head = ORDER.replace("{'total_price'", "{'amount'").replace("['total_price']", "['amuont']")
    expect(await textsBetween({ 'a.py': ORDER }, { 'a.py': head })).toEqual([])
  })

  test('names that are exchanged for each other', async () => {
    const text = "def make(a, b):\n    return {'width': a, 'height': b}\n\n\ndef area(r):\n    return r['width'] * r['height']\n"
    expect(await exchanged('a.py', text, { width: 'h', height: 'w' })).toEqual([])
  })

  test('a swapped pair of keys', async () => {
    const text = "def make(a, b):\n    return {'first': a, 'second': b}\n"
    const head = "def make(a, b):\n    return {'second': a, 'first': b}\n"
    expect(await textsBetween({ 'a.py': text }, { 'a.py': head })).toEqual([])
  })

  test('a message, a path, a value that nobody asks for', async () => {
    const text = "LEVEL = 'info'\n\n\ndef fail():\n    raise ValueError('port is bad')\n"
    expect(await exchanged('a.py', text, { info: 'debug', 'port is bad': 'bad port' })).toEqual([])
  })

  test('a function, which is followed by its body', async () => {
    const text = 'function total(x) {\n  return x.length\n}\nmodule.exports = { total }\n'
    expect(await exchanged('src/a.js', text, { total: 'sum' })).toEqual([])
  })

  test('docstrings and comments', async () => {
    const text = "def f():\n    '''total'''\n    # 'total'\n    return 1\n"
    expect(await exchanged('a.py', text, { total: 'amount' })).toEqual([])
  })
})

describe('an option of a command line', () => {
  const CLI =
    "def main(argv):\n    parser.add_argument('--dry-run', action='store_true')\n    args = parser.parse_args(argv)\n    return args.dry_run\n"

  test('is declared where the handler reads the new name', async () => {
    expect(await exchanged('cli.py', CLI, { '--dry-run': '--check', dry_run: 'check' })).toEqual(['declared --dry-run -> --check'])
  })

  test('is declared where only the parser follows: the handler was left behind', async () => {
    expect(await exchanged('cli.py', CLI, { '--dry-run': '--check' })).toEqual(['declared --dry-run -> --check'])
  })

  test('is found within the text that declares it', async () => {
    const text = "program.option('-o, --out-dir <path>', 'where to')\nexport const run = () => program.opts().outDir\n"
    expect(await exchanged('src/cli.js', text, { '--out-dir': '--target', outDir: 'target' })).toEqual(['declared --out-dir -> --target'])
  })
})
