import { z } from 'zod'
import { type Environment, mayPass } from '../../model/environment.ts'

const Variables = z.record(z.string(), z.string())
// Suture starts Node itself, with options of its own
const NEVER = new Set(['PATH', 'NODE_OPTIONS'])

/**
 * The environment with what the job of the workflow sets for its tests. Some of it, such as LD_PRELOAD, must not reach Suture's own
 * programs: the workflow clears it for them and keeps a copy in SUTURE_JOB_ENV.
 */
export function withJobEnvironment(env: Environment): Environment {
  const { SUTURE_JOB_ENV: text, ...own } = env
  if (text === undefined) return own
  const set = Object.entries(Variables.parse(JSON.parse(text))).filter(([name]) => mayPass(name) && !NEVER.has(name))
  return { ...own, ...Object.fromEntries(set) }
}
