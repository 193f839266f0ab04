import { describe, expect, test } from 'vitest'
import { frameworkNamed } from '../../../../src/engine/frameworks/index.ts'
import { plainReason } from '../../../../src/engine/reasons/plain-reason.ts'
import { editedFiles } from '../../../../src/engine/repair/edited-files.ts'
import { proposeFor } from '../../../../src/engine/repair/propose.ts'
import { adaptByExample } from '../../../../src/engine/repair/strategies/adapt-by-example.ts'
import { reviewEdits } from '../../../../src/engine/review/edit-review.ts'
import { declaredChanges } from '../../../../src/model/cause.ts'
import { testParsers } from '../../../support/grammars.ts'
import { type Files, repairContext } from '../../../support/repair.ts'
import { sourcesOf } from '../../../support/review-case.ts'

/** The test after the repair, what the texts say of its edits, and why; or the reasons why there is none. */
async function answer(base: Files, head: Files, text: string, path = 'tests/test_a.py') {
  const context = await repairContext(base, head, { [path]: text })
  const { drafts, declined } = proposeFor(context, [adaptByExample])
  const [draft] = drafts
  if (draft === undefined) return { none: declined.map(({ reason }) => plainReason(reason)) }
  const framework = frameworkNamed(path.endsWith('.py') ? 'pytest' : 'jest')
  if (framework === null) throw new Error('no framework')
  const { trees, callersOf, headFiles } = await sourcesOf({ ...base, [path]: text }, { ...head, [path]: text }, framework.name)
  const files = editedFiles(draft.edits, headFiles) ?? []
  const parsers = await testParsers()
  const rest = { callers: callersOf, trees, failures: [], framework, parsers }
  const reviews = reviewEdits({ edits: draft.edits, files, reached: files, changes: declaredChanges(draft.causes), ...rest }, draft.causes)
  return {
    text: files[0]?.after,
    origin: draft.origin,
    standings: [...new Set(reviews.map(({ standing, reason }) => `${standing}: ${reason}`))],
  }
}

const store = (method: string): string => `class Store:\n    def __init__(self):\n        self.rows = {}\n\n${method}`
const OLD = store('    def get(self, key):\n        return self.rows[key]\n')
const NEW = store(
  '    def load(self, key, strict):\n        row = self.rows.get(key)\n        if strict and row is None:\n            raise KeyError(key)\n        return Row(key, row)\n',
)
const user = (words: string, more = ''): string =>
  `from .store import Store\n\n\ndef first(store: Store, key):\n    value = ${words}\n    return value\n${more}`
const product = (callee: string, ...users: readonly string[]): Files => ({
  'pkg/__init__.py': '',
  'pkg/store.py': callee,
  ...Object.fromEntries(users.map((text, index) => [`pkg/user_${index}.py`, text])),
})
const spec = (words: string): string => `from pkg.store import Store\n\n\ndef test_a():\n    box = Store()\n    assert ${words} == 1\n`

describe("a call becomes what the product's own calls became", () => {
  const by = (words: string, ...users: readonly string[]) =>
    answer(product(OLD, ...users.map(() => user('store.get(key)'))), product(NEW, ...users.map((text) => user(text))), spec(words))

  test('with another name, a constant and a part of the result, for a person to confirm', async () => {
    expect(await by("box.get('a')", 'store.load(key, True).value')).toEqual({
      text: spec("box.load('a', True).value"),
      origin: 'example',
      standings: ['doubted: the call is adapted as in pkg/user_0.py:5, and nothing else says what it has to be'],
    })
  })

  test('not where callers were adapted in different ways', async () => {
    expect(await by("box.get('a')", 'store.load(key, True).value', 'store.load(key, False).value')).toEqual({
      none: ['callers of Store.get were adapted in different ways, and none of them is like the test'],
    })
  })

  test('not where the caller uses something of its own', async () => {
    const [old, now] = [user('store.get(key)'), user('store.load(key, value)')]
    expect(await answer(product(OLD, old), product(NEW, now), spec("box.get('a')"))).toEqual({ none: [] })
  })

  test('not for a call that gives something else', async () => {
    expect(await by("box.get('a', 1)", 'store.load(key, True).value')).toEqual({ none: [] })
    expect(await by('other.get(1)', 'store.load(key, True).value')).toEqual({ none: [] })
  })

  test('a constant that the only example gives is not taken for any value', async () => {
    const [old, now] = [user("store.get('first')"), user("store.load('first', True).value")]
    expect(await answer(product(OLD, old), product(NEW, now), spec("box.get('a')"))).toEqual({ none: [] })
    expect((await answer(product(OLD, old), product(NEW, now), spec("box.get('first')"))).text).toBe(spec("box.load('first', True).value"))
  })

  test('a value that stands there twice may be two things', async () => {
    const [old, now] = [user('store.get(1)'), user('store.load(1, 1)')]
    expect(await answer(product(OLD, old), product(NEW, now), spec('box.get(1)'))).toEqual({ none: [] })
  })
})

describe('a function that was removed', () => {
  const head = 'def parse(text):\n    return split(text)\n'
  const later =
    'class Reader:\n    def __init__(self, text):\n        self.text = text\n\n    def rows(self):\n        return [line for line in self.text]\n'
  const caller = (name: string, words: string): string => `from .a import ${name}\n\n\ndef count(text):\n    return len(${words})\n`
  const files = (callee: string, text: string): Files => ({ 'pkg/__init__.py': '', 'pkg/a.py': callee, 'pkg/b.py': text })
  const text = (name: string, words: string): string => `from pkg.a import ${name}\n\n\ndef test_a():\n    assert ${words} == ['x']\n`

  test('its import goes with its last use, and what replaces it comes', async () => {
    const found = await answer(
      files(head, caller('parse', 'parse(text)')),
      files(later, caller('Reader', 'Reader(text).rows()')),
      text('parse', "parse('x')"),
    )
    expect(found.text).toBe(text('Reader', "Reader('x').rows()"))
    expect(found.standings).toEqual(['doubted: the call is adapted as in pkg/b.py:5, and nothing else says what it has to be'])
  })

  test('JavaScript', async () => {
    const [old, now] = [
      {
        'src/a.js': 'export function parse(text) {\n  return split(text)\n}\n',
        'src/b.js': "import { parse } from './a.js'\n\nexport function count(text) {\n  return parse(text).length\n}\n",
      },
      {
        'src/a.js':
          'export class Reader {\n  constructor(text) {\n    this.text = text\n  }\n  rows() {\n    return [...this.text]\n  }\n}\n',
        'src/b.js': "import { Reader } from './a.js'\n\nexport function count(text) {\n  return new Reader(text).rows().length\n}\n",
      },
    ]
    const script = (name: string, words: string) =>
      `import { ${name} } from '../src/a.js'\n\nit('parses', () => expect(${words}).toEqual(['x']))\n`
    const found = await answer(old, now, script('parse', "parse('x')"), 'test/a.test.js')
    expect(found.text).toBe(script('Reader', "new Reader('x').rows()"))
    expect(found.standings).toEqual(['doubted: the call is adapted as in src/b.js:4, and nothing else says what it has to be'])
  })
})
