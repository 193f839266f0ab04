// Writes what a framework's run showed, one JSON line each, and knows where files lie: the tree (SUTURE_ROOT) or the user's checkout (SUTURE_ORIGIN).
const { createHash } = process.getBuiltinModule('node:crypto')
const { appendFileSync, existsSync, readFileSync, realpathSync } = process.getBuiltinModule('node:fs')
const { createRequire } = process.getBuiltinModule('node:module')
const path = process.getBuiltinModule('node:path')

const ROOT = process.env.SUTURE_ROOT
const ORIGIN = process.env.SUTURE_ORIGIN
const OWN = path.dirname(__dirname)
const TEXT_LIMIT = 20_000
const FRAME_LIMIT = 100

function write(kind, fields) {
  appendFileSync(process.env.SUTURE_RECORDS, `${JSON.stringify({ kind, ...fields })}\n`)
}

const LONGEST_ID = 800

/** How tests are named outside of the framework: the same rule as in src/model/test-id.ts. */
function cleanTestId(id) {
  const text = id.replaceAll('\0', '\u2400').replace(/\p{Surrogate}/gu, '\ufffd')
  if (text.length <= LONGEST_ID) return text
  const end = `…${createHash('sha256').update(text).digest('hex').slice(0, 16)}${text.endsWith(']') ? ']' : ''}`
  return text.slice(0, LONGEST_ID - end.length).replace(/[\ud800-\udbff]$/, '') + end
}

/** `{ files, testIds, order, coverage, mutants, conditions }`: files as absolute paths; `order`: ids in which order they run, or null. */
function request() {
  const { files, testIds, coverage, mutants, listed, conditions } = JSON.parse(readFileSync(process.env.SUTURE_REQUEST, 'utf8'))
  return {
    files: files.map((file) => path.join(ROOT, file)),
    testIds: testIds.length > 0 ? askedOf(new Set(testIds)) : null,
    coverage: coverage === true,
    mutants: mutants?.length > 0 ? mutants : null,
    order: listed === true ? testIds : null,
    conditions: conditions ?? {},
  }
}

function askedOf(testIds) {
  return { has: (id) => testIds.has(cleanTestId(id)) }
}

function isBelow(file, folder) {
  return file === folder || file.startsWith(folder + path.sep)
}

/** A file of the tree relative to its root, with slashes; null for any other file. */
function relative(file) {
  if (typeof file !== 'string') return null
  const full = file.replace(/^file:\/\//, '').replace(/[?#].*$/, '')
  if (!path.isAbsolute(full) || full.includes(`${path.sep}node_modules${path.sep}`)) return null
  const folder = [ROOT, ORIGIN].find((each) => isBelow(full, each))
  return folder === undefined ? null : path.relative(folder, full).split(path.sep).join('/')
}

/** Files that were loaded, apart: product files of the tree, and files of the user's checkout that should have been the tree's. */
function writeModules(files) {
  const known = [...new Set(files)].filter((file) => relative(file) !== null && existsSync(file)).map((file) => realpathSync(file))
  const outside = known.filter((file) => !isBelow(file, ROOT) && relative(file) !== null)
  const inside = known.filter((file) => isBelow(file, ROOT)).map(relative)
  write('modules', { productFiles: inside.filter((file) => file !== null), outsideFiles: outside })
}

/** Files of the tree that are loaded before its tests: they belong to the tests. */
function writeSetUp(files) {
  const known = [...new Set(files)].filter((file) => relative(file) !== null && existsSync(file))
  write('set_up', { files: known.map((file) => relative(realpathSync(file)) ?? relative(file)) })
}

/** Frames of a V8 stack, innermost last. */
function framesOf(stack) {
  const places = []
  for (const line of String(stack).split('\n')) {
    const found = /^\s*at (?:async )?(?:(.+?) \()?(?:file:\/\/)?([^()]+?):(\d+):\d+\)?$/.exec(line)
    if (found) places.push({ file: found[2], line: Number(found[3]), method: found[1] })
  }
  return framesAt(places)
}

/** Frames of `{ file, line, method }`, innermost first in and last out; starting at the first one in the tree, without Suture's own. */
function framesAt(places) {
  const foreign = places.filter(({ file }) => !isBelow(String(file).replace(/^file:\/\//, ''), OWN))
  const frames = foreign.map(({ file, line, method }) => ({ file: relative(file), line, function: method ?? '' })).reverse()
  const first = frames.findIndex(({ file }) => file !== null)
  return frames.slice(Math.max(0, first)).slice(-FRAME_LIMIT)
}

/** The path of a package's manifest as the project at `root` sees it. */
function manifestOf(root, name) {
  try {
    return createRequire(path.join(root, 'x.js')).resolve(`${name}/package.json`)
  } catch {
    throw new Error(`${name} is not installed in this project: run npm ci (or the install command of its package manager) in the checkout`)
  }
}

/** Says in the records that the project's framework is older than the first version that our driver runs; returns whether it is. */
function isTooOld(root, name, [oldest, newest]) {
  const { version } = JSON.parse(readFileSync(manifestOf(root, name.toLowerCase()), 'utf8'))
  if (Number.parseInt(version, 10) >= oldest) return false
  write('broken', { reason: `${name} ${version} is too old for Suture, which runs ${oldest} to ${newest}: update ${name} in this project` })
  return true
}

const BUILT_IN = new Set([
  'AggregateError',
  'DOMException',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
])
const MOST_CAUSES = 5

/** Of what was thrown: the built-in classes above its own, nearest first, and what led to it, nearest first. A stack shows neither. */
function originOf(error) {
  try {
    return { bases: basesOf(error), causes: causesOf(error) }
  } catch {
    // the tested program may make its errors as it likes
    return { bases: [], causes: [] }
  }
}

function basesOf(error) {
  const classes = []
  for (let each = error; each !== null && typeof each === 'object' && classes.length < 20; each = Object.getPrototypeOf(each))
    if (Object.hasOwn(each, 'constructor')) classes.push(each.constructor?.name)
  return classes.slice(1).filter((name) => BUILT_IN.has(name))
}

function causesOf(error) {
  const seen = new Set([error])
  for (const each of seen) {
    if (seen.size > MOST_CAUSES) break
    for (const next of [each?.cause, ...(Array.isArray(each?.errors) ? each.errors.slice(0, MOST_CAUSES) : [])]) if (next) seen.add(next)
  }
  return [...seen].slice(1, MOST_CAUSES + 1).map((each) => `[cause]: ${each?.name ?? 'Error'}: ${each?.message ?? each}`.slice(0, 1000))
}

/** `values` are what was compared, and what originOf() says. */
function failureOf(phase, exception, message, stack, frames, values) {
  const clip = (text) => String(text ?? '').slice(0, TEXT_LIMIT)
  return {
    phase,
    exception: clip(exception),
    ...(values?.bases ? { bases: values.bases } : {}),
    message: clip(message),
    stack: [clip(stack), ...(values?.causes ?? [])].join('\n'),
    frames,
    expected: values?.expected ?? null,
    actual: values?.actual ?? null,
  }
}

/** Where the realm of a test leaves what it saw of that test's failure. */
function seenFile(testId) {
  return path.join(process.env.SUTURE_OUT, `seen-${createHash('sha256').update(testId).digest('hex')}.json`)
}

/** Says that a file failed as a whole. */
function fileReport(file, phase, failure) {
  write('file', { file: relative(file) ?? file, phase, outcome: 'failed', durationMs: 0, failure })
}

const RESOURCES = {
  TCPServerWrap: 'servers',
  TCPSocketWrap: 'sockets',
  UDPWrap: 'sockets',
  ProcessWrap: 'processes',
  FSEventWrap: 'watchers',
}

/** What a test leaves open in the process: call it before the test, and what it returns after it. */
function watchOpen() {
  const before = opened()
  return (testId) => {
    const what = [...opened()].flatMap(([name, count]) =>
      count > (before.get(name) ?? 0) ? [`${count - (before.get(name) ?? 0)} ${name}`] : [],
    )
    if (what.length > 0) write('left', { testId, what })
  }
}

function opened() {
  const counts = new Map()
  for (const each of process.getActiveResourcesInfo?.() ?? []) {
    const name = RESOURCES[each]
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}

module.exports = {
  watchOpen,
  ROOT,
  cleanTestId,
  write,
  request,
  relative,
  writeModules,
  writeSetUp,
  framesOf,
  framesAt,
  manifestOf,
  isTooOld,
  failureOf,
  originOf,
  fileReport,
  seenFile,
}
