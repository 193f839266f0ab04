import { lstat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SutureError } from '../../model/error.ts'

/** Writes repaired tests into the caller's checkout: existing regular files only, never through a link. */
export async function applyFiles(root: string, files: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, text] of files) {
    const target = join(root, path)
    if (!(await lstat(target)).isFile()) throw new SutureError('not_a_file', `${path} is no regular file`, 'apply the patch by hand')
    await writeFile(target, text)
  }
}
