import { matchesGlob } from 'node:path'

/** Whether a path, relative to the top of the repository and with `/`, matches one of the globs of a setting. */
export function matchesGlobs(path: string, globs: readonly string[]): boolean {
  return globs.some((glob) => matchesGlob(path, glob))
}
