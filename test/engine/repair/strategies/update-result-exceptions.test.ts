import { describe, expect, test } from 'vitest'
import { pytest } from '../../../../src/engine/frameworks/pytest.ts'
import { vitest } from '../../../../src/engine/frameworks/vitest.ts'
import { applyEdits } from '../../../../src/engine/repair/apply-edits.ts'
import { proposeFor } from '../../../../src/engine/repair/propose.ts'
import { reviewCandidate } from '../../../../src/engine/review/review-candidate.ts'
import { testParsers } from '../../../support/grammars.ts'
import { type Files, repairContext } from '../../../support/repair.ts'
import { sourcesOf } from '../../../support/review-case.ts'

/** The test after the first proposal, with the effects and standings of its edits in the text's order; or why there is none. */
async function proposed(base: Files, head: Files, path: string, text: string) {
  const context = await repairContext(base, head, { [path]: text })
  const { drafts, declined } = proposeFor(context)
  const [draft] = drafts
  if (draft === undefined) return { text: null, edits: declined.map(({ reason }) => reason.parts) }
  const isPython = path.endsWith('.py')
  const sources = await sourcesOf({ ...base, [path]: text }, { ...head, [path]: text }, isPython ? 'pytest' : 'vitest')
  const review = reviewCandidate(
    { edits: [...draft.edits], causes: [...draft.causes] },
    { sources, framework: isPython ? pytest : vitest, parsers: await testParsers() },
    [],
  )
  const refused = review?.review.checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name) ?? ['unreadable']
  const edits = draft.edits.map(({ effect, range, replacement }, index) => {
    return `${text.slice(range.start, range.end)} → ${replacement.trim()}: ${effect}, ${review?.review.edits[index]?.standing}`
  })
  return { text: applyEdits(text, draft.edits), edits, refused }
}

const ERRORS = 'class NoSuchUser(Exception):\n    pass\n\n\nclass UserGone(Exception):\n    pass\n'
const find = (name: string, imports = 'from users.errors import NoSuchUser, UserGone\n') =>
  `${imports}\nUSERS = {}\n\n\ndef find(name):\n    if name not in USERS:\n        raise ${name}(name)\n    return USERS[name]\n`
const product = (name: string, more: Files = {}) => ({
  'users/__init__.py': '',
  'users/errors.py': ERRORS,
  'users/store.py': find(name),
  ...more,
})
const TEST = (imports: string, name: string) =>
  `import pytest\n\n${imports}from users.store import find\n\n\ndef test_find():\n    with pytest.raises(${name}, match="ada"):\n        find("ada")\n`
const PATH = 'tests/test_store.py'

describe('the class of an exception that is raised in place of another is proposed', () => {
  test('with the import that is for it alone', async () => {
    const import_ = (name: string) => `from users.errors import ${name}\n`
    const found = await proposed(product('NoSuchUser'), product('UserGone'), PATH, TEST(import_('NoSuchUser'), 'NoSuchUser'))
    expect(found).toEqual({
      text: TEST(import_('UserGone'), 'UserGone'),
      edits: ['NoSuchUser → UserGone: expectation, unexplained', 'NoSuchUser → UserGone: expectation, unexplained'],
      refused: [],
    })
  })

  test('with an import of its own where there was none', async () => {
    const found = await proposed(product('KeyError'), product('UserGone'), PATH, TEST('', 'KeyError'))
    expect(found.text).toBe(TEST('', 'UserGone').replace('import find\n', 'import find\nfrom users.errors import UserGone\n'))
    expect(found.edits).toEqual(['KeyError → UserGone: expectation, unexplained', ' → from users.errors import UserGone: reach, declared'])
    const beside = await proposed(product('KeyError'), product('UserGone'), PATH, TEST('from users.errors import NoSuchUser\n', 'KeyError'))
    expect(beside.text).toContain('from users.errors import NoSuchUser, UserGone\n')
  })

  test('without one where it is built in', async () => {
    const found = await proposed(product('KeyError'), product('LookupError'), PATH, TEST('', 'KeyError'))
    expect(found.text).toBe(TEST('', 'LookupError'))
  })

  test('in TypeScript', async () => {
    const errors = 'export class NoSuchUser extends Error {}\nexport class UserGone extends Error {}\n'
    const store = (name: string) => ({
      'src/errors.ts': errors,
      'src/store.ts': `import { NoSuchUser, UserGone } from './errors'\n\nexport function find(name: string) {\n  if (name) throw new ${name}(name)\n  return name\n}\n`,
    })
    const text = (name: string) =>
      `import { ${name} } from '../src/errors'\nimport { find } from '../src/store'\n\ntest('a', () => {\n  expect(() => find('ada')).toThrow(${name})\n})\n`
    expect(await proposed(store('NoSuchUser'), store('UserGone'), 'test/store.test.ts', text('NoSuchUser'))).toMatchObject({
      text: text('UserGone'),
      refused: [],
    })
  })

  test.each(['Exception', 'BaseException'])('but not %s, which anything is', async (name) => {
    expect(await proposed(product('KeyError'), product(name), PATH, TEST('', 'KeyError'))).toMatchObject({
      text: null,
      edits: [{ why: 'any-exception' }],
    })
  })

  test('and a handler that waits for the old one refuses it', async () => {
    const web = (name: string) => ({
      'users/web.py': `from users.errors import NoSuchUser, UserGone\nfrom users.store import find\n\n\ndef page(name):\n    try:\n        return find(name)\n    except ${name}:\n        return 404\n`,
    })
    const text = TEST('from users.errors import NoSuchUser\n', 'NoSuchUser')
    expect(await proposed(product('NoSuchUser', web('NoSuchUser')), product('UserGone', web('NoSuchUser')), PATH, text)).toMatchObject({
      refused: ['callers-follow'],
    })
    expect(await proposed(product('NoSuchUser', web('NoSuchUser')), product('UserGone', web('UserGone')), PATH, text)).toMatchObject({
      refused: [],
    })
    const both = web('(NoSuchUser, UserGone)')
    expect(await proposed(product('NoSuchUser', both), product('UserGone', both), PATH, text)).toMatchObject({ refused: [] })
  })

  test('and an expected class of another function stays', async () => {
    const text = TEST('from users.errors import UserGone\n', 'UserGone')
    expect(await proposed(product('NoSuchUser'), product('UserGone'), PATH, text)).toMatchObject({ text: null })
  })
})
