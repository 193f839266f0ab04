// Runs in the main process: maps what V8 counted in the workers from the compiled texts to the lines of the sources, and records it.
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { mappedPlaces } from './mapped-places.mjs'

const require = createRequire(import.meta.url)
const { request, ROOT, write } = require('../javascript/records.cjs')
// the text of a module is inside a function that Vitest calls
const WRAPPED = /^'use strict';async \([^)]*\)\s*=>\s*\{\{/
const INLINE = /\/\/# sourceMappingURL=data:application\/json;(?:charset=utf-8;)?base64,([\w+/=]+)/g

/** Writes the lines of each test of the run that has just ended, where they were asked for. */
export function writeLines(vitest) {
  if (!request().coverage) return
  const folder = dirname(process.env.SUTURE_REQUEST)
  const imported = new Map()
  try {
    for (const name of readdirSync(folder).filter((each) => each.startsWith('lines-'))) {
      const { scripts, takes } = JSON.parse(readFileSync(join(folder, name), 'utf8'))
      rmSync(join(folder, name))
      const known = new Map(Object.entries(scripts).map(([id, script]) => [id, placesOf(script, vitest)]))
      for (const { test, counts } of takes) {
        const own = test === null ? imported : new Map()
        for (const [id, functions] of Object.entries(counts)) collect(known.get(id), functions, test === null ? imported : own, imported)
        if (test !== null) write('coverage', { test, lines: plain(own) })
      }
    }
    write('coverage', { test: null, lines: plain(imported) })
  } catch (error) {
    write('coverage_lost', { reason: `the lines could not be read: ${error?.message ?? error}`.slice(0, 4000) })
  }
}

/** Maps the compiled text of a script to its source lines: offsets in what V8 saw, in order. */
function placesOf({ file, text }, vitest) {
  const start = WRAPPED.exec(text)?.[0].length ?? 0
  const code = text.slice(start)
  const map = mapOf(file, code, vitest)
  if (map === null && start > 0) throw new Error(`${file} was compiled without a source map`)
  const places = map === null ? eachLine(code) : mappedPlaces(code, map.mappings)
  return { file, start, places: places.filter(({ offset }) => !'{})'.includes(code[offset] ?? '}')) }
}

function mapOf(file, code, vitest) {
  const inline = [...code.matchAll(INLINE)].at(-1)
  if (inline) return JSON.parse(Buffer.from(inline[1], 'base64').toString('utf8'))
  const results = graphsOf(vitest).flatMap((graph) =>
    [...(graph?.fileToModulesMap?.get(join(ROOT, file)) ?? [])].flatMap(
      (module) => module.transformResult ?? module.ssrTransformResult ?? [],
    ),
  )
  return results.find((result) => result.map?.mappings && code.startsWith(result.code))?.map ?? null
}

function graphsOf(vitest) {
  const servers = vitest.projects.map((project) => project.vite ?? project.server)
  return servers.flatMap((server) => [
    ...Object.values(server?.environments ?? {}).map(({ moduleGraph }) => moduleGraph),
    server?.moduleGraph,
  ])
}

/** A text that is its own source. */
function eachLine(code) {
  const places = []
  for (const { index, 0: line } of code.matchAll(/^.*\S.*$/gm)) {
    places.push({ offset: index + line.search(/\S/), line: code.slice(0, index).split('\n').length })
  }
  return places
}

/** The innermost range that holds a place says whether it ran; the module itself, and the function around it, are loading. */
function collect({ file, start, places }, functions, lines, imported) {
  const end = start + (places.at(-1)?.offset ?? 0) + 1
  const counts = new Int32Array(end)
  const isInside = new Uint8Array(end)
  const outermostFirst = functions.toSorted((a, b) => a[0][0] - b[0][0] || b[0][1] - a[0][1])
  for (const ranges of outermostFirst) {
    const isFunction = ranges[0][0] >= start && start > 0 ? 1 : Number(ranges[0][0] > 0 || ranges[0][1] < end)
    for (const [from, to, count] of ranges) {
      counts.fill(count, from, to)
      isInside.fill(isFunction, from, to)
    }
  }
  for (const { offset, line } of places) {
    const at = start + offset
    if (counts[at] > 0) add(isInside[at] ? lines : imported, file, line)
  }
}

function add(files, name, line) {
  const known = files.get(name) ?? new Set()
  files.set(name, known)
  known.add(line)
}

function plain(files) {
  return Object.fromEntries([...files].map(([file, lines]) => [file, [...lines].sort((a, b) => a - b)]))
}
