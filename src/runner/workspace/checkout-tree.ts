import { lstat, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Overlay } from '../../engine/ports.ts'
import { containedPath } from './contained-path.ts'
import type { OwnRepository } from './own-repository.ts'
import type { Revision } from './revision.ts'
import type { TestsRepository } from './tests-repository.ts'
import { changedState, type TreeState, treeState } from './tree-state.ts'

/** The one folder that trees are checked out into. */
export type CheckedOutTree = {
  /**
   * Makes the folder equal to the tree: rewrites files that differ, deletes others except `kept`, then writes `overlay`.
   * The folder is a git repository whose HEAD is the tree's commit, for tests that call git.
   */
  checkOut(revision: Revision, overlay: Overlay): Promise<void>
  /** Undoes what was written since the checkout. */
  restore(): Promise<void>
}

type Original = { readonly bytes: Buffer; readonly mode: number }

/** `originals`: the tree's own files under the overlay; `null` for a path that is not a regular file of the tree. */
type CurrentTree = {
  readonly revision: Revision
  readonly overlay: Overlay
  readonly originals: ReadonlyMap<string, Original | null>
  readonly state: TreeState
}

/** `kept`: paths outside of both trees that stay (such as node_modules). `bring` restores one of them; `null` if that is not possible. */
export type Surroundings = {
  readonly root: string
  readonly kept: readonly string[]
  readonly bring: ((path: string) => Promise<void>) | null
  readonly own: OwnRepository
  readonly shown: TestsRepository
}

export function createCheckedOutTree(around: Surroundings): CheckedOutTree {
  let current: CurrentTree | null = null
  const checkOut: CheckedOutTree['checkOut'] = async (revision, overlay) => {
    const before = current
    current = null
    current = await checkOutNext(around, before, revision, overlay)
  }
  return {
    checkOut,
    restore: async () => {
      if (current !== null && changedState(current.state, stateOf(around)).length > 0) await checkOut(current.revision, current.overlay)
    },
  }
}

async function checkOutNext(around: Surroundings, before: CurrentTree | null, revision: Revision, overlay: Overlay): Promise<CurrentTree> {
  const { root, kept, bring } = around
  const changed = before === null ? [] : changedState(before.state, stateOf(around))
  for (const path of kept) if (changed.some((one) => one === path || one.startsWith(`${path}/`))) await bring?.(path)
  const untouched = changed.length === 0 ? before : null
  const back = untouched === null ? null : withoutOverlay(untouched, revision, overlay)
  if (back === null) await checkOutWhole(around, revision, untouched !== null && isOfTree(untouched) ? null : kept)
  for (const [path, original] of back ?? []) await put(root, path, original.bytes, original.mode)
  const originals = await applyOverlay(root, overlay, (back && before?.originals) ?? new Map())
  return { revision, originals, overlay, state: stateOf(around) }
}

function stateOf({ root, kept, bring }: Surroundings): TreeState {
  return treeState(root, new Set(bring === null ? kept : []))
}

/** Whether the folder holds nothing but the tree's own files and kept paths. */
function isOfTree({ originals }: CurrentTree): boolean {
  return [...originals.values()].every((original) => original !== null)
}

/** The files that undo the previous overlay; `null` if a full git checkout is needed. */
function withoutOverlay(current: CurrentTree, revision: Revision, next: Overlay): ReadonlyMap<string, Original> | null {
  if (!isDeepStrictEqual(revision, current.revision)) return null
  const back = new Map<string, Original>()
  for (const [path, original] of current.originals) {
    if (next.has(path)) continue
    if (original === null) return null
    back.set(path, original)
  }
  return back
}

/** `kept`: paths to spare when untracked files are removed; `null` to remove nothing. */
async function checkOutWhole(
  { root, own, shown }: Surroundings,
  { tree, commit }: Revision,
  kept: readonly string[] | null,
): Promise<void> {
  await own.inTree(root, ['read-tree', '--reset', '-u', '--no-recurse-submodules', tree])
  if (kept !== null) await own.inTree(root, ['clean', '-ffdxq', ...kept.flatMap((path) => ['-e', `/${escapePattern(path)}`])])
  await shown.show(commit)
}

/** Writes the texts and returns the files that they replace; `known`: paths that the previous overlay already covers. */
async function applyOverlay(root: string, overlay: Overlay, known: CurrentTree['originals']): Promise<CurrentTree['originals']> {
  const originals = new Map<string, Original | null>()
  for (const [path, text] of overlay) {
    const before = known.get(path)
    const original = before === undefined ? await originalOf(root, path) : before
    originals.set(path, original)
    await (text === null ? rm(containedPath(root, path), { force: true }) : put(root, path, text, original?.mode))
  }
  return originals
}

async function originalOf(root: string, path: string): Promise<Original | null> {
  const file = containedPath(root, path)
  const found = await lstat(file).catch(() => null)
  return found?.isFile() ? { bytes: await readFile(file), mode: found.mode & 0o777 } : null
}

/** Never through a link, nor into a file that another name has too. */
async function put(root: string, path: string, content: string | Buffer, mode = 0o644): Promise<void> {
  const file = containedPath(root, path)
  await mkdir(dirname(file), { recursive: true })
  await rm(file, { force: true })
  await writeFile(file, content, { mode })
}

function escapePattern(path: string): string {
  return path.replace(/[\\*?[\]!# ]/g, (character) => `\\${character}`)
}
