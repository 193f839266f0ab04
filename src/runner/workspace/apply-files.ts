import { lstat, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type EditedFile, isTakenAway } from '../../engine/repair/edited-files.ts'
import { SutureError } from '../../model/error.ts'

/**
 * Writes repaired tests into the caller's checkout, all or none: existing regular files only, never through a link, and never over
 * a text other than the one that was repaired. Throws SutureError `not_a_file` or `changed_since`.
 */
export async function applyFiles(root: string, files: readonly EditedFile[]): Promise<void> {
  for (const { path, before } of files) {
    const target = join(root, path)
    if (!(await lstat(target)).isFile()) throw new SutureError('not_a_file', `${path} is not a regular file`, 'apply the patch by hand')
    if ((await readFile(target, 'utf8')) !== before) {
      throw new SutureError(
        'changed_since',
        `${path} has changed on disk since it was repaired`,
        'nothing was written: apply the patch by hand',
      )
    }
  }
  for (const { path, after } of files) await (isTakenAway({ path, after }) ? rm(join(root, path)) : writeFile(join(root, path), after))
}
