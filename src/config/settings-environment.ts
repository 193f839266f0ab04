import { parse } from 'yaml'
import type { Environment } from '../model/environment.ts'
import { environmentName, SETTING_NAMES, Settings } from './settings.ts'

/** The settings that an environment holds, unchecked; lists are separated by commas, empty values count as absent. */
export function settingsOfEnvironment(environment: Environment): Readonly<Record<string, unknown>> {
  const defaults = Settings.parse({})
  const entries = SETTING_NAMES.flatMap((name) => {
    const text = environment[environmentName(name)]?.trim()
    if (!text) return []
    return [[name, Array.isArray(defaults[name]) ? text.split(',').map((word) => word.trim()) : scalar(text)]]
  })
  return Object.fromEntries(entries)
}

function scalar(text: string): unknown {
  if (/^(true|false|-?[\d.]+)$/.test(text)) return parse(text)
  return text
}
