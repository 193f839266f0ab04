import { describe, expect, test } from 'vitest'
import { frameworkNamed } from '../../../../src/engine/frameworks/index.ts'
import { plainReason } from '../../../../src/engine/reasons/plain-reason.ts'
import { editedFiles } from '../../../../src/engine/repair/edited-files.ts'
import { proposeFor } from '../../../../src/engine/repair/propose.ts'
import { reviewEdits } from '../../../../src/engine/review/edit-review.ts'
import { declaredChanges } from '../../../../src/model/cause.ts'
import { testParsers } from '../../../support/grammars.ts'
import { type Files, repairContext } from '../../../support/repair.ts'
import { sourcesOf } from '../../../support/review-case.ts'

const OLD = 'def load(path):\n    return read(path)\n'
const NEW = 'def load(path, mode):\n    return read(path) if mode else None\n'
const caller = (words: string, more = ''): string => `from .a import load\n${more}\n\ndef first(path):\n    return ${words}\n`
const product = (callee: string, ...callers: readonly string[]): Files => ({
  'pkg/__init__.py': '',
  'pkg/a.py': callee,
  ...Object.fromEntries(callers.map((text, index) => [`pkg/caller_${index}.py`, text])),
})
const spec = (words: string, head = 'from pkg.a import load'): string => `${head}\n\n\ndef test_a(tmp_path):\n    assert ${words} == 1\n`

/** The test after the repair, with what the texts say of its edits; or why there is none. */
async function answer(base: Files, head: Files, text: string, path = 'tests/test_a.py') {
  const { drafts, declined } = proposeFor(await repairContext(base, head, { [path]: text }))
  const [draft] = drafts
  if (draft === undefined) return { none: declined.map(({ reason }) => plainReason(reason)) }
  const framework = frameworkNamed(path.endsWith('.py') ? 'pytest' : 'jest')
  if (framework === null) throw new Error('no framework')
  const { trees, callersOf, headFiles } = await sourcesOf({ ...base, [path]: text }, { ...head, [path]: text }, framework.name)
  const files = editedFiles(draft.edits, headFiles) ?? []
  const parsers = await testParsers()
  const reviews = reviewEdits(
    {
      edits: draft.edits,
      files,
      reached: files,
      changes: declaredChanges(draft.causes),
      callers: callersOf,
      trees,
      failures: [],
      framework,
      parsers,
    },
    draft.causes,
  )
  return { text: files[0]?.after, standings: [...new Set(reviews.map(({ standing }) => standing))] }
}

describe('a required value comes from adapted callers', () => {
  const give = (words: string, ...callers: readonly string[]) =>
    answer(product(OLD, ...callers.map(() => caller('load(path)'))), product(NEW, ...callers), spec(words))

  test('a literal that all of them give', async () => {
    expect(await give('load(tmp_path)', caller("load(path, 'rb')"), caller("load(path, 'rb')"))).toEqual({
      text: spec("load(tmp_path, 'rb')"),
      standings: ['declared'],
    })
  })

  test('by name, as they write it', async () => {
    const { text } = await give('load(tmp_path)', caller("load(path, mode='rb')"))
    expect(text).toBe(spec("load(tmp_path, mode='rb')"))
    expect((await give('load(\n        tmp_path,\n    )', caller("load(path, mode='rb')"))).text).toBe(
      spec("load(\n        tmp_path, mode='rb',\n    )"),
    )
  })

  test('what the product declares, with its import', async () => {
    const modes = (words: string) => `class Mode:\n    RAW = 1\n\n\n${words}`
    const found = await answer(
      product(modes(OLD), caller('load(path)')),
      product(modes(NEW), caller('load(path, Mode.RAW)', 'from .a import Mode\n')),
      spec('load(tmp_path)'),
    )
    expect(found).toEqual({ text: spec('load(tmp_path, Mode.RAW)', 'from pkg.a import Mode, load'), standings: ['declared'] })
  })

  test('what the test has under the name by which they call theirs', async () => {
    const own = 'from .a import load\n\n\nclass Job:\n    def run(self, path):\n        return load(path, self._mode)\n'
    const base = product(OLD, own.replace(', self._mode', ''))
    const text = (words: string, parameters: string) =>
      `from pkg.a import load\n\n\ndef test_a(tmp_path, ${parameters}):\n    assert ${words} == 1\n`
    expect(await answer(base, product(NEW, own), text('load(tmp_path)', 'mode'))).toEqual({
      text: text('load(tmp_path, mode)', 'mode'),
      standings: ['declared'],
    })
    expect(await answer(base, product(NEW, own), text('load(tmp_path)', 'other'))).toEqual({
      none: ['mode needs a value: pkg/caller_0.py:6 gives it self._mode, and the test has nothing of that name'],
    })
  })

  test('a collaborator that a class needs now, built as they build it', async () => {
    const orders = (list: string) => `class Orders:\n    def __init__(self, ${list}):\n        self.store = store\n`
    const audit = 'class AuditLog:\n    def __init__(self, size):\n        self.size = size\n'
    const tree = (list: string, ...made: readonly string[]): Files => ({
      'pkg/__init__.py': '',
      'pkg/audit.py': audit,
      'pkg/orders.py': orders(list),
      ...Object.fromEntries(
        made.map((words, index) => [
          `pkg/app_${index}.py`,
          `from .audit import AuditLog\nfrom .orders import Orders\n\n\ndef start(store, size):\n    return Orders(${words})\n`,
        ]),
      ),
    })
    const text = (words: string, more = '') =>
      `from pkg.orders import Orders\n${more}\n\ndef test_a(store):\n    assert Orders(${words}).store\n`
    const base = tree('store', 'store', 'store')
    const built = (...made: readonly string[]) => answer(base, tree('store, audit', ...made), text('store'))
    expect(await built('store, AuditLog(50)', 'store, AuditLog(50)')).toEqual({
      text: text('store, AuditLog(50)', 'from pkg.audit import AuditLog\n'),
      standings: ['declared'],
    })
    expect(await built('store, AuditLog(50)', 'store, AuditLog(9)')).toEqual({
      none: ['audit needs a value, and those who give one do not agree: AuditLog(50) or, in pkg/app_1.py:6, AuditLog(9)'],
    })
    expect(await built('store, AuditLog(size)', 'store, AuditLog(size)')).toEqual({
      none: ['audit needs a value: pkg/app_0.py:6 gives it AuditLog(size), and the test has nothing of that name'],
    })
  })

  test('not where they do not agree', async () => {
    expect(await give('load(tmp_path)', caller("load(path, 'rb')"), caller("load(path, 'r')"))).toEqual({
      none: ["mode needs a value, and those who give one do not agree: 'rb' or, in pkg/caller_1.py:5, 'r'"],
    })
  })

  test('not where nobody gives one', async () => {
    expect(await give('load(tmp_path)')).toEqual({ none: ['mode needs a value'] })
  })

  test('not where the name means something else in the test', async () => {
    const text = 'from pkg.a import load\n\nMode = 3\n\n\ndef test_a(tmp_path):\n    assert load(tmp_path) == Mode\n'
    const modes = (words: string) => `class Mode:\n    RAW = 1\n\n\n${words}`
    const found = await answer(
      product(modes(OLD), caller('load(path)')),
      product(modes(NEW), caller('load(path, Mode.RAW)', 'from .a import Mode\n')),
      text,
    )
    expect(found.none).toEqual(['mode needs a value: pkg/caller_0.py:6 gives it Mode.RAW, and the test has nothing of that name'])
  })

  test('a caller that was not given one is a broken product', async () => {
    const head = product(NEW, caller("load(path, 'rb')"), caller('load(path)'))
    const { callersOf, changes } = await sourcesOf(product(OLD, caller('load(path)'), caller('load(path)')), head)
    expect(changes.map((change) => callersOf(change).unmigrated.map(({ file }) => file))).toEqual([['pkg/caller_1.py']])
  })

  test('a key of JavaScript that came', async () => {
    const script = (list: string, use: string) => ({
      'src/a.js': `export function load(${list}) {\n  return read(path, mode)\n}\n`,
      'src/b.js': `import { load } from './a.js'\n\nexport const first = (path) => load(${use})\n`,
    })
    const text = (words: string) => `import { load } from '../src/a.js'\n\nit('loads', () => expect(load(${words})).toBe(1))\n`
    const [one, two] = [script('path', 'path'), script('path, mode', "path, 'rb'")]
    expect(await answer(one, two, text("'x'"), 'test/a.test.js')).toEqual({ text: text("'x', 'rb'"), standings: ['declared'] })
    const grouped = script('{ path, mode }', "{ path, mode: 'rb' }")
    expect((await answer(one, grouped, text("'x'"), 'test/a.test.js')).text).toBe(text("{ path: 'x', mode: 'rb' }"))
  })
})

describe('a default that went', () => {
  const [old, now] = [
    OLD.replace('path)', 'path, depth=3)').replace('read(path', 'read(path, depth'),
    OLD.replace('path)', 'path, depth)').replace('read(path', 'read(path, depth'),
  ]

  test('is what the call meant until now, where callers give the same', async () => {
    const [base, head] = [product(old, caller('load(path)')), product(now, caller('load(path, 3)'))]
    expect(await answer(base, head, spec('load(tmp_path)'))).toEqual({ text: spec('load(tmp_path, 3)'), standings: ['declared'] })
  })

  test('is for a person to confirm where they give another, or there are none', async () => {
    for (const callers of [[], ['load(path, 9)']] as const) {
      const [base, head] = [
        product(old, ...callers.map(() => caller('load(path)'))),
        product(now, ...callers.map((words) => caller(words))),
      ]
      const found = await answer(base, head, spec('load(tmp_path)'))
      expect(found.standings).toEqual(['doubted'])
      expect(found.text).toMatch(/load\(tmp_path, (?:depth=)?3\)/)
    }
  })

  test('stays where the call gives its own', async () => {
    expect(await answer(product(old), product(now), spec('load(tmp_path, 7)'))).toEqual({ none: [] })
  })
})
