import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import type { TreeTexts } from '../../engine/diagnosis/sources/tree-texts.ts'
import type { Environment } from '../../model/environment.ts'
import type { FileChange } from '../../model/file-change.ts'
import { gitObjects } from '../../sandbox/git-objects.ts'
import { temporaryFolder } from '../start-state/temporary-folder.ts'
import { commitMessages } from './commit-messages.ts'
import { locateOrigin } from './git-folder.ts'
import { borrowObjects, createOwnRepository } from './own-repository.ts'
import { resolveCommit, revisionOf } from './revision.ts'
import { listTree, readText } from './tree-files.ts'
import { copyOriginIndex, snapshotWorkingTree } from './working-tree.ts'

/** The texts of two trees of a checkout, of which nothing is laid out or run. `base` and `head` are full commit ids. */
export type OpenTexts = TreeTexts & { readonly base: string; readonly head: string; close(): Promise<void> }

/** Opens them; a head of `WORKTREE` means the files on disk. Throws SutureError (`no_repository`, `unknown_revision`). */
export async function openTexts(repository: string, base: string, head: string, env: Environment): Promise<OpenTexts> {
  const located = await locateOrigin(await realpath(repository), env)
  const { path: temporary, remove } = await temporaryFolder()
  try {
    const own = await createOwnRepository(join(temporary, 'texts.git'), located, env)
    await copyOriginIndex(own, located)
    const workingTree = head === 'WORKTREE' ? await snapshotWorkingTree(own, located) : null
    await borrowObjects(own, located)
    const from = await revisionOf(located.top, base, env)
    const to = workingTree === null ? await revisionOf(located.top, head, env) : await ofWorkingTree(located.top, workingTree, env)
    const entries = { base: await listTree(own.dir, from.tree, env), head: await listTree(own.dir, to.tree, env) }
    const objects = gitObjects(own.dir, env)
    const read = (tree: 'base' | 'head', path: string) => readText(objects, path, entries[tree].get(path))
    return {
      ...{ base: from.name, head: to.name },
      listFiles: async (tree) => [...entries[tree].keys()],
      readFile: read,
      changes: async () => {
        const all = [...new Set([...entries.base.keys(), ...entries.head.keys()])].toSorted()
        const changed = all.filter((path) => entries.base.get(path)?.object !== entries.head.get(path)?.object)
        const texts = changed.map(
          async (path): Promise<FileChange> => ({ path, before: await read('base', path), after: await read('head', path) }),
        )
        return Promise.all(texts)
      },
      intentTexts: () => commitMessages(own.dir, from.name, to.name, env),
      close: async () => {
        objects.close()
        await remove()
      },
    }
  } catch (error) {
    await remove()
    throw error
  }
}

async function ofWorkingTree(top: string, tree: string, env: Environment): Promise<{ readonly name: string; readonly tree: string }> {
  return { name: await resolveCommit(top, 'HEAD', env), tree }
}
