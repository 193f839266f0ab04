import { folderOf, joinPath } from '../../paths.ts'

/** How a path from the top of the repository is written while settings are read. */
const TOP = 'repository:/'

/** What a call makes of paths, as settings files write it; `undefined` for another call. */
export function pathCall(callee: string, given: readonly unknown[], path: string): string | undefined {
  const name = callee.slice(callee.lastIndexOf('.') + 1)
  const [first, second] = given
  if (name === 'cwd') return TOP + folderOf(path)
  if (typeof first !== 'string') return undefined
  switch (name) {
    case 'URL':
      return typeof second === 'string' && second.startsWith(TOP) ? under(folderOf(second), [first]) : undefined
    case 'fileURLToPath':
    case 'pathToFileURL':
    case 'normalizePath':
    case 'normalize':
    case 'toString':
      return first
    case 'dirname':
      return first.startsWith(TOP) ? folderOf(first.replace(/\/$/, '')) : undefined
    case 'resolve':
    case 'join':
      return callee === 'require.resolve' ? undefined : joined(given, name === 'resolve' ? TOP + folderOf(path) : '')
    default:
      return undefined
  }
}

function joined(given: readonly unknown[], start: string): string | undefined {
  const parts = given.filter((part) => typeof part === 'string')
  if (parts.length !== given.length) return undefined
  const last = parts.findLastIndex((part) => part.startsWith(TOP))
  if (last >= 0) return under(parts[last] ?? '', parts.slice(last + 1))
  return start === '' ? parts.join('/') : under(start, parts)
}

function under(folder: string, parts: readonly string[]): string | undefined {
  const path = joinPath(folder.slice(TOP.length), parts.join('/'))
  return path === null ? undefined : TOP + path
}

/** The path from the top of the repository that a setting means, seen from the folder of its file; `null` for a package. */
export function settingPath(value: string, folder: string): string | null {
  if (value.startsWith(TOP)) return joinPath('', value.slice(TOP.length))
  if (/^\.\.?(?:\/|$)/.test(value)) return joinPath(folder, value)
  return value.startsWith('/') ? joinPath(folder, value.slice(1)) : null
}
