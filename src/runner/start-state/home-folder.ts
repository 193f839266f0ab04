import { copyFileSync, lstatSync, mkdirSync, readdirSync, type Stats, symlinkSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'

/** How a home folder is recreated: paths below it, folders before their contents. */
export type HomeImage = {
  readonly from: string
  readonly folders: readonly { readonly path: string; readonly mode: number }[]
  readonly copies: readonly string[]
  readonly links: readonly { readonly path: string; readonly to: string }[]
}

/** Where programs keep what outlives them, by the XDG base directories and Apple's guide to the file system. */
const OPENED = new Set([
  '.cache',
  '.config',
  '.local',
  '.local/share',
  '.local/state',
  'Library',
  'Library/Application Support',
  'Library/Caches',
])
/** Expensive caches that are keyed by content and hold no test state: downloads, compiled parts, font indexes. */
const CACHES = [
  '.npm',
  ...['pip', 'uv', 'pypoetry', 'yarn', 'node-gyp', 'prisma', 'ms-playwright', 'puppeteer', 'Cypress', 'mongodb-binaries'],
  ...['matplotlib', 'fontconfig', 'huggingface', 'torch'],
].map((name) => (name.startsWith('.') ? name : `.cache/${name}`))
// settings and small caches are below it; larger folders are linked, since copying them in each run would be slow
const FILE_BYTES = 64_000
const FOLDER = { entries: 64, bytes: 256_000 }
const MOST_COPIES = 1000

type Budget = { entries: number; bytes: number }
type Parts = { folders: HomeImage['folders'][number][]; copies: string[] }

/**
 * What a run finds in a home folder like `home`: small files and folders of settings and caches as copies, everything else as links.
 * `places` lie in no copy. Caches that do not exist are folders of `shared`.
 */
export function readHome(home: string, places: readonly string[], shared: string): HomeImage {
  const all: Parts = { folders: [], copies: [] }
  const links: HomeImage['links'][number][] = []
  const isAround = (path: string) => places.some((place) => `${place}${sep}`.startsWith(join(home, path) + sep))
  const visit = (folder: string): void => {
    for (const name of namesIn(join(home, folder))) {
      const path = join(folder, name)
      if (CACHES.includes(path)) continue
      const mayCopy = all.copies.length < MOST_COPIES && !isAround(path)
      const parts = OPENED.has(path) ? opened(home, path) : mayCopy ? small(home, path) : null
      if (parts === null) {
        links.push({ path, to: join(home, path) })
        continue
      }
      all.folders.push(...parts.folders)
      all.copies.push(...parts.copies)
      if (OPENED.has(path)) visit(path)
    }
  }
  visit('')
  for (const path of CACHES) {
    // a folder that is a link itself leads out of the copy
    if (links.some((link) => link.path === dirname(path))) continue
    const own = join(home, path)
    links.push({ path, to: statOf(own) === null ? join(shared, path.replace('/', '-')) : own })
  }
  return { from: home, ...all, links }
}

function opened(home: string, path: string): Parts | null {
  const found = statOf(join(home, path))
  return found?.isDirectory() ? { folders: [{ path, mode: found.mode }], copies: [] } : null
}

/** A file, or a folder whose name says that it holds settings, of a size that may be copied. */
function small(home: string, path: string): Parts | null {
  const found = statOf(join(home, path))
  if (found?.isFile()) return found.size <= FILE_BYTES ? { folders: [], copies: [path] } : null
  return found?.isDirectory() && path.startsWith('.') ? smallFolder(home, path, { ...FOLDER }) : null
}

/** Makes the home folder at `to`, which is not there yet. */
export function prepareHome({ from, folders, copies, links }: HomeImage, to: string): void {
  mkdirSync(to)
  for (const { path, mode } of folders) mkdirSync(join(to, path), { mode: (mode & 0o777) | 0o700 })
  for (const path of copies) {
    try {
      copyFileSync(join(from, path), join(to, path))
    } catch {
      // gone meanwhile, or not ours to read
    }
  }
  for (const { path, to: target } of links) {
    mkdirSync(dirname(join(to, path)), { recursive: true })
    symlinkSync(target, join(to, path))
  }
}

/** All of a folder, if it is small and holds nothing but files and folders; else `null`. */
function smallFolder(home: string, path: string, budget: Budget): Parts | null {
  const found = statOf(join(home, path))
  if (found === null) return null
  const parts: Parts = { folders: [{ path, mode: found.mode }], copies: [] }
  for (const name of namesIn(join(home, path))) {
    const below = join(path, name)
    const entry = statOf(join(home, below))
    budget.entries -= 1
    budget.bytes -= entry?.size ?? 0
    if (budget.entries < 0 || budget.bytes < 0) return null
    if (entry?.isFile()) parts.copies.push(below)
    else {
      const inner = entry?.isDirectory() ? smallFolder(home, below, budget) : null
      if (inner === null) return null
      parts.folders.push(...inner.folders)
      parts.copies.push(...inner.copies)
    }
  }
  return parts
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function statOf(path: string): Stats | null {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) ?? null
  } catch {
    return null
  }
}
