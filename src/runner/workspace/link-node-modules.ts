import type { Dirent } from 'node:fs'
import { mkdir, readdir, realpath, symlink } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

// what bundlers and test tools write into node_modules: the tree gets its own
const CACHES = /^\.(?:cache|vite|vite-temp|vitest|vitest-cache|cache-.*)$/

/**
 * Makes `to` a node_modules folder whose entries are links to those of `from`. Entries that lead into the origin's own sources
 * (packages of an npm, yarn or pnpm workspace) lead to the same place below `root` instead.
 */
export async function linkNodeModules(from: string, to: string, origin: string, root: string): Promise<void> {
  await mkdir(to, { recursive: true })
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (CACHES.test(entry.name)) continue
    if (entry.name.startsWith('@') && entry.isDirectory()) await linkNodeModules(join(from, entry.name), join(to, entry.name), origin, root)
    else await linkEntry(entry, join(from, entry.name), join(to, entry.name), origin, root)
  }
}

async function linkEntry(entry: Dirent, from: string, to: string, origin: string, root: string): Promise<void> {
  const inside = entry.isSymbolicLink() ? relative(origin, await realpath(from).catch(() => from)) : ''
  const isSource = inside !== '' && !inside.startsWith('..') && !inside.split(sep).includes('node_modules')
  await symlink(isSource ? join(root, inside) : from, to)
}
