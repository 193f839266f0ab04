import type { Environment } from '../model/environment.ts'
import { SutureError } from '../model/error.ts'
import { withoutPassed } from './environment.ts'
import { type RunResult, runProcess } from './run-process.ts'

export type GitOptions = { readonly env?: Environment; readonly set?: Environment; readonly stdin?: string }

/** Names the git that was found before any code of the repository ran; without it PATH decides. */
const PROGRAM = 'SUTURE_GIT'

// nothing of the machine's or the user's settings, no hook, no prompt, no question about who owns the folder
export const GIT_WORDS = [
  '-c',
  'safe.directory=*',
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.attributesFile=/dev/null',
  '-c',
  'log.showSignature=false',
  '-c',
  'core.quotePath=false',
]
export const GIT_VARIABLES = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_ATTR_NOSYSTEM: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  LC_ALL: 'C',
}
const OUTPUT_LIMIT = 256 * 1024 * 1024
const TIMEOUT_MS = 300_000

/** The program and the environment of the caller's that it gets: no variable of the tests, no library path of the set-up. */
export function gitOf(env: Environment): { readonly program: string; readonly env: Environment } {
  return { program: env[PROGRAM] || 'git', env: { ...withoutPassed(env), LD_LIBRARY_PATH: undefined, DYLD_LIBRARY_PATH: undefined } }
}

/** Runs git in a folder and returns what it prints. Throws SutureError `git_failed` (or `git_missing`) with git's own words. */
export async function git(dir: string, args: readonly string[], options: GitOptions = {}): Promise<string> {
  const result = await tryGit(dir, args, options)
  if (result.code === 0) return result.stdout
  throw new SutureError('git_failed', `git ${args[0]} failed: ${result.stderr.trim() || result.outcome}`, 'see the message of git above')
}

/** Like git(), but a failing exit code is an answer. */
export async function tryGit(dir: string, args: readonly string[], options: GitOptions = {}): Promise<RunResult> {
  const { program, env } = gitOf(options.env ?? {})
  const result = await runProcess([program, ...GIT_WORDS, ...args], {
    cwd: dir,
    env,
    set: { ...GIT_VARIABLES, ...options.set },
    timeoutMs: TIMEOUT_MS,
    outputLimitBytes: OUTPUT_LIMIT,
    ...(options.stdin === undefined ? {} : { stdin: options.stdin }),
  })
  if (result.outcome === 'not_found')
    throw new SutureError('git_missing', `git was not found, or ${dir} is not a folder`, 'check the folder, or install git 2.38 or newer')
  return result
}
