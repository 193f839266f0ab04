import { lstat, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Environment } from '../../model/environment.ts'
import { git } from '../../sandbox/git.ts'
import { containedPath } from './contained-path.ts'
import type { Revision } from './revision.ts'
import { changedState, type TreeState, treeState } from './tree-state.ts'

/** The one folder that trees are laid into. */
export type CheckedOutTree = {
  /**
   * Lays a tree, exactly: files that differ are rewritten, whatever else is there and was not brought along goes, then `overlay` is written.
   * The folder is a repository whose HEAD is the tree's commit, so that tests which ask git find one.
   */
  checkOut(revision: Revision, overlay: ReadonlyMap<string, string>): Promise<void>
  /** Undoes what was written since a tree was laid. */
  restore(): Promise<void>
}

type Original = { readonly bytes: Buffer; readonly mode: number }

/** `originals`: what the tree itself has where the overlay lies; `null` for a path that it does not have as a regular file. */
type Laid = {
  readonly revision: Revision
  readonly overlay: ReadonlyMap<string, string>
  readonly originals: ReadonlyMap<string, Original | null>
  readonly state: TreeState
}

/** `kept`: paths that belong to no tree and stay. `bring` brings one of them again as it was; `null` where that is not to be had. */
export type Surroundings = {
  readonly root: string
  readonly kept: readonly string[]
  readonly bring: ((path: string) => Promise<void>) | null
  readonly env: Environment
}

export function createCheckedOutTree(around: Surroundings): CheckedOutTree {
  let laid: Laid | null = null
  const checkOut: CheckedOutTree['checkOut'] = async (revision, overlay) => {
    const before = laid
    laid = null
    laid = await layNext(around, before, revision, overlay)
  }
  return {
    checkOut,
    restore: async () => {
      if (laid !== null && changedState(laid.state, stateOf(around)).length > 0) await checkOut(laid.revision, laid.overlay)
    },
  }
}

async function layNext(around: Surroundings, before: Laid | null, revision: Revision, overlay: ReadonlyMap<string, string>): Promise<Laid> {
  const { root, kept, bring, env } = around
  const changed = before === null ? [] : changedState(before.state, stateOf(around))
  for (const path of kept) if (changed.some((one) => one === path || one.startsWith(`${path}/`))) await bring?.(path)
  const untouched = changed.length === 0 ? before : null
  const back = untouched === null ? null : takenOff(untouched, revision, overlay)
  if (back === null) await layWhole(root, revision, untouched !== null && isOfTree(untouched) ? null : kept, env)
  for (const [path, original] of back ?? []) await put(root, path, original.bytes, original.mode)
  const originals = await applyOverlay(root, overlay, (back && before?.originals) ?? new Map())
  return { revision, originals, overlay, state: stateOf(around) }
}

function stateOf({ root, kept, bring }: Surroundings): TreeState {
  return treeState(root, new Set(bring === null ? kept : []))
}

/** Whether everything that lies there is of the tree itself, or was brought along. */
function isOfTree({ originals }: Laid): boolean {
  return [...originals.values()].every((original) => original !== null)
}

/** What to write for the overlay before to be gone, where only texts differ; `null` where git has to lay the tree. */
function takenOff(laid: Laid, revision: Revision, next: ReadonlyMap<string, string>): ReadonlyMap<string, Original> | null {
  if (!isDeepStrictEqual(revision, laid.revision)) return null
  const back = new Map<string, Original>()
  for (const [path, original] of laid.originals) {
    if (next.has(path)) continue
    if (original === null) return null
    back.set(path, original)
  }
  return back
}

/** `kept`: what to spare when all that is of no tree is removed; `null` where nothing is. */
async function layWhole(root: string, { tree, commit }: Revision, kept: readonly string[] | null, env: Environment): Promise<void> {
  await git(root, ['read-tree', '--reset', '-u', '--no-recurse-submodules', tree], { env })
  if (kept !== null) await git(root, ['clean', '-ffdxq', ...kept.flatMap((path) => ['-e', `/${escapePattern(path)}`])], { env })
  const head = await readFile(join(root, '.git/HEAD'), 'utf8').catch(() => '')
  if (commit !== null && head.trim() !== commit) await git(root, ['update-ref', '--no-deref', 'HEAD', commit], { env })
}

/** Writes the texts and returns what they lie over; `known` are paths where another text lies already. */
async function applyOverlay(root: string, overlay: ReadonlyMap<string, string>, known: Laid['originals']): Promise<Laid['originals']> {
  const originals = new Map<string, Original | null>()
  for (const [path, text] of overlay) {
    const before = known.get(path)
    const original = before === undefined ? await originalOf(root, path) : before
    originals.set(path, original)
    await put(root, path, text, original?.mode)
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
