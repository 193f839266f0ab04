import { lstatSync } from 'node:fs'
import { isAbsolute, join, normalize } from 'node:path'
import { SutureError } from '../../model/error.ts'

/** The absolute path of a repository's file; throws `path_outside` for one that leaves the root, enters .git or goes through a symlink. */
export function containedPath(root: string, path: string): string {
  const clean = normalize(path).replaceAll('\\', '/')
  const parts = clean.split('/')
  if (path === '' || isAbsolute(path) || parts.includes('..') || parts[0]?.toLowerCase() === '.git' || path.includes('\0'))
    throw outside(path)
  let folder = root
  for (const part of parts.slice(0, -1)) {
    folder = join(folder, part)
    if (isLink(folder)) throw outside(path)
  }
  return join(root, clean)
}

export function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
}

function outside(path: string): SutureError {
  return new SutureError('path_outside', `${JSON.stringify(path)} is not inside the repository`, 'use paths relative to the repository')
}
