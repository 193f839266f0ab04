import { realpath, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { RepositoryFiles } from '../engine/frameworks/framework.ts'
import type { TreeName, Workspace } from '../engine/ports.ts'
import type { Environment } from '../model/environment.ts'
import { SutureError } from '../model/error.ts'
import type { FileChange } from '../model/file-change.ts'
import { gitObjects } from '../sandbox/git-objects.ts'
import { temporaryFolder } from './start-state/temporary-folder.ts'
import { type Brought, bringIgnored, isDependencies } from './workspace/bring-ignored.ts'
import { createCheckedOutTree } from './workspace/checkout-tree.ts'
import { commitMessages } from './workspace/commit-messages.ts'
import { frameworkFiles } from './workspace/framework-files.ts'
import { listUntracked, locateOrigin } from './workspace/git-folder.ts'
import { borrowObjects, createOwnRepository, type OwnRepository } from './workspace/own-repository.ts'
import { mergeTree, type Revision, resolveCommit, revisionOf } from './workspace/revision.ts'
import { createTestsRepository, existingTestsRepository, type TestsRepository } from './workspace/tests-repository.ts'
import { listTree, readText, type TreeEntry } from './workspace/tree-files.ts'
import { copyOriginIndex, listIgnored, snapshotWorkingTree } from './workspace/working-tree.ts'

export type WorkspaceOptions = {
  /** The top folder of the user's checkout. */
  readonly origin: string
  readonly base: string
  /** A revision, or `WORKTREE`: the files as they are on disk, uncommitted and new ones too. */
  readonly head: string
  /** In place of `head`: what GitHub would build of these two commits. */
  readonly merge?: readonly [base: string, head: string]
  /** `copy`: the origin stays as it is, byte by byte. `in-place`: the origin is disposable and the trees are checked out there. */
  readonly place: 'copy' | 'in-place'
  readonly env: Environment
  /** What is known of the change's purpose besides the messages of its commits. */
  readonly intentTexts?: readonly string[]
}

export type RunnerWorkspace = Workspace & {
  /** Where the trees are checked out, an absolute real path. */
  readonly root: string
  readonly origin: string
  /** What could not be copied into the workspace, as sentences for people. */
  readonly notes: readonly string[]
  /** The git tree of a side: equal ids are equal files. */
  treeId(tree: TreeName): string
  /** The head's paths, and the texts of its manifests and configuration files, for detectFrameworks(). */
  frameworkFiles(): Promise<RepositoryFiles>
  /** Undoes what was written into the tree since it was checked out. */
  restore(): Promise<void>
  /** Removes what open made; the workspace is of no use afterwards. */
  close(): Promise<void>
}

/** Opens both trees of a checkout. Throws SutureError (`no_repository`, `unknown_revision`, `merge_conflict`, `submodules`, …). */
export async function openWorkspace(options: WorkspaceOptions): Promise<RunnerWorkspace> {
  const { env, place } = options
  const located = await locateOrigin(await realpath(options.origin), env)
  const origin = located.top
  const { path: temporary, remove } = await temporaryFolder()
  try {
    const own = await createOwnRepository(join(temporary, `${basename(origin)}.git`), located, env)
    await copyOriginIndex(own, located)
    const workingTree = place === 'copy' && options.head === 'WORKTREE' ? await snapshotWorkingTree(own, located) : null
    await borrowObjects(own, located)
    const root = place === 'copy' ? join(temporary, basename(origin)) : origin
    const shown = place === 'copy' ? await createTestsRepository(root, own, env) : await existingTestsRepository(located, own)
    return await openTrees({ ...options, origin }, { root, own, shown, workingTree, remove })
  } catch (error) {
    await remove()
    throw error
  }
}

type Laid = {
  readonly root: string
  readonly own: OwnRepository
  readonly shown: TestsRepository
  readonly workingTree: string | null
  remove(): Promise<void>
}

async function openTrees(options: WorkspaceOptions, { root, own, shown, workingTree, remove }: Laid): Promise<RunnerWorkspace> {
  const { origin, env } = options
  const { dir } = own
  // each is a process of git, and they do not depend on each other
  const [base, head] = await Promise.all([revisionOf(origin, options.base, env), headOf(options, dir, workingTree)])
  const revisions = { base, head }
  const [onBase, onHead] = await Promise.all([listTree(dir, base.tree, env), listTree(dir, head.tree, env)])
  const entries = { base: onBase, head: onHead }
  const { kept, notes } = await bringAlong(options, root, own, submodulesOf(entries, options.place))
  const bring = async (path: string) => {
    await rm(join(root, path), { recursive: true, force: true })
    await bringIgnored(origin, root, [`${path}/`])
  }
  const checkout = createCheckedOutTree({ root, kept, bring: options.place === 'copy' ? bring : null, own, shown })
  const objects = gitObjects(dir, env)
  const read = (tree: TreeName, path: string) => readText(objects, path, entries[tree].get(path))
  const paths = { base: [...entries.base.keys()].sort(), head: [...entries.head.keys()].sort() }
  return {
    base: revisions.base.name,
    head: revisions.head.name,
    root,
    origin,
    notes,
    treeId: (tree) => revisions[tree].tree,
    frameworkFiles: () => frameworkFiles(paths.head, (path) => read('head', path)),
    listFiles: async (tree) => paths[tree],
    readFile: read,
    changes: async () => {
      const all = [...new Set([...paths.base, ...paths.head])].sort()
      const changed = all.filter((path) => entries.base.get(path)?.object !== entries.head.get(path)?.object)
      const texts = changed.map(
        async (path): Promise<FileChange> => ({ path, before: await read('base', path), after: await read('head', path) }),
      )
      return (await Promise.all(texts)).filter(({ before, after }) => before !== after)
    },
    intentTexts: async () => [
      ...(options.intentTexts ?? []),
      ...(await commitMessages(dir, options.merge?.[0] ?? revisions.base.name, options.merge?.[1] ?? revisions.head.commit, env)),
    ],
    checkOut: (tree, overlay) => checkout.checkOut(revisions[tree], overlay),
    restore: checkout.restore,
    close: async () => {
      objects.close()
      await remove()
    },
  }
}

async function headOf({ origin, head, merge, env }: WorkspaceOptions, dir: string, workingTree: string | null): Promise<Revision> {
  if (merge !== undefined)
    return mergeTree(dir, await resolveCommit(origin, merge[0], env), await resolveCommit(origin, merge[1], env), env)
  if (head !== 'WORKTREE') return revisionOf(origin, head, env)
  if (workingTree === null)
    throw new SutureError('worktree_in_place', 'the working tree cannot be checked out over itself', 'give a commit as head')
  return { name: 'WORKTREE', commit: await resolveCommit(origin, 'HEAD', env), tree: workingTree }
}

/** Submodules that can be copied from the origin as they are; throws `submodules` for others. */
function submodulesOf(
  entries: Readonly<Record<TreeName, ReadonlyMap<string, TreeEntry>>>,
  place: WorkspaceOptions['place'],
): readonly string[] {
  const pinned = (tree: TreeName) => [...entries[tree]].filter(([, { mode }]) => mode === '160000')
  const same = (tree: TreeName, path: string, object: string) => entries[tree].get(path)?.object === object
  const other = [...pinned('base'), ...pinned('head')].find(
    ([path, { object }]) => !same('base', path, object) || !same('head', path, object),
  )
  const [any] = other ?? pinned('head')[0] ?? []
  if (other !== undefined || (place === 'in-place' && any !== undefined))
    throw new SutureError(
      'submodules',
      `the submodule ${any} can't be checked out for both trees`,
      'heal the submodule in a repository of its own',
    )
  return pinned('head').map(([path]) => `${path}/`)
}

/** In place, what set-up steps left in the checkout stays, but for compiled files, which may be of another tree. */
async function bringAlong(
  { origin, place, env }: WorkspaceOptions,
  root: string,
  own: OwnRepository,
  submodules: readonly string[],
): Promise<Brought> {
  const untracked = await listUntracked(origin, env)
  if (place === 'in-place')
    return { kept: untracked.map((path) => path.replace(/\/$/, '')).filter((path) => !path.endsWith('__pycache__')), notes: [] }
  // a repository that forgot to ignore its dependencies has them all the same
  const dependencies = untracked.filter((path) => isDependencies(path))
  return bringIgnored(origin, root, [...new Set([...submodules, ...(await listIgnored(own, origin)), ...dependencies])])
}
