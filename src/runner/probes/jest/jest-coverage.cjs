// Runs in the test's realm: reads which statements each test executes from the counters that Jest's own instrumentation puts into the modules.
const { SourceMap } = process.getBuiltinModule('node:module')

/** Each call to `took`, with id and file of a test, says what ran since the one before. `lost` ends it all, with the reason. */
function createLines({ relative, write }) {
  const files = new Map()
  const imported = new Map()
  let reason = null

  const take = () => {
    const lines = new Map()
    for (const coverage of Object.values(globalThis.__coverage__ ?? {})) {
      const file = files.get(coverage.path) ?? statementsOf(coverage, relative(coverage.path))
      files.set(coverage.path, file)
      for (const { places, isTop } of file.name === null ? [] : counted(file, coverage.s)) add(isTop ? imported : lines, file.name, places)
    }
    return lines
  }

  return {
    /** What ran until now was loading. */
    loaded: () => {
      for (const [file, lines] of take()) add(imported, file, lines)
    },
    took: (test) => write('coverage', { test, lines: plain(take()) }),
    lost: (why) => {
      reason ??= why
    },
    end: (loadedFiles) => {
      take()
      const own = loadedFiles.filter((file) => relative(file) !== null && !file.endsWith('.json'))
      if (own.length > 1 && files.size === 0) reason ??= 'the transform of the project adds no counters to its modules'
      if (reason === null) write('coverage', { test: null, lines: plain(imported) })
      else write('coverage_lost', { reason })
    },
  }
}

/** The statements that ran since they were counted last. */
function counted(file, counters) {
  const ran = Object.keys(counters).filter((id) => counters[id] !== file.counts[id])
  for (const id of ran) file.counts[id] = counters[id]
  return ran.map((id) => file.statements[id])
}

function add(files, name, lines) {
  const known = files.get(name) ?? new Set()
  files.set(name, known)
  for (const line of lines) known.add(line)
}

/** A file's counters so far, and of each statement its lines, all of them where none begins inside, and whether it is outside of every function. */
function statementsOf({ statementMap, fnMap, inputSourceMap }, name) {
  const map = inputSourceMap ? new SourceMap(inputSourceMap) : null
  const ranges = Object.entries(statementMap).sort(([, a], [, b]) => compare(a.start, b.start) || compare(b.end, a.end))
  const functions = Object.values(fnMap)
    .map(({ loc }) => loc)
    .sort((a, b) => compare(a.start, b.start))
  const statements = {}
  let inner = 0
  let end = null
  for (const [index, [id, range]] of ranges.entries()) {
    for (; inner < functions.length && compare(functions[inner].start, range.start) <= 0; inner += 1) {
      if (end === null || compare(functions[inner].end, end) > 0) end = functions[inner].end
    }
    const next = ranges[index + 1]?.[1].start
    const isLeaf = next === undefined || compare(next, range.end) >= 0
    statements[id] = { places: linesOf(map, range, isLeaf), isTop: end === null || compare(range.start, end) >= 0 }
  }
  return { name, counts: Object.fromEntries(ranges.map(([id]) => [id, 0])), statements }
}

function compare(a, b) {
  return a.line - b.line || a.column - b.column
}

function linesOf(map, { start, end }, isLeaf) {
  const first = originalLine(map, start)
  if (first === null) return []
  const last = isLeaf ? (originalLine(map, { line: end.line, column: Math.max(0, end.column - 1) }) ?? first) : first
  return Array.from({ length: Math.max(1, last - first + 1) }, (_, index) => first + index)
}

/** Lines from 1; null for what the compiler added. */
function originalLine(map, { line, column }) {
  if (map === null) return line
  const { originalLine: found } = map.findEntry(line - 1, column)
  return found === undefined ? null : found + 1
}

function plain(files) {
  return Object.fromEntries([...files].map(([file, lines]) => [file, [...lines].sort((a, b) => a - b)]))
}

module.exports = { createLines }
