import { readSettings } from '../config/read-settings.ts'
import { SETTINGS_PATH, type Settings } from '../config/settings.ts'
import type { Environment } from '../model/environment.ts'
import { SutureError } from '../model/error.ts'
import { tryGit } from '../sandbox/git.ts'

/** The repository's settings on the base: a change under test cannot loosen its own rules. `notes` are sentences about settings that the file asks for and does not get. */
export async function repositorySettings(
  dir: string,
  base: string,
  environment: Environment,
): Promise<{ readonly settings: Settings; readonly notes: readonly string[] }> {
  const shown = await tryGit(dir, ['show', `${base}:${SETTINGS_PATH}`])
  const reading = readSettings(shown.code === 0 ? shown.stdout : null, { environment })
  if (reading.outcome === 'ok') return { settings: reading.settings, notes: reading.notes.map((note) => `${SETTINGS_PATH}: ${note}`) }
  const [problem] = reading.problems
  throw new SutureError(
    'bad_settings',
    `${SETTINGS_PATH}: ${problem?.path ?? ''} ${problem?.message ?? ''}`.trim(),
    'correct it on the base; the README lists the settings',
  )
}
