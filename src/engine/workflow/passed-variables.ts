import { mayPass, PASS_ENV } from '../../model/environment.ts'
import type { Mapping } from './mapping.ts'

/** Variables by which a set-up step would lead the tests, or what runs them, to other code. */
const LOADERS = /^(?:PATH|NODE_(?:OPTIONS|PATH)|PYTHON\w*|LD_\w+|DYLD_\w+|BASH_ENV|ENV|SHELLOPTS|PERL5\w+|RUBY\w+|JAVA_TOOL_OPTIONS)$/i

/**
 * The job's variables with the list of those that its tests get: the job's own, whatever they are called, and those that its set-up
 * steps leave for later ones, but for loaders. None comes from a secret: such values were never carried over.
 */
export function withPassedVariables(env: Mapping, setUp: readonly Mapping[]): Mapping {
  const left = setUp.flatMap((step) => leftVariables(String(step['run'] ?? '')))
  const names = [...new Set([...Object.keys(env), ...left.filter((name) => !LOADERS.test(name))])].filter(mayPass)
  return names.length > 0 ? { ...env, [PASS_ENV]: names.join(' ') } : env
}

/** The names that a script writes into GITHUB_ENV: `echo "NAME=value" >> "$GITHUB_ENV"`, alone, in a group or as a here-document. */
function leftVariables(script: string): readonly string[] {
  if (!script.includes('GITHUB_ENV')) return []
  return [...script.matchAll(/(?:^|[\s;&|{(])(?:echo|printf)(?:\s+-\w+)*\s+["']?([A-Za-z_]\w*)(?:=|<<)|^([A-Za-z_]\w*)(?:=|<<)/gm)].flatMap(
    ([, printed, line]) => printed ?? line ?? [],
  )
}
