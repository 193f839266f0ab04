import { describe, expect, test } from 'vitest'
import { applyEdits } from '../../../../src/engine/repair/apply-edits.ts'
import { updateMock } from '../../../../src/engine/repair/strategies/update-mock.ts'
import { type Files, repairContext } from '../../../support/repair.ts'

const base: Files = {
  'pkg/__init__.py': '',
  'pkg/client.py': 'class Client:\n    def get(self, url):\n        return url + "x"\n\n    def close(self):\n        self.open = False\n',
  'pkg/users.py':
    'class Users:\n    def __init__(self, client):\n        self.client = client\n\n    def find(self, id):\n        return self.client.get(f"/users/{id}")\n',
}
const migrated: Files = {
  ...base,
  'pkg/client.py': base['pkg/client.py']?.replace('def get', 'def fetch') ?? '',
  'pkg/users.py': base['pkg/users.py']?.replace('client.get', 'client.fetch') ?? '',
}
const scripts: Files = {
  'src/client.ts': 'export class Client {\n  get(url: string) {\n    return url + 1\n  }\n\n  close() {\n    return false\n  }\n}\n',
  'src/users.ts':
    "import type { Client } from './client'\n\nexport const find = (client: Client, id: number) => client.get('/users/' + id)\n",
}
const migratedScripts: Files = {
  'src/client.ts': scripts['src/client.ts']?.replace('get(', 'fetch(') ?? '',
  'src/users.ts': scripts['src/users.ts']?.replace('client.get', 'client.fetch') ?? '',
}

/** What becomes of the test, after the effects of its edits; `null` where nothing does. */
async function followed(before: Files, after: Files, path: string, text: string): Promise<string | null> {
  const found = updateMock.propose(await repairContext(before, after, { [path]: text }))
  const edits = found.flatMap((one) => (one.kind === 'edits' ? one.edits : []))
  return edits.length === 0 ? null : `${[...new Set(edits.map(({ effect }) => effect))].join()}: ${applyEdits(text, edits)}`
}

describe('a stand-in of Python gets the new name of a member', () => {
  const head = 'from unittest.mock import Mock, create_autospec\nfrom types import SimpleNamespace\nfrom pkg.client import Client\n\n'
  test.each([
    ['reach', 'client = Mock(spec=Client)\n\ndef test_a():\n    client.get.return_value = 3\n    client.get.assert_called_with(1)\n'],
    ['reach', '@fixture\ndef client():\n    return create_autospec(Client)\n\ndef test_a(client):\n    client.get.return_value = 3\n'],
    ['expectation', 'def test_a():\n    client = Mock()\n    client.get.return_value = 3\n    client.close.assert_called_once()\n'],
    ['expectation', 'class Fake:\n    def __init__(self):\n        self.seen = []\n\n    def get(self, url):\n        return 3\n'],
    ['expectation', 'client = SimpleNamespace(get=lambda url: 3)\n'],
    ['expectation', 'client = Mock(get=Mock(return_value=3))\n'],
  ])('%s: %s', async (effect, text) => {
    const now = text.replaceAll('client.get', 'client.fetch').replace('def get', 'def fetch').replace('(get=', '(fetch=')
    expect(await followed(base, migrated, 'tests/test_a.py', head + text)).toBe(`${effect}: ${head}${now}`)
  })

  test.each([
    [
      'that has a member which the class never had',
      'class Fake:\n    def get(self, key):\n        return 3\n\n    def put(self, key):\n        pass\n',
    ],
    ['of another class', 'cache = Mock(spec=dict)\n\ndef test_a():\n    cache.get.return_value = 3\n'],
    [
      'that has the new name already',
      'class Fake:\n    def get(self, url):\n        return 3\n\n    def fetch(self, url):\n        return 3\n',
    ],
    ['with data', 'config = dict(get=3)\n'],
  ])('but not one %s', async (_, text) => {
    expect(await followed(base, migrated, 'tests/test_a.py', head + text)).toBeNull()
  })

  test.each<[string, Files]>([
    ['where no caller asks for the new name', { ...migrated, 'pkg/users.py': base['pkg/users.py'] ?? '' }],
    ['where the caller misspells it', { ...migrated, 'pkg/users.py': base['pkg/users.py']?.replace('client.get', 'client.fecth') ?? '' }],
    [
      'where the caller asks for both',
      { ...migrated, 'pkg/users.py': `${migrated['pkg/users.py']}\n    def all(self):\n        return self.client.get("/")\n` },
    ],
    ['where the class keeps its name', { ...migrated, 'pkg/client.py': base['pkg/client.py'] ?? '' }],
  ])('not %s', async (_, after) => {
    expect(
      await followed(base, after, 'tests/test_a.py', `${head}client = Mock()\n\ndef test_a():\n    client.get.return_value = 3\n`),
    ).toBeNull()
  })
})

describe('a stand-in of TypeScript gets the new name of a member', () => {
  test.each([
    ['expectation', "const client = { get: vi.fn(() => 'a'), close() {} }\n"],
    ['expectation', 'const client = { get: vi.fn().mockReturnValue(1) }\n'],
    ['expectation', 'class Fake {\n  get(url: string) {\n    return url\n  }\n}\n'],
  ])('%s: %s', async (effect, text) => {
    expect(await followed(scripts, migratedScripts, 'test/a.test.ts', text)).toBe(`${effect}: ${text.replace(/\bget\b/, 'fetch')}`)
  })

  test.each([
    ['with data', "const request = { get: 'a' }\n"],
    ['with other members', 'const cache = { get: vi.fn(), put: vi.fn() }\n'],
  ])('but not an object %s', async (_, text) => {
    expect(await followed(scripts, migratedScripts, 'test/a.test.ts', text)).toBeNull()
  })
})
