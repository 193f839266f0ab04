import type { z } from 'zod'
import type { Environment } from '../model/environment.ts'
import { type LimitedSetting, limitSettings, type SettingLimits } from './limit-settings.ts'
import { environmentName, SETTING_NAMES, type SettingName, Settings } from './settings.ts'
import { settingsOfEnvironment } from './settings-environment.ts'
import { readSettingsText, type SettingProblem } from './settings-text.ts'

/**
 * What stands beside the file, weakest first: the server's environment gives a repository its defaults; on a laptop the
 * caller's environment and then the flags win over the file. `limits` bound the outcome.
 */
export type SettingLayers = {
  readonly serverEnvironment?: Environment
  readonly environment?: Environment
  readonly flags?: Readonly<Partial<Settings>>
  readonly limits?: SettingLimits
}

export type SettingsReading =
  | { readonly outcome: 'ok'; readonly settings: Settings; readonly limited: readonly LimitedSetting[] }
  | { readonly outcome: 'invalid'; readonly problems: readonly SettingProblem[] }

/** Settings from the text of `.github/suture.yml` (`null` where there is none) and the layers around it. */
export function readSettings(text: string | null, layers: SettingLayers = {}): SettingsReading {
  const file = readSettingsText(text ?? '')
  if (file.outcome === 'unreadable') return { outcome: 'invalid', problems: [file.problem] }
  const environments = [layers.serverEnvironment ?? {}, layers.environment ?? {}].map(settingsOfEnvironment)
  const problems = [
    ...check(file.values, (name) => ({ path: name, ...lineOf(file.lineOf(name)) })),
    ...environments.flatMap((values) =>
      check(values, (name) => ({ path: SETTING_NAMES.includes(name as SettingName) ? environmentName(name as SettingName) : name })),
    ),
    ...check(layers.flags ?? {}, (name) => ({ path: name })),
  ]
  if (problems.length > 0) return { outcome: 'invalid', problems }
  const settings = Settings.parse({ ...environments[0], ...file.values, ...environments[1], ...layers.flags })
  if (settings.FLAKY_MIN_RUNS > settings.FLAKY_MAX_RUNS) {
    const message = `FLAKY_MIN_RUNS (${settings.FLAKY_MIN_RUNS}) must not exceed FLAKY_MAX_RUNS (${settings.FLAKY_MAX_RUNS}).`
    return { outcome: 'invalid', problems: [{ path: 'FLAKY_MIN_RUNS', message, ...lineOf(file.lineOf('FLAKY_MIN_RUNS')) }] }
  }
  return { outcome: 'ok', ...limitSettings(settings, layers.limits ?? {}) }
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
