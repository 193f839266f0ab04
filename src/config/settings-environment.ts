import { parse } from 'yaml'
import type { Environment } from '../model/environment.ts'
import { SETTING_NAMES, type SettingName, Settings } from './settings.ts'

/** The settings that an environment holds, unchecked; lists are separated by commas, empty values count as absent. `variableOf`: the variable of a setting, null where it has none. */
export function settingsOfEnvironment(
  environment: Environment,
  variableOf: (name: SettingName) => string | null,
): Readonly<Record<string, unknown>> {
  const defaults = Settings.parse({})
  const entries = SETTING_NAMES.flatMap((name) => {
    const text = environment[variableOf(name) ?? '']?.trim()
    if (!text) return []
    return [[name, Array.isArray(defaults[name]) ? text.split(',').map((word) => word.trim()) : scalar(text)]]
  })
  return Object.fromEntries(entries)
}

function scalar(text: string): unknown {
  if (/^(true|false|-?[\d.]+)$/.test(text)) return parse(text)
  return text
}
