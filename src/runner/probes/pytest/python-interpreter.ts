import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runProcess } from '../../../sandbox/run-process.ts'
import type { TestRunnerOptions } from '../probe.ts'

/** A Python that can import pytest, and the environment variables that running it as activated would set. */
export type Interpreter = { readonly python: string; readonly set: Readonly<Record<string, string>> }

const FOLDERS = ['.venv', 'venv', 'env', '.env']
const BINARIES = process.platform === 'win32' ? ['Scripts/python.exe'] : ['bin/python', 'bin/python3']
const ASK = 'import sys; from importlib.util import find_spec; sys.exit(find_spec("pytest") is None)'
const START_LIMIT_MS = 60_000

/** The project's own environment first, then the activated one, then what PATH has. */
export async function findInterpreter(folder: string, options: TestRunnerOptions): Promise<Interpreter | { readonly broken: string }> {
  const tried: string[] = []
  for (const python of candidates(folder, options)) {
    const { outcome, code } = await runProcess([python, '-c', ASK], {
      cwd: options.outFolder,
      env: options.env,
      set: { PYTHONDONTWRITEBYTECODE: '1' },
      timeoutMs: START_LIMIT_MS,
      isolate: true,
      outputLimitBytes: 10_000,
    })
    if (outcome === 'exited' && code === 0) return { python, set: activation(python, options) }
    if (outcome !== 'not_found') tried.push(python)
  }
  if (tried.length === 0) return { broken: 'Python was not found: install Python 3, or make a .venv with pytest in the checkout' }
  return {
    broken: `pytest is not installed for ${tried.join(', ')}: run \`${tried[0]} -m pip install pytest\` and install what the project needs there`,
  }
}

function candidates(folder: string, { workspace, origin, env, python }: TestRunnerOptions): readonly string[] {
  if (python !== undefined) return [python]
  const activated = [env['VIRTUAL_ENV'], env['CONDA_PREFIX']].filter((path) => path !== undefined && path !== '')
  const own = [join(origin, folder), origin, join(workspace, folder), workspace].flatMap((place) =>
    FOLDERS.map((name) => join(place, name)),
  )
  const installed = [...own, ...activated]
    .flatMap((home) => BINARIES.map((name) => join(home ?? '', name)))
    .filter((path) => existsSync(path))
  return [...new Set([...installed.slice(0, 4), 'python3', 'python'])]
}

function activation(python: string, { env }: TestRunnerOptions): Readonly<Record<string, string>> {
  const home = dirname(dirname(python))
  if (!existsSync(join(home, 'pyvenv.cfg'))) return {}
  return { VIRTUAL_ENV: home, PATH: [dirname(python), env['PATH']].join(process.platform === 'win32' ? ';' : ':') }
}
