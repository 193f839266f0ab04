// Writes what is derived from the settings: docs/settings.schema.json and the table in README.md; and from the fixtures the table of the strategies.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { settingsJsonSchema, settingsTable } from '../src/config/settings-documents.ts'

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
mkdirSync(at('docs'), { recursive: true })
writeFileSync(at('docs/settings.schema.json'), `${JSON.stringify(settingsJsonSchema(), null, 2)}\n`)
if (existsSync(at('README.md'))) {
  const text = readFileSync(at('README.md'), 'utf8')
  const table = `<!-- settings -->\n${settingsTable()}\n<!-- /settings -->`
  const withSettings = text.replace(/<!-- settings -->[\s\S]*?<!-- \/settings -->/, () => table)
  writeFileSync(at('README.md'), existsSync(at('fixtures/repositories')) ? await withStrategies(withSettings) : withSettings)
}

/** Fixtures come with the tests, which an installation has not. */
async function withStrategies(text) {
  const { strategyTable } = await import('../test/support/strategy-table.ts')
  const table = `<!-- strategies -->\n${strategyTable()}\n<!-- /strategies -->`
  return text.replace(/<!-- strategies -->[\s\S]*?<!-- \/strategies -->/, () => table)
}
