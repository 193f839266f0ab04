import { Mode, SETTING_NAMES, type SettingName, type Settings } from './settings.ts'

/** The server's bounds: numbers by setting, and the strongest mode. */
export type SettingLimits = {
  readonly mode?: Mode
  readonly numbers?: Readonly<Partial<Record<SettingName, { readonly min?: number; readonly max?: number }>>>
}

/** A value that the repository asked for and did not get. */
export type LimitedSetting = { readonly name: SettingName; readonly asked: unknown; readonly used: unknown }

/** Brings settings within the server's bounds, and says which values that changed. */
export function limitSettings(
  settings: Settings,
  limits: SettingLimits,
): { readonly settings: Settings; readonly limited: readonly LimitedSetting[] } {
  const limited: LimitedSetting[] = []
  const use = <T>(name: SettingName, asked: T, used: T): T => {
    if (asked !== used) limited.push({ name, asked, used })
    return used
  }
  const entries = SETTING_NAMES.map((name) => {
    const asked = settings[name]
    const bounds = limits.numbers?.[name]
    if (typeof asked === 'number' && bounds)
      return [name, use(name, asked, Math.min(Math.max(asked, bounds.min ?? -Infinity), bounds.max ?? Infinity))]
    return [name, asked]
  })
  const order = Mode.options
  const strongest = order[Math.min(order.indexOf(settings.mode), order.indexOf(limits.mode ?? 'pr'))] ?? 'observe'
  return { settings: { ...Object.fromEntries(entries), mode: use('mode', settings.mode, strongest) } as Settings, limited }
}
