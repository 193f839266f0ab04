import { describe, expect, test } from 'vitest'
import { changeTexts, type Files, repairedText } from '../../../support/repair.ts'

const CALL = 'def send(url):\n    for wait in (1, 2, 3):\n        time.sleep(wait)\n    return url.strip().lower()\n'
const READ = 'def read(url):\n    return json.loads(url)\n'

describe('an import that went along with the function that used it', () => {
  const base: Files = { 'kit/__init__.py': '', 'kit/client.py': `import json\nimport time\n\n\n${CALL}\n\n${READ}` }
  const head = (client: string, transport: string): Files => ({
    ...{ 'kit/__init__.py': '', 'kit/client.py': `${client}\n\n\n${READ}`, 'kit/transport.py': `${transport}\n\n\n${CALL}` },
  })
  const test_ = (path: string) => `from unittest.mock import patch\n\n\n@patch("${path}")\ndef test_a(fake):\n    assert fake\n`

  test('is patched where it is now', async () => {
    expect(await repairedText(base, head('import json', 'import time'), test_('kit.client.time.sleep'))).toBe(
      test_('kit.transport.time.sleep'),
    )
  })

  test.each([
    ['the old module has it still', head('import json\nimport time', 'import time')],
    ['the new module means another one by it', head('import json', 'from kit import time')],
    ['the new module does not import it', head('import json', 'import json')],
  ])('stays in quotes where %s', async (_, after) => {
    expect(await repairedText(base, after, test_('kit.client.time.sleep'))).toBe(null)
  })

  test('whose user stayed is none', async () => {
    expect(await repairedText(base, head('import json', 'import time'), test_('kit.client.json.loads'))).toBe(null)
  })

  test('a module with a name of its own keeps the name', async () => {
    const after = head('import json', 'import time')
    const text = (module: string) => `from kit import ${module} as c\n\n\ndef test_a():\n    assert c.send(" A ") == "a"\n`
    expect(await repairedText(base, after, text('client'))).toBe(text('transport'))
  })
})

describe('a file that is gone, and of which all that can be followed is in one new file', () => {
  const base: Files = {
    'src/http.js':
      "async function getJson(url, call) {\n  const res = await call(url, { headers: 'json' });\n  if (!res.ok) throw new Error(`GET ${url}`);\n  return res.json();\n}\n\nmodule.exports = { getJson };\n",
  }
  const body =
    "async function getJson(url, call) {\n  const started = Date.now();\n  const res = await call(url, { headers: 'json' });\n  if (!res.ok) throw new Error(`GET ${url}`);\n  return { took: started, data: await res.json() };\n}\n"
  const head: Files = { 'src/net/request.js': `${body}\nmodule.exports = { getJson };\n` }

  test('is the same module, rewritten on the way', async () => {
    expect(await changeTexts(base, head)).toEqual([
      'moved src/http: src/http -> src/net/request',
      'moved getJson: src/http -> src/net/request',
    ])
  })

  test('is mocked where it is now, with what the mock gives', async () => {
    const text = (path: string) =>
      `const http = require('${path}');\njest.mock('${path}', () => ({ getJson: jest.fn() }));\ntest('a', () => expect(http.getJson).toBeDefined());\n`
    expect(await repairedText(base, head, text('../src/http'), 'test/a.test.js')).toBe(text('../src/net/request'))
  })

  test('one that another file took over, or that others have parts of, is none', async () => {
    const other = "function other(a) {\n  return [a, a, a].map((one) => one * 2).join('-');\n}\n"
    const two = {
      'src/http.js': `${(base['src/http.js'] ?? '').replace('module.exports = { getJson };\n', '')}${other}\nmodule.exports = { getJson, other };\n`,
    }
    const rewritten = other.replace('  return', "  if (a === null) throw new Error('no a');\n  return")
    const parts = { ...head, 'src/other.js': `${rewritten}\nmodule.exports = { other };\n` }
    expect(await changeTexts(two, parts)).toEqual(['moved getJson: src/http -> src/net/request', 'moved other: src/http -> src/other'])
    expect(
      (await changeTexts(base, { ...head, 'src/http.js': 'module.exports = {};\n' })).filter((one) => one.includes('src/http:')),
    ).toEqual([])
  })
})

describe('a module that moved while its names changed', () => {
  const base: Files = {
    'src/adapter.ts':
      'const memory = new Map<string, string>();\n\nexport const get = (key: string): string | null => memory.get(key) ?? null;\nexport const remove = (key: string): void => void memory.delete(key);\n',
  }
  const head: Files = { 'src/adapters/browser.ts': (base['src/adapter.ts'] ?? '').replace('const get', 'const read') }

  test('is mocked with the new names', async () => {
    const text = (path: string, name: string) =>
      `import * as adapter from '${path}'\nvi.mock('${path}', () => ({ ${name}: vi.fn(), remove: vi.fn() }))\ntest('a', () => { vi.mocked(adapter.${name}).mockReturnValue(null) })\n`
    expect(await repairedText(base, head, text('../src/adapter', 'get'), 'test/a.test.ts')).toBe(text('../src/adapters/browser', 'read'))
  })
})
