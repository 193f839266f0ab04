import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

export interface Manifest {
  readonly name: string
  readonly permissions: Readonly<Record<string, string>>
  readonly events: readonly string[]
}

/** The App as app.yml registers it. */
export function readManifest(): Manifest {
  const path = join(import.meta.dirname, '../../../app.yml')
  const { name, default_permissions, default_events } = parse(readFileSync(path, 'utf8'))
  return { name, permissions: default_permissions, events: default_events }
}
