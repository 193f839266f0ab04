import { dirname } from 'node:path'
import { cyclesOf, type Graph } from './cycles.ts'
import { isFairPair } from './fair-names.ts'
import { linesOf, pathsBelow, ROOT, type SourceFile, sourceFiles, textOf } from './source-files.ts'

/** Lines of files; `p90`: nine in ten have no more. */
export type Sizes = {
  readonly files: number
  readonly lines: number
  readonly median: number
  readonly p90: number
  readonly max: number
  readonly longest: string
}

type Sized = { readonly path: string; readonly lines: number }

export function sizesOf(files: readonly Sized[]): Sizes {
  const sorted = files.toSorted((a, b) => a.lines - b.lines)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.lines ?? 0
  return {
    files: files.length,
    lines: files.reduce((sum, { lines }) => sum + lines, 0),
    median: at(0.5),
    p90: at(0.9),
    max: sorted.at(-1)?.lines ?? 0,
    longest: sorted.at(-1)?.path ?? '',
  }
}

/** Every file below a folder whose name matches, with its lines. */
export function sizedFiles(folder: string, name: RegExp, root = ROOT): readonly Sized[] {
  return pathsBelow(folder, name, root).map((path) => ({ path, lines: linesOf(textOf(path, root)) }))
}

/** Folders by the number of files of their own, most first. */
export function folderSizes(paths: readonly string[]): readonly { readonly folder: string; readonly files: number }[] {
  return [...Map.groupBy(paths, (path) => dirname(path))]
    .map(([folder, own]) => ({ folder, files: own.length }))
    .sort((a, b) => b.files - a.files)
}

/** Files and what they import; with `types`, also what is erased when the program runs. */
export function fileGraph(files: readonly SourceFile[], { types }: { readonly types: boolean }): Graph {
  return new Map(
    files.map(({ path, imports }) => [path, imports.filter(({ isType }) => types || !isType).map(({ target }) => target)] as const),
  )
}

/** Capabilities and what they import: folders such as server/jobs, and single files such as engine/ports.ts. */
export function capabilityGraph(files: readonly SourceFile[]): Graph {
  const graph = new Map<string, Set<string>>()
  for (const { path, imports } of files) {
    const own = capabilityOf(path)
    const targets = imports.flatMap(({ target }) =>
      target.startsWith('src/') && capabilityOf(target) !== own ? [capabilityOf(target)] : [],
    )
    graph.set(own, new Set([...(graph.get(own) ?? []), ...targets]))
  }
  return graph
}

const PLANES = new Set(['engine', 'runner', 'server'])

function capabilityOf(path: string): string {
  const [, plane = '', part = ''] = path.split('/')
  return PLANES.has(plane) ? `src/${plane}/${part}` : `src/${plane}`
}

/** Names that two files of src export, each for a thing of its own. */
export function doubledNames(files: readonly SourceFile[]): readonly { readonly name: string; readonly paths: readonly string[] }[] {
  const exported = files.flatMap(({ path, exports }) => exports.map((name) => ({ name, path })))
  return [...Map.groupBy(exported, ({ name }) => name)]
    .map(([name, owners]) => ({ name, paths: owners.map(({ path }) => path) }))
    .filter(({ name, paths }) => paths.length > 1 && !isFairPair(name, paths))
}

/** The table of sizes, folders, cycles and names of a checkout, in Markdown. */
export function sizesTable(root = ROOT): string {
  const files = sourceFiles('src', root)
  const probes = sizedFiles('src', PROBE, root)
  const tests = sizedFiles('test', /\.tsx?$/, root)
  const below = (folder: string) => tests.filter(({ path }) => path.startsWith(folder))
  const rows: readonly (readonly [string, readonly Sized[]])[] = [
    ['src, .ts and .tsx', files],
    ['src with probes', [...files, ...probes]],
    ['test, .ts and .tsx', tests],
    ['of these *.test.ts', tests.filter(({ path }) => /\.test\.tsx?$/.test(path))],
    ['test/support', below('test/support/')],
    ['test/bench', below('test/bench/')],
    ['bin', sizedFiles('bin', /\.mjs$/, root)],
  ]
  const folders = folderSizes([...files, ...probes].map(({ path }) => path))
  const doubled = doubledNames(files)
  return [
    '| | files | lines | median | p90 | max |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(([name, all]) => {
      const { longest, ...numbers } = sizesOf(all)
      return `| ${[name, ...Object.values(numbers).map((value) => value.toLocaleString('en'))].join(' | ')} \`${longest}\` |`
    }),
    '',
    '| structure of src | |',
    '| --- | --- |',
    `| folders of more than ${MAX_FILES} files | ${list(folders.filter(({ files: own }) => own > MAX_FILES).map((one) => `${one.folder} ${one.files}`))} |`,
    `| largest folders | ${list(folders.slice(0, 5).map((one) => `${one.folder} ${one.files}`))} |`,
    `| import cycles when run | ${sizesOfCycles(fileGraph(files, { types: false }))} |`,
    `| import cycles with types | ${sizesOfCycles(fileGraph(files, { types: true }))} |`,
    `| cycles between capabilities | ${cycleNames(capabilityGraph(files))} |`,
    `| names for two things | ${doubled.length}: ${doubled.map(({ name }) => name).join(', ')} |`,
  ].join('\n')
}

/** Files of a folder of its own before it is hard to read. */
export const MAX_FILES = 25
/** What runs inside of the processes of test frameworks. */
export const PROBE = /\.(?:py|[cm]js)$/

function list(words: readonly string[]): string {
  return words.length === 0 ? '0' : words.join(', ')
}

function sizesOfCycles(graph: Graph): string {
  const cycles = cyclesOf(graph)
  return cycles.length === 0 ? '0' : `${cycles.length} (of ${cycles.map((one) => one.length).join(', ')} files)`
}

function cycleNames(graph: Graph): string {
  const cycles = cyclesOf(graph)
  return cycles.length === 0 ? '0' : `${cycles.length} (${cycles.map((one) => one.join(' ↔ ')).join('; ')})`
}
