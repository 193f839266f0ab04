import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, readdir, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** What each file below a folder held at one moment: path → a text that differs where the content does. */
export type TreeStamps = ReadonlyMap<string, Stamp>
type Stamp = { readonly content: string; readonly stat: string; readonly isSettled: boolean }

/** What belongs to no tree. */
const NEVER = new Set(['.git', 'node_modules', '__pycache__', '.venv', 'venv'])
/** A file changed later than this before it was read may change again within one tick of a coarse clock, as git reckons too. */
const TICK_MS = 2000

/**
 * Reads every file of a tree, but for those that are, by size, inode and both times, as they were in `before`. Links count by where they lead.
 * `now` is the clock in milliseconds.
 */
export async function stampTree(root: string, before: TreeStamps, now: number): Promise<TreeStamps> {
  const stamps = new Map<string, Stamp>()
  const visit = async (folder: string): Promise<void> => {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true }).catch(() => [])) {
      if (NEVER.has(entry.name)) continue
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) await visit(path)
      else if (entry.isFile() || entry.isSymbolicLink())
        stamps.set(path, await stampOf(join(root, path), before.get(path), now).catch(() => unread()))
    }
  }
  await visit('')
  return stamps
}

/** Paths whose content differs, or that only one of both has. */
export function changedPaths(before: TreeStamps, after: TreeStamps): readonly string[] {
  const all = new Set([...before.keys(), ...after.keys()])
  return [...all].filter((path) => before.get(path)?.content !== after.get(path)?.content)
}

/** A file that is gone again, or that nobody may read, counts as changed whenever it is looked at. */
function unread(): Stamp {
  return { content: randomUUID(), stat: '', isSettled: false }
}

async function stampOf(path: string, before: Stamp | undefined, now: number): Promise<Stamp> {
  const found = await lstat(path, { bigint: true })
  const stat = `${found.ino} ${found.size} ${found.mtimeNs} ${found.ctimeNs} ${found.mode}`
  if (before?.isSettled && before.stat === stat) return before
  const changedMs = Math.max(Number(found.mtimeMs), Number(found.ctimeMs))
  const content = found.isSymbolicLink() ? await readlink(path) : await hashOf(path)
  return { content, stat, isSettled: changedMs < now - TICK_MS }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha1')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
