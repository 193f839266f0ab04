import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { aboutSetting, SETTING_NAMES } from '../../src/config/settings.ts'
import { settingsFile, settingsJsonSchema, settingsTable } from '../../src/config/settings-documents.ts'
import { strategies } from '../../src/engine/repair/strategies/index.ts'
import { strategyTable } from '../support/strategy-table.ts'

const fix = 'run `npm run generate`'

test('the JSON schema of the settings is fresh', () => {
  expect(JSON.parse(readFileSync('docs/settings.schema.json', 'utf8')), fix).toEqual(settingsJsonSchema())
})

test('the schema knows every setting that a file may hold, and no other', () => {
  const schema = settingsJsonSchema()
  const ofFiles = SETTING_NAMES.filter((name) => !aboutSetting(name).onlyOnServer)
  expect(Object.keys(schema['properties'] as object)).toEqual(ofFiles)
  for (const name of ofFiles) expect(settingsFile()).toMatch(new RegExp(`^(?:# )?${name}: `, 'm'))
  expect(schema['additionalProperties']).toBe(false)
})

test('the table of the settings in the README is fresh', () => {
  expect(readFileSync('README.md', 'utf8'), fix).toContain(`<!-- settings -->\n${settingsTable()}\n<!-- /settings -->`)
})

test('the table of the strategies in the README is fresh, and every strategy has an example', () => {
  const table = strategyTable()
  expect(readFileSync('README.md', 'utf8'), fix).toContain(`<!-- strategies -->\n${table}\n<!-- /strategies -->`)
  for (const { name } of strategies)
    expect(table).toMatch(new RegExp(`\\| \`${name}\` \\| .{20,} \\| (?:offered|proposed) \\| .*\`.+\` \\|`))
})

test('every setting has a meaning in the table', () => {
  for (const name of SETTING_NAMES) expect(settingsTable()).toMatch(new RegExp(`\\| \`${name}\` \\| \`[^|]+\` \\| [^|]* \\| .{20,} \\|`))
})
