import { constants } from 'node:fs'
import { cp, lstat, mkdir, readdir, readlink, rm, symlink } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, sep } from 'node:path'
import { linkNodeModules } from './link-node-modules.ts'

// Source: what each tool's own documentation calls its cache or its report.
const CACHES =
  /^(?:__pycache__|\.(?:pytest|mypy|ruff|parcel|turbo|eslint|stylelint|import_linter)_?-?cache|\.hypothesis|\.nyc_output|\.cache|\.git|\.idea|\.vscode|\.DS_Store|\.coverage(?:\..*)?|coverage|coverage\.xml|htmlcov|.*\.py[co])$/
const DEPENDENCIES = /^(?:\.?venv|env|\.tox|\.nox|\.pnpm-store|\.yarn|\.eggs|__pypackages__|\.gradle|\.m2)$/
// enough for generated sources and build outputs; data sets of this size are said, not copied
const LIMIT_BYTES = 200_000_000
const LIMIT_ENTRIES = 20_000

/** Whether an untracked path, as git lists it, holds installed packages. */
export function isDependencies(path: string): boolean {
  const name = path.replace(/\/$/, '').split('/').at(-1) ?? ''
  return name === 'node_modules' || DEPENDENCIES.test(name)
}

export type Brought = { readonly kept: readonly string[]; readonly notes: readonly string[] }

/**
 * Brings what the project needs and git does not have from the origin to the tree at `root`: dependency folders as links, node_modules as a
 * folder of links (so that tools write their caches there, not in the origin), everything else as copies up to a size. `paths` as git lists them.
 */
export async function bringIgnored(origin: string, root: string, paths: readonly string[]): Promise<Brought> {
  const kept: string[] = []
  const notes: string[] = []
  const budget = { bytes: LIMIT_BYTES, entries: LIMIT_ENTRIES }
  for (const listed of paths) {
    const path = listed.replace(/\/$/, '')
    const name = path.slice(path.lastIndexOf('/') + 1)
    if (CACHES.test(name) || path === '') continue
    const from = join(origin, path)
    const to = join(root, path)
    await mkdir(dirname(to), { recursive: true })
    if (name === 'node_modules') await linkNodeModules(from, to, origin, root)
    else if (listed.endsWith('/') && (DEPENDENCIES.test(name) || (await exists(join(from, 'pyvenv.cfg'))))) await symlink(from, to)
    else if (await fits(from, budget)) await copy(from, to, origin, root)
    else notes.push(`${path} is ignored by git and too large: it was left out`)
    kept.push(path)
  }
  return { kept, notes }
}

async function fits(path: string, budget: { bytes: number; entries: number }): Promise<boolean> {
  const found = await lstat(path).catch(() => null)
  if (found === null) return false
  budget.entries -= 1
  budget.bytes -= found.isFile() ? found.size : 0
  if (budget.entries < 0 || budget.bytes < 0) return false
  if (!found.isDirectory()) return true
  for (const name of await readdir(path)) if (!CACHES.test(name) && !(await fits(join(path, name), budget))) return false
  return true
}

async function copy(from: string, to: string, origin: string, root: string): Promise<void> {
  await rm(to, { recursive: true, force: true })
  await cp(from, to, {
    recursive: true,
    verbatimSymlinks: true,
    preserveTimestamps: true,
    mode: constants.COPYFILE_FICLONE,
    filter: async (source) => !CACHES.test(source.slice(source.lastIndexOf(sep) + 1)) && !(await isSpecial(source)),
  })
  await retargetLinks(to, origin, root)
}

/** Absolute links into the origin would lead back there. */
async function retargetLinks(path: string, origin: string, root: string): Promise<void> {
  const found = await lstat(path).catch(() => null)
  if (found?.isDirectory()) for (const name of await readdir(path)) await retargetLinks(join(path, name), origin, root)
  if (!found?.isSymbolicLink()) return
  const target = await readlink(path)
  const inside = relative(origin, target)
  if (!isAbsolute(target) || inside.startsWith('..')) return
  await rm(path)
  await symlink(join(root, inside), path)
}

async function isSpecial(path: string): Promise<boolean> {
  const found = await lstat(path)
  return !(found.isFile() || found.isDirectory() || found.isSymbolicLink())
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null)) !== null
}
