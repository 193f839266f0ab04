import { existsSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { isLink } from '../workspace/contained-path.ts'

/** A file that makes its folder a project of a framework: its name and, where the name alone says too little, what its text holds. */
export type ProjectMark = { readonly name: string; readonly holds?: RegExp }

/** Groups files by the nearest folder above them (from the root, '' being the root itself) that has one of the marks; the root where none has. */
export function byProjectFolder(
  root: string,
  files: readonly string[],
  marks: readonly ProjectMark[],
): ReadonlyMap<string, readonly string[]> {
  const marked = new Map<string, boolean>()
  const isMarked = (folder: string) => {
    const known = marked.get(folder) ?? marks.some((mark) => hasMark(join(root, folder), mark))
    marked.set(folder, known)
    return known
  }
  const groups = new Map<string, string[]>()
  for (const file of files) {
    let folder = parent(file)
    while (folder !== '' && !isMarked(folder)) folder = parent(folder)
    groups.set(folder, [...(groups.get(folder) ?? []), file])
  }
  return groups
}

function parent(path: string): string {
  const folder = posix.dirname(path)
  return folder === '.' ? '' : folder
}

function hasMark(folder: string, { name, holds }: ProjectMark): boolean {
  const path = join(folder, name)
  return existsSync(path) && !isLink(path) && (holds === undefined || holds.test(readFileSync(path, 'utf8')))
}
