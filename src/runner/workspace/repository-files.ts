import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { SutureError } from '../../model/error.ts'
import { containedPath, isLink } from './contained-path.ts'

/** The few files of a checkout that `suture init` reads and writes; paths are relative to the repository. */
export type RepositoryFolder = {
  /** The file's text, `null` where there is none. */
  read(path: string): string | null
  /** The files of one folder, sorted, as paths. */
  list(folder: string): readonly string[]
  write(path: string, text: string): void
}

export function openRepositoryFolder(root: string): RepositoryFolder {
  if (!existsSync(root) || !statSync(root).isDirectory())
    throw new SutureError('no_repository', `There is no folder ${root}.`, 'Name the checkout with --repo.')
  const place = (path: string): string => {
    const full = containedPath(root, path)
    if (isLink(full)) throw new SutureError('path_outside', `${path} is a symbolic link.`, 'Replace it with a regular file.')
    return full
  }
  return {
    read: (path) => (existsSync(place(path)) ? readFileSync(place(path), 'utf8') : null),
    list: (folder) => {
      const full = join(root, folder)
      if (!existsSync(full)) return []
      return readdirSync(full, { withFileTypes: true })
        .flatMap((entry) => (entry.isFile() ? [`${folder}/${entry.name}`] : []))
        .toSorted()
    },
    write: (path, text) => {
      mkdirSync(dirname(place(path)), { recursive: true })
      writeFileSync(place(path), text)
    },
  }
}
