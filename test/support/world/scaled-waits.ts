import Bottleneck from 'bottleneck'
import type { Replacements } from '../../../src/server/create-server.ts'

type Adjust = NonNullable<Replacements['adjustOctokit']>

/** The waits of the server's GitHub client, shortened by `scale` and never switched off. Its own throttling groups: the plugin's are global. */
export function scaledWaits(scale: number): Adjust {
  const group = (id: string, ms: number) =>
    new Bottleneck.Group({ id: `world-${id}`, maxConcurrent: 1, minTime: Math.max(ms * scale, 1), timeout: 120_000 })
  const groups = { write: group('write', 1_000), notifications: group('notifications', 3_000), search: group('search', 2_000) }
  return (options) => ({
    ...options,
    retry: { retryAfterBaseValue: Math.max(1_000 * scale, 1) },
    throttle: { ...options['throttle'], retryAfterBaseValue: Math.max(1_000 * scale, 1), ...groups },
  })
}
