import { readSettings } from '../../config/read-settings.ts'
import type { Settings } from '../../config/settings.ts'
import type { Environment } from '../../model/environment.ts'
import { SutureError } from '../../model/error.ts'
import { readFile } from './read-file.ts'
import type { EffectTarget } from './target.ts'

const SETTINGS_PATH = '.github/suture.yml'

/** A repository's settings; `problem` is a sentence about its file, where that can't be read and the server's defaults hold. */
export type RepositorySettings = { readonly settings: Settings; readonly problem: string | null }

/** Reads the file on the default branch, so that no pull request loosens the rules for itself. */
export async function readRepositorySettings(
  target: EffectTarget,
  defaultBranch: string,
  serverEnvironment: Environment,
): Promise<RepositorySettings> {
  const text = await readFile(target, SETTINGS_PATH, defaultBranch)
  const reading = readSettings(text, { serverEnvironment })
  if (reading.outcome === 'ok') return { settings: reading.settings, problem: null }
  const defaults = readSettings(null, { serverEnvironment })
  const [problem] = reading.problems
  if (defaults.outcome !== 'ok')
    throw new SutureError('bad_configuration', problem?.message ?? 'the settings cannot be read', 'correct the environment of the server')
  const where = problem?.line === undefined ? problem?.path : `line ${problem.line}`
  // A file that nobody can read may have meant less than our defaults: nothing is written until it is right
  return { settings: { ...defaults.settings, mode: 'observe' }, problem: `${SETTINGS_PATH} (${where}): ${problem?.message}` }
}
