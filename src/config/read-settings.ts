import type { z } from 'zod'
import type { Environment } from '../model/environment.ts'
import { limitSettings } from './limit-settings.ts'
import { aboutSetting, environmentName, limitName, SETTING_NAMES, type SettingName, Settings } from './settings.ts'
import { settingsOfEnvironment } from './settings-environment.ts'
import { readSettingsText, type SettingProblem } from './settings-text.ts'

/**
 * Settings from outside of the file. On the server the environment sets a repository's defaults and limits what its file may ask for;
 * on a laptop the caller's environment overrides the file, and flags override both.
 */
export type SettingLayers = {
  readonly serverEnvironment?: Environment
  readonly environment?: Environment
  readonly flags?: Readonly<Partial<Settings>>
}

/** `notes`: sentences about what the file says and does not get. */
export type SettingsReading =
  | { readonly outcome: 'ok'; readonly settings: Settings; readonly notes: readonly string[] }
  | { readonly outcome: 'invalid'; readonly problems: readonly SettingProblem[] }

/** Settings from the text of `.github/suture.yml` (`null` where there is none) and the layers around it. */
export function readSettings(text: string | null, layers: SettingLayers = {}): SettingsReading {
  const file = readSettingsText(text ?? '')
  if (file.outcome === 'unreadable') return { outcome: 'invalid', problems: [file.problem] }
  const { serverEnvironment = {}, environment = {}, flags = {} } = layers
  const { values, notes } = effective(file.values)
  const [defaults, own] = [serverEnvironment, environment].map((one) => settingsOfEnvironment(one, environmentName))
  const limits = settingsOfEnvironment(serverEnvironment, limitName)
  const variable = (nameOf: (name: SettingName) => string | null) => (name: string) => ({ path: nameOf(name as SettingName) ?? name })
  const problems = [
    ...check(values, (name) => ({ path: name, ...lineOf(file.lineOf(name)) })),
    ...[defaults, own].flatMap((one) => check(one ?? {}, variable(environmentName))),
    ...check(limits, variable(limitName)),
    ...check(flags, (name) => ({ path: name })),
  ]
  if (problems.length > 0) return { outcome: 'invalid', problems }
  const { settings, limited } = limitSettings(Settings.parse({ ...defaults, ...values, ...own, ...flags }), limits)
  const said = limited.filter(({ name }) => name in values)
  return { outcome: 'ok', settings, notes: [...notes, ...said.map(({ name, used }) => `${name}: this server allows ${used}.`)] }
}

/** The values of a file that act, and a note on each of the others. */
function effective(file: Readonly<Record<string, unknown>>): {
  readonly values: Readonly<Record<string, unknown>>
  readonly notes: readonly string[]
} {
  const entries = Object.entries(file).map(([name, value]) => ({ name, value, note: noteOn(name) }))
  return {
    values: Object.fromEntries(entries.flatMap(({ name, value, note }) => (note === null ? [[name, value]] : []))),
    notes: entries.flatMap(({ note }) => note ?? []),
  }
}

function noteOn(name: string): string | null {
  const isKnown = (SETTING_NAMES as readonly string[]).includes(name)
  return isKnown && aboutSetting(name as SettingName).onlyOnServer ? `${name} has an effect in the server's environment only.` : null
}

const lineOf = (line: number | undefined) => (line === undefined ? {} : { line })

function check(values: Readonly<Record<string, unknown>>, place: (name: string) => { path: string; line?: number }): SettingProblem[] {
  const parsed = Settings.safeParse(values)
  if (parsed.success) return []
  return parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((name) => ({ ...place(name), message: unknownSetting(name) }))
      : [{ ...place(String(issue.path[0] ?? '')), message: sentence(issue) }],
  )
}

function unknownSetting(name: string): string {
  const letters = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '')
  const meant = SETTING_NAMES.find((known) => letters(known) === letters(name))
  return meant ? `There is no setting ${name}; ${meant} was probably meant.` : `There is no setting ${name}.`
}

function sentence(issue: z.core.$ZodIssue): string {
  const where = issue.path.length > 1 ? ` (entry ${Number(issue.path[1]) + 1})` : ''
  return `${String(issue.path[0] ?? 'The file')}${where}: ${issue.message}.`
}
