import { z } from 'zod'
import { SETTING_NAMES, Settings } from './settings.ts'

/** The JSON schema of `.github/suture.yml`, for editors. */
export function settingsJsonSchema(): Readonly<Record<string, unknown>> {
  return { ...z.toJSONSchema(Settings, { io: 'input' }), title: '.github/suture.yml' }
}

/** The table of all settings, in Markdown, one row each. */
export function settingsTable(): string {
  const defaults = Settings.parse({})
  const rows = SETTING_NAMES.map((name) => {
    const about = Settings.shape[name].meta() ?? {}
    const unit = typeof about['unit'] === 'string' ? about['unit'] : ''
    return `| \`${name}\` | \`${JSON.stringify(defaults[name]).replaceAll('"', '')}\` | ${unit} | ${about.description ?? ''} |`
  })
  return ['| setting | default | unit | meaning |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

/** A first `.github/suture.yml`: the mode, and every other setting with its default as a comment. */
export function settingsFile(): string {
  const defaults = Settings.parse({})
  const rows = SETTING_NAMES.map((name) => `${name === 'mode' ? '' : '# '}${name}: ${JSON.stringify(defaults[name]).replaceAll('"', '')}`)
  return ['# Settings of Suture. A commented line shows the default; the README says what each means.', ...rows, ''].join('\n')
}
