import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const SOURCE = /\.(py|[cm]?[jt]sx?)$/
const TEST = /(^|\/)(tests?|__tests__)\/|(^|\/)(test_[^/]*|conftest)\.py$|\.(test|spec)\.[^/]+$|\.config\.[^/]+$/
const WORDS = ['order', 'stock', 'batch', 'carrier', 'parcel', 'refund', 'voucher', 'shelf', 'region', 'season', 'supplier', 'pallet']

/**
 * Adds seeded source files, which nothing imports, below `src/padding` (or `padding`) until the folder holds
 * `sourceFiles` of them, tests not counted; for measurements on a repository of a given size. Returns the added paths.
 */
export function padFixture(folder: string, sourceFiles: number): readonly string[] {
  const paths = listFiles(folder)
  const sources = paths.filter((path) => SOURCE.test(path) && !TEST.test(path))
  const python = sources.filter((path) => path.endsWith('.py')).length * 2 > sources.length
  const extension = python ? 'py' : sources.some((path) => path.endsWith('.ts')) ? 'ts' : 'js'
  const target = paths.some((path) => path.startsWith('src/')) ? 'src/padding' : 'padding'
  const count = Math.max(0, sourceFiles - sources.length)
  mkdirSync(join(folder, target), { recursive: true })
  return Array.from({ length: count }, (_, index) => {
    const path = `${target}/part_${String(index).padStart(3, '0')}.${extension}`
    writeFileSync(join(folder, path), python ? pythonModule(index) : scriptModule(index, extension === 'ts'))
    return path
  })
}

function listFiles(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = entries.map((entry) =>
    join(entry.parentPath, entry.name)
      .slice(folder.length + 1)
      .replaceAll('\\', '/'),
  )
  return paths.filter((path) => !path.startsWith('.git/') && !path.includes('node_modules/')).sort()
}

/** Numbers from 0 to below `limit`, the same for the same seed (a linear congruential generator, Numerical Recipes). */
function seeded(seed: number): (limit: number) => number {
  let state = seed * 7919 + 17
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
}

type Part = { readonly name: string; readonly factor: number; readonly limit: number }

function parts(seed: number): readonly Part[] {
  const next = seeded(seed)
  const word = () => WORDS[next(WORDS.length)] ?? 'order'
  return Array.from({ length: 4 + next(6) }, (_, index) => ({
    name: `${word()}_${word()}_${index}`,
    factor: 2 + next(90),
    limit: 100 + next(9000),
  }))
}

function pythonModule(seed: number): string {
  const functions = parts(seed).map(
    ({ name, factor, limit }) => `
def ${name}(rows, floor=${factor}):
    """Sums what lies above the floor and below ${limit}."""
    total = 0
    for index, row in enumerate(rows):
        if floor <= row < ${limit}:
            total += row * ${factor} - index
    return min(total, ${limit})
`,
  )
  return ['from __future__ import annotations\n', ...functions].join('\n')
}

function scriptModule(seed: number, typed: boolean): string {
  const functions = parts(seed).map(
    ({ name, factor, limit }) => `
/** Sums what lies above the floor and below ${limit}. */
export function ${name}(rows${typed ? ': readonly number[]' : ''}, floor = ${factor})${typed ? ': number' : ''} {
  let total = 0
  for (const [index, row] of rows.entries()) {
    if (row >= floor && row < ${limit}) total += row * ${factor} - index
  }
  return Math.min(total, ${limit})
}
`,
  )
  return functions.join('')
}
