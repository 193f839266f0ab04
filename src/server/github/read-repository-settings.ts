import { readSettings } from '../../config/read-settings.ts'
import { SETTINGS_PATH, type Settings } from '../../config/settings.ts'
import type { Environment } from '../../model/environment.ts'
import { SutureError } from '../../model/error.ts'
import { readFile } from './read-file.ts'
import type { EffectTarget } from './target.ts'

/** A repository's settings; `notes` are sentences about what its file says and does not get. Of a file that is not `isReadable` none hold. */
export type RepositorySettings = { readonly settings: Settings; readonly notes: readonly string[]; readonly isReadable: boolean }

/** Reads the file on the default branch, so that no pull request loosens the rules for itself. */
export async function readRepositorySettings(
  target: EffectTarget,
  defaultBranch: string,
  serverEnvironment: Environment,
): Promise<RepositorySettings> {
  const text = await readFile(target, SETTINGS_PATH, defaultBranch)
  const reading = readSettings(text, { serverEnvironment })
  if (reading.outcome === 'ok')
    return { settings: reading.settings, notes: reading.notes.map((note) => `${SETTINGS_PATH}: ${note}`), isReadable: true }
  const defaults = readSettings(null, { serverEnvironment })
  const [problem] = reading.problems
  if (defaults.outcome !== 'ok')
    throw new SutureError('bad_configuration', problem?.message ?? 'the settings cannot be read', 'correct the environment of the server')
  const where = problem?.line === undefined ? problem?.path : `line ${problem.line}`
  const note = `The settings were not read: ${SETTINGS_PATH} (${where}): ${problem?.message} Until they can be, nothing is written but this.`
  // An unreadable file may have been stricter than the defaults
  return { settings: { ...defaults.settings, mode: 'observe' }, notes: [note], isReadable: false }
}
