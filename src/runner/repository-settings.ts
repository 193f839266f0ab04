import { readSettings } from '../config/read-settings.ts'
import type { Settings } from '../config/settings.ts'
import type { Environment } from '../model/environment.ts'
import { SutureError } from '../model/error.ts'
import { tryGit } from '../sandbox/git.ts'

/** The repository's settings as they stood on the base: a change under test cannot loosen its own rules. */
export async function repositorySettings(dir: string, base: string, environment: Environment): Promise<Settings> {
  const shown = await tryGit(dir, ['show', `${base}:.github/suture.yml`])
  const reading = readSettings(shown.code === 0 ? shown.stdout : null, { environment })
  if (reading.outcome === 'ok') return reading.settings
  const [problem] = reading.problems
  throw new SutureError(
    'bad_settings',
    `.github/suture.yml: ${problem?.path ?? ''} ${problem?.message ?? ''}`.trim(),
    'correct it on the base; the README lists the settings',
  )
}
