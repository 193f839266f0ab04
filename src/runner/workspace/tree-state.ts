import { type Dirent, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { PUT_BACK } from './tests-repository.ts'

/** The state of everything below a folder at one moment: path → a text that changes when the file is written again. */
export type TreeState = ReadonlyMap<string, string>

// packages are not test state; of the .git folder only what a checkout sets and puts back
const NEVER = new Set(['.git', 'node_modules'])
const GIT_FILES = ['index', 'HEAD', ...PUT_BACK].map((name) => `.git/${name}`)

/**
 * Looks at every file and folder except `unwatched`, and reads none. Unlike `stampTree` it is for a tree that Suture checked out and a
 * process then used: the process starts later than one clock tick, so equal times mean equal texts.
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

/** Paths whose state differs, or that only one of both has. */
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
