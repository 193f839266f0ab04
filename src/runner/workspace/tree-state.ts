import { type Dirent, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** How everything below a folder stood at one moment: path → a text that differs once it was written again. */
export type TreeState = ReadonlyMap<string, string>

// packages are nobody's state; of the repository itself only what laying a tree sets
const NEVER = new Set(['.git', 'node_modules'])
const GIT_FILES = ['.git/index', '.git/HEAD']

/**
 * Looks at every file and folder but for those in `unwatched`, and reads none. Unlike `stampTree` it is for a tree that was laid by us and then used by a process: that
 * starts later than the tick of any clock, so that equal times are equal texts.
 */
export function treeState(root: string, unwatched: ReadonlySet<string>): TreeState {
  const state = new Map<string, string>()
  const see = (path: string) => {
    const found = lstatSync(join(root, path), { throwIfNoEntry: false })
    if (found !== undefined) state.set(path, `${found.ino} ${found.size} ${found.mtimeMs} ${found.ctimeMs} ${found.mode}`)
  }
  const visit = (folder: string): void => {
    for (const entry of entriesOf(join(root, folder))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (NEVER.has(entry.name) || unwatched.has(path)) continue
      if (!entry.isDirectory()) see(path)
      else {
        state.set(path, 'folder')
        visit(path)
      }
    }
  }
  visit('')
  for (const path of GIT_FILES) see(path)
  return state
}

/** Paths that stand otherwise, or that only one of both has. */
export function changedState(before: TreeState, after: TreeState): readonly string[] {
  const paths = new Set([...before.keys(), ...after.keys()])
  return [...paths].filter((path) => before.get(path) !== after.get(path))
}

/** A folder that a test made unreadable holds what cannot be seen: nothing, which is a change. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
