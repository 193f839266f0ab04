import { RiskLevel } from '../model/result/test-optimization.ts'
import { aboutSetting, Mode, SETTING_NAMES, type SettingName, type Settings } from './settings.ts'

/** A value that was asked for and is beyond the server's limit. */
export type LimitedSetting = { readonly name: SettingName; readonly asked: unknown; readonly used: unknown }

/** Brings settings within the server's limits, by their names, and says which values that changed. */
export function limitSettings(
  settings: Settings,
  limits: Readonly<Partial<Settings>>,
): { readonly settings: Settings; readonly limited: readonly LimitedSetting[] } {
  const limited = SETTING_NAMES.flatMap((name) => {
    const { limit } = aboutSetting(name)
    const [asked, bound] = [settings[name], limits[name]]
    if (limit === undefined || bound === undefined) return []
    const excess = rank(asked) - rank(bound)
    return (limit === 'most' ? excess > 0 : excess < 0) ? [{ name, asked, used: bound }] : []
  })
  return { settings: { ...settings, ...Object.fromEntries(limited.map(({ name, used }) => [name, used])) }, limited }
}

const ORDERS: readonly (readonly string[])[] = [Mode.options, RiskLevel.options]

/** How much a value allows: numbers by size, `true` over `false`, words in their order. */
function rank(value: Settings[SettingName]): number {
  if (typeof value !== 'string') return Number(value)
  return ORDERS.find((words) => words.includes(value))?.indexOf(value) ?? -1
}
