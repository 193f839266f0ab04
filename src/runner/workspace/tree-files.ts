import { longestText } from '../../engine/changes/possible/caller-paths.ts'
import type { Environment } from '../../model/environment.ts'
import { git } from '../../sandbox/git.ts'
import type { GitObjects } from '../../sandbox/git-objects.ts'

export type TreeEntry = { readonly mode: string; readonly object: string; readonly size: number }

/** Every entry of a tree by path, in git's order; `size` is 0 for anything but a blob. */
export async function listTree(dir: string, tree: string, env: Environment): Promise<ReadonlyMap<string, TreeEntry>> {
  const text = await git(dir, ['ls-tree', '-r', '-z', '-l', '--full-tree', tree], { env })
  const entries = new Map<string, TreeEntry>()
  for (const line of text.split('\0')) {
    const [, mode, object, size, path] = /^(\d+) \w+ (\w+) +(\S+)\t([\s\S]*)$/.exec(line) ?? []
    if (mode && object && path) entries.set(path, { mode, object, size: Number(size) || 0 })
  }
  return entries
}

/** The text of a regular file; null for links, submodules, binary and large files. */
export async function readText(objects: GitObjects, path: string, entry: TreeEntry | undefined): Promise<string | null> {
  if (entry === undefined || !entry.mode.startsWith('100') || entry.size > longestText(path)) return null
  const bytes = await objects.read(entry.object)
  return bytes === null || bytes.includes(0) ? null : bytes.toString('utf8')
}
