import { describe, expect, test } from 'vitest'
import { healTexts, type TwoCommits } from '../support/heal-texts.ts'

const message = 'Rename load to fill'

/** What every test loads before it uses the old name, and what holds in the healed tree. */
const CASES: readonly (TwoCommits & { readonly edited: string; readonly answered: readonly string[] })[] = [
  {
    ...{ name: 'a conftest that imports it', framework: 'pytest', message },
    before: {
      'pytest.ini': '[pytest]\npythonpath = .\n',
      'kiosk/stock.py': 'SHELF = {}\n\n\ndef load(table):\n    SHELF.update(table)\n\n\ndef count(name):\n    return SHELF[name]\n',
      'tests/unit/conftest.py':
        'import pytest\n\nfrom kiosk.stock import load\n\n\n@pytest.fixture(autouse=True)\ndef stock():\n    load({"tea": 7})\n',
      'tests/unit/test_tea.py': 'from kiosk.stock import count\n\n\ndef test_tea():\n    assert count("tea") == 7\n',
      'tests/unit/test_more.py': 'from kiosk.stock import count\n\n\ndef test_type():\n    assert isinstance(count("tea"), int)\n',
      'tests/test_other.py': 'def test_other():\n    assert True\n',
    },
    after: {
      'kiosk/stock.py': 'SHELF = {}\n\n\ndef fill(table):\n    SHELF.update(table)\n\n\ndef count(name):\n    return SHELF[name]\n',
    },
    edited: 'tests/unit/conftest.py',
    answered: ['tests/unit/test_more.py', 'tests/unit/test_tea.py'],
  },
  {
    ...{ name: 'a set-up file', framework: 'vitest', message },
    before: {
      'package.json': '{ "type": "module", "devDependencies": { "vitest": "*" } }\n',
      'vitest.config.mjs': "export default { test: { setupFiles: ['./checks/before.js'] } }\n",
      'src/stock.js': 'export const shelf = {}\n\nexport function load(table) {\n  Object.assign(shelf, table)\n}\n',
      'checks/before.js': "import { load } from '../src/stock.js'\n\nload({ tea: 7 })\n",
      'src/stock.test.js':
        "import { expect, test } from 'vitest'\nimport { shelf } from './stock.js'\n\ntest('tea', () => {\n  expect(shelf.tea).toBe(7)\n})\n",
    },
    after: { 'src/stock.js': 'export const shelf = {}\n\nexport function fill(table) {\n  Object.assign(shelf, table)\n}\n' },
    edited: 'checks/before.js',
    answered: ['src/stock.test.js'],
  },
  {
    ...{ name: 'a set-up file with a hook', framework: 'jest', message },
    before: {
      'package.json': '{ "devDependencies": { "jest": "*" } }\n',
      'jest.config.js': "module.exports = { setupFilesAfterEnv: ['./jest.setup.js'] }\n",
      'src/stock.js': 'const shelf = {}\n\nfunction load(table) {\n  Object.assign(shelf, table)\n}\n\nmodule.exports = { shelf, load }\n',
      'jest.setup.js': "const { load } = require('./src/stock.js')\n\nbeforeEach(() => {\n  load({ tea: 7 })\n})\n",
      'src/stock.test.js': "const { shelf } = require('./stock.js')\n\ntest('tea', () => {\n  expect(shelf.tea).toBe(7)\n})\n",
    },
    after: {
      'src/stock.js': 'const shelf = {}\n\nfunction fill(table) {\n  Object.assign(shelf, table)\n}\n\nmodule.exports = { shelf, fill }\n',
    },
    edited: 'jest.setup.js',
    answered: ['src/stock.test.js > tea'],
  },
]

describe('what is loaded before the tests belongs to them', () => {
  test.each(CASES)('$framework: $name', async ({ edited, answered, ...two }) => {
    await healTexts(two, ({ code, result }) => {
      expect(result.analyses.map(({ failure, verdict }) => [failure.testId, verdict])).toEqual(answered.map((id) => [id, 'obsolete_test']))
      expect(result.repairs.flatMap(({ changes }) => changes.map(({ file }) => file))).toContain(edited)
      expect(result).toMatchObject({ successfulRepairs: answered.length })
      expect(code).toBe(0)
    })
  })
})
