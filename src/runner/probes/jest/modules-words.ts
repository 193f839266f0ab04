import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Environment } from '../../../model/environment.ts'
import { projectFile } from '../javascript/project-file.ts'
import type { ProjectScript } from '../plain/project-script.ts'

/** Where a project is started. */
type Place = {
  readonly cwd: string
  readonly root: string
  readonly env: Environment
  readonly files: readonly string[]
  readonly script: ProjectScript | null
}

const OPTION = '--experimental-vm-modules'
const SETTINGS = ['package.json', '.npmrc', 'Makefile', '.env']
const CONFIGURATIONS = ['js', 'ts', 'cjs', 'mjs', 'cts', 'mts', 'json'].map((extension) => `jest.config.${extension}`)
// only Node's own module loader takes these
const MODULE = /\.m[jt]s$/

/**
 * What Node needs for Jest to run ES modules as such: where the project starts it so, or could not run otherwise. With it, files that a
 * transform would make CommonJS are loaded as ES modules, and what passes without it may fail.
 */
export function modulesWords(place: Place): readonly string[] {
  const { script, env } = place
  if ([...(script?.node ?? []), script?.set['NODE_OPTIONS'] ?? ''].some((words) => words.includes(OPTION))) return []
  return env['NODE_OPTIONS']?.includes(OPTION) || isWritten(place) || isNeeded(place)
    ? [OPTION, '--disable-warning=ExperimentalWarning']
    : []
}

function isWritten({ cwd, root }: Place): boolean {
  const workflows = join(root, '.github/workflows')
  const files = [cwd, root].flatMap((folder) => SETTINGS.map((name) => join(folder, name)))
  return [...files, ...namesIn(workflows).map((name) => join(workflows, name))].some((file) => projectFile(file)?.includes(OPTION) === true)
}

/** Files that only Node's loader takes, or modules that no transform would make CommonJS. */
function isNeeded({ cwd, files }: Place): boolean {
  const configured = [...CONFIGURATIONS, 'package.json'].map((name) => projectFile(join(cwd, name)) ?? '')
  const says = (expression: RegExp) => configured.some((text) => expression.test(text))
  if (files.some((file) => MODULE.test(file) && /[.-](?:test|spec)\./.test(file)) || says(/\bextensionsToTreatAsEsm\b/)) return true
  if (!says(/^\s*\{?\s*"type"\s*:\s*"module"|,\s*"type"\s*:\s*"module"/m)) return false
  if (says(/\btransform["']?\s*:/)) return says(/\btransform["']?\s*:\s*\{\s*\}/)
  return !says(/"babel"\s*:\s*\{|\bpreset["']?\s*:/) && !namesIn(cwd).some((name) => /^(?:babel\.config\.|\.babelrc)/.test(name))
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
