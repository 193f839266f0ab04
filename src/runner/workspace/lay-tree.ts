import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Environment } from '../../sandbox/environment.ts'
import { git } from '../../sandbox/git.ts'
import { containedPath } from './contained-path.ts'
import type { Revision } from './revision.ts'

/**
 * Lays a tree at `root`, exactly: files that differ are rewritten, whatever else is there and not in `kept` goes, then `overlay` is written.
 * The folder is a repository whose HEAD is the tree's commit, so that tests which ask git find one.
 */
export async function layTree(
  root: string,
  revision: Revision,
  overlay: ReadonlyMap<string, string>,
  kept: readonly string[],
  env: Environment,
): Promise<void> {
  await git(root, ['read-tree', '--reset', '-u', '--no-recurse-submodules', revision.tree], { env })
  await git(root, ['clean', '-ffdxq', ...kept.flatMap((path) => ['-e', `/${escapePattern(path)}`])], { env })
  if (revision.commit !== null) await git(root, ['update-ref', '--no-deref', 'HEAD', revision.commit], { env })
  for (const [path, text] of overlay) {
    const file = containedPath(root, path)
    await mkdir(dirname(file), { recursive: true })
    await rm(file, { force: true })
    await writeFile(file, text)
  }
}

function escapePattern(path: string): string {
  return path.replace(/[\\*?[\]!# ]/g, (character) => `\\${character}`)
}
