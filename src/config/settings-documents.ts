import { z } from 'zod'
import { aboutSetting, SETTING_NAMES, SETTINGS_PATH, Settings } from './settings.ts'

/** The JSON schema of `.github/suture.yml`, for editors. */
export function settingsJsonSchema(): Readonly<Record<string, unknown>> {
  const onlyOnServer = SETTING_NAMES.filter((name) => aboutSetting(name).onlyOnServer).map((name) => [name, true as const])
  return { ...z.toJSONSchema(Settings.omit(Object.fromEntries(onlyOnServer)), { io: 'input' }), title: SETTINGS_PATH }
}

/** The table of all settings, in Markdown, one row each. */
export function settingsTable(): string {
  const defaults = Settings.parse({})
  const rows = SETTING_NAMES.map((name) => {
    const { unit = '', description } = aboutSetting(name)
    return `| \`${name}\` | \`${shown(defaults[name])}\` | ${unit} | ${description} |`
  })
  return ['| setting | default | unit | meaning |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

/** A first `.github/suture.yml`: the mode, and every other setting with its default as a comment. */
export function settingsFile(): string {
  const defaults = Settings.parse({})
  const names = SETTING_NAMES.filter((name) => !aboutSetting(name).onlyOnServer)
  const rows = names.map((name) => `${name === 'mode' ? '' : '# '}${name}: ${shown(defaults[name])}`)
  return ['# Settings of Suture. A commented line shows the default; the README says what each means.', ...rows, ''].join('\n')
}

function shown(value: unknown): string {
  return value === '' ? '""' : JSON.stringify(value).replaceAll('"', '')
}
