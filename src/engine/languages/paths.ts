/** The folder of a path with its slash; '' at the top. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}

/** The folder itself and those around it, nearest first, each with its slash; the top is ''. */
export function foldersAround(folder: string): readonly string[] {
  const parts = folder.split('/').filter(Boolean)
  return parts.map((_, index) => `${parts.slice(0, parts.length - index).join('/')}/`).concat('')
}

/** A relative path from a folder, without `.` and `..`; `null` where it leaves the repository. */
export function joinPath(folder: string, relative: string): string | null {
  const parts = folder.split('/').filter(Boolean)
  for (const part of relative.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return null
    } else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

/** The same as a folder: with its slash, or ''. */
export function joinFolder(folder: string, relative: string): string | null {
  const path = joinPath(folder, relative)
  return path === null || path === '' ? path : `${path}/`
}
