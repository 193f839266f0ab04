import { existsSync, readFileSync } from 'node:fs'
import { basename, join, posix } from 'node:path'
import { isLink } from '../workspace/contained-path.ts'

/**
 * A file that makes its folder a project of a framework: its name and, where the name alone says too little, what its text holds.
 * `configures`: it says by itself which files are tests. `whereNoneAbove`: it only counts where no folder up to the root has a mark.
 */
export type ProjectMark = {
  readonly name: string
  readonly holds?: RegExp
  readonly configures?: boolean
  readonly whereNoneAbove?: boolean
}

export type ProjectFolders = {
  /** Files by the folder of their project ('' being the root), the deepest folder first. */
  group(files: readonly string[]): ReadonlyMap<string, readonly string[]>
  /** Whether a folder's own configuration may choose its tests. */
  isConfigured(folder: string): boolean
}

const OF_TESTS = /^(?:tests?|testing)$/

/** A file's project is the nearest folder above it that has one of the marks; the root where none has. */
export function projectFolders(root: string, marks: readonly ProjectMark[]): ProjectFolders {
  const has = remembered((folder, only: 'strong' | 'weak' | 'configures') =>
    marks.some((mark) => isOf(mark, only) && hasMark(join(root, folder), mark)),
  )
  const nearest = (folder: string, isProject: (folder: string) => boolean): string | null => {
    for (let each = folder; ; each = parent(each)) {
      if (isProject(each)) return each
      if (each === '') return null
    }
  }
  // a folder of tests lists what its tests need, and a package is a part of what lies above it
  const isWeak = (folder: string) =>
    has(folder, 'weak') && !OF_TESTS.test(basename(folder)) && !existsSync(join(root, folder, '__init__.py'))
  const folderOf = (folder: string): string =>
    nearest(folder, (each) => has(each, 'strong')) ?? (has('', 'weak') ? '' : (nearest(folder, isWeak) ?? ''))
  return {
    group: (files) => {
      const known = new Map<string, string>()
      const groups = Map.groupBy(files, (file) => {
        const folder = parent(file)
        const found = known.get(folder) ?? folderOf(folder)
        known.set(folder, found)
        return found
      })
      return new Map([...groups].sort(([one], [other]) => depthOf(other) - depthOf(one)))
    },
    isConfigured: (folder) => has(folder, 'configures'),
  }
}

function isOf({ configures, whereNoneAbove }: ProjectMark, only: 'strong' | 'weak' | 'configures'): boolean {
  if (only === 'configures') return configures === true
  return (whereNoneAbove === true) === (only === 'weak')
}

function remembered<Kind extends string>(look: (folder: string, kind: Kind) => boolean): (folder: string, kind: Kind) => boolean {
  const known = new Map<string, boolean>()
  return (folder, kind) => {
    const key = `${kind} ${folder}`
    const answer = known.get(key) ?? look(folder, kind)
    known.set(key, answer)
    return answer
  }
}

function depthOf(folder: string): number {
  return folder === '' ? 0 : folder.split('/').length
}

function parent(path: string): string {
  const folder = posix.dirname(path)
  return folder === '.' ? '' : folder
}

function hasMark(folder: string, { name, holds }: ProjectMark): boolean {
  const path = join(folder, name)
  return existsSync(path) && !isLink(path) && (holds === undefined || holds.test(readFileSync(path, 'utf8')))
}
