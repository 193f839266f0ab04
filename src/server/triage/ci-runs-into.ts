import { matchesGlob } from 'node:path'
import { parse } from 'yaml'

/**
 * Whether a workflow starts for pull requests into a branch, by its text; `null` if unknown. The pull request then warns its reviewer,
 * who would otherwise wait for checks that never come.
 */
export function ciRunsInto(workflow: string | null, base: string): boolean | null {
  if (workflow === null) return null
  let triggers: unknown
  try {
    triggers = (parse(workflow, { maxAliasCount: 20 }) as { on?: unknown } | null)?.on
  } catch {
    return null
  }
  if (triggers === 'pull_request') return true
  if (Array.isArray(triggers)) return triggers.includes('pull_request')
  if (typeof triggers !== 'object' || triggers === null) return typeof triggers === 'string' ? false : null
  if (!('pull_request' in triggers)) return false
  const filter = triggers.pull_request
  if (typeof filter !== 'object' || filter === null) return true
  const { branches, 'branches-ignore': ignored } = filter as { branches?: unknown; 'branches-ignore'?: unknown }
  if (isIn(base, ignored)) return false
  return branches === undefined || isIn(base, branches)
}

function isIn(branch: string, patterns: unknown): boolean {
  const list = (Array.isArray(patterns) ? patterns : patterns === undefined ? [] : [patterns]).map(String)
  return list.reduce(
    (isMatch, pattern) =>
      pattern.startsWith('!') ? isMatch && !matchesGlob(branch, pattern.slice(1)) : isMatch || matchesGlob(branch, pattern),
    false,
  )
}
