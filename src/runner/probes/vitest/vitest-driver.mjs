// Runs the project's own Vitest with its configuration; the results go to the records, nothing into the project.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { writeLines } from './vitest-lines.mjs'
import { createReporter } from './vitest-reporter.mjs'

const require = createRequire(import.meta.url)
const { isTooOld, manifestOf, request, write, writeModules, writeSetUp } = require('../javascript/records.cjs')
const { isLasting, serve } = require('../javascript/lasting.cjs')
const root = process.cwd()
// before 3 a server lists, runs and forgets tests by other functions, and reporters get less information
const VERSIONS = [3, 5]
const out = process.env.SUTURE_OUT
const setup = fileURLToPath(new URL('./vitest-setup.mjs', import.meta.url))
// plugins whose output depends on the text that they are given and the configuration alone
const STATELESS = /^(?:vite:(?!vue|svelte|solid|preact)|vitest\b|builtin:|alias$|commonjs$|vite-tsconfig-paths$)/
// a configuration that may say something else each time it is read
const CHANCE = /\b(?:random\w*|Date|performance|hrtime|pid|get-?port)\b/i
// what its command line sets before it begins: configurations ask for it
Object.assign(process.env, { TEST: 'true', VITEST: 'true', NODE_ENV: process.env.NODE_ENV ?? 'test' })
// files of the project that are loaded before its tests
const ownSetUp = new Set()
let vitest
// the files of the last run: with others, what it loaded says nothing of this one
let before = ''
let writesSnapshots = false

if (isLasting)
  serve(async (isSame) => {
    await runOnce(isSame).catch(broken)
    // workers are of one run, as in a process of its own
    await vitest?.pool?.close?.()
    if (vitest) vitest.pool = undefined
    return held()
  })
else {
  await runOnce().catch(broken)
  if (vitest) await Promise.race([vitest.close(), new Promise((resolve) => setTimeout(resolve, 2000))])
  process.exit(0)
}

function broken(error) {
  write('broken', { reason: `Vitest could not start: ${error?.stack ?? error}`.slice(0, 4000) })
}

async function runOnce(isSame = false) {
  if (isTooOld(root, 'Vitest', VERSIONS)) return
  vitest ??= await open()
  if (writesSnapshots) write('withheld', { what: 'snapshot_updates', by: 'update: true' })
  const known = new Set(modules())
  const asked = request().files.join('\n')
  forget(known, isSame && asked === before && plugins().every((name) => STATELESS.test(name)))
  before = asked
  const wanted = new Set(request().files)
  const specifications = (await vitest.globTestSpecifications()).filter(({ moduleId }) => wanted.has(moduleId))
  if (specifications.length > 0) await vitest.runTestSpecifications(specifications, true)
  // what an earlier run loaded is still known, without its text
  writeModules(
    modules().flatMap((module) => (known.has(module) && !module.transformResult && !module.ssrTransformResult ? [] : [module.file])),
  )
  writeSetUp([...ownSetUp])
  writeLines(vitest)
  write('done', {})
}

async function open() {
  const { createVitest } = await import(vitestNode())
  const options = {
    root,
    ...(process.env.SUTURE_CONFIG ? { config: process.env.SUTURE_CONFIG } : {}),
    watch: false,
    bail: 0,
    cache: false,
    fsModuleCache: false,
    passWithNoTests: true,
    includeTaskLocation: true,
    coverage: { enabled: false },
    typecheck: { enabled: false },
    sequence: { shuffle: false },
    reporters: [createReporter()],
  }
  // what it keeps as long as it lives must not lie among the temporary files of one run
  const { TMPDIR } = process.env
  process.env.TMPDIR = join(out, 'host')
  const opened = await createVitest('test', options, { configLoader: 'runner', cacheDir: join(out, 'host/vite'), clearScreen: false })
  process.env.TMPDIR = TMPDIR
  const workers = workersFor(opened)
  if (workers !== null) opened.config.maxWorkers = workers
  for (const project of opened.projects) {
    if (workers !== null) project.config.maxWorkers = workers
    for (const file of [project.config.setupFiles, project.config.globalSetup].flat()) if (file) ownSetUp.add(file)
    project.config.setupFiles = [...(project.config.setupFiles ?? []), setup]
    // where modules are loaded as for a browser (jsdom), Vite reads files below these folders alone
    const { fs } = (project.vite ?? project.server).config.server
    fs.allow = [...fs.allow, dirname(setup)]
    const { snapshotOptions } = project.config
    writesSnapshots ||= snapshotOptions?.updateSnapshot === 'all'
    if (snapshotOptions) snapshotOptions.updateSnapshot = 'none'
  }
  return opened
}

/**
 * How many workers share the files. On two processors Vitest takes one of them, although a worker waits for its files half of the time.
 * `null` where the project says anything of that, or where files share what a worker keeps.
 */
function workersFor(opened) {
  const asked = request().conditions.workers
  if (asked !== undefined) return asked
  if (availableParallelism() !== 2 || process.env.VITEST_MAX_WORKERS || process.env.VITEST_MAX_FORKS || process.env.VITEST_MAX_THREADS)
    return null
  const said = [opened, ...opened.projects].some((project) => {
    const given = (project.vite ?? project.server)?.config.test ?? {}
    const { config } = project
    const names = ['maxWorkers', 'minWorkers', 'fileParallelism', 'poolOptions', 'poolMatchGlobs', 'isolate', 'maxConcurrency']
    return (
      names.some((name) => given[name] !== undefined) ||
      config.fileParallelism === false ||
      config.browser?.enabled ||
      config.isolate === false
    )
  })
  return said ? null : 2
}

/** Every text that an earlier run loaded: whatever was written since is read again. Equal texts give equal code where nothing but the text counts. */
function forget(known, isSame) {
  if (!isSame) for (const file of new Set([...known].map(({ file }) => file))) vitest.invalidateFile(file)
  vitest.clearSpecificationsCache()
  // 3 keeps the list of files through that
  for (const project of vitest.projects) if (project.testFilesList) project.testFilesList = null
  // results of earlier runs, by which files that failed would come first: `cache` until 4, `projects` in 5
  const results = vitest.cache?._results ?? vitest.cache?.results
  for (const kept of [results?.cache, results?.projects, results?.legacyResults]) kept?.clear?.()
}

/** A run whose order of files and whose workers know nothing of an earlier one, though the server is the same. */
function isFresh(plugins, files) {
  const ownWorkers = vitest?.projects.every(
    ({ config }) => /^(?:forks|vmForks)$/.test(config.pool) && !config.browser?.enabled && !config.poolMatchGlobs?.length,
  )
  const texts = files.map((file) => readFileSync(file, 'utf8'))
  return ownWorkers === true && plugins.every((name) => STATELESS.test(name)) && !texts.some((text) => CHANCE.test(text))
}

function servers() {
  return [...(vitest?.projects ?? []), ...(vitest ? [vitest] : [])].map((project) => project.vite ?? project.server)
}

function plugins() {
  return servers()
    .flatMap((server) => server?.config.plugins ?? [])
    .map(({ name }) => name)
}

function held() {
  const hasGlobalCode = (vitest?.projects ?? []).some(({ config }) => config.globalSetup?.length > 0)
  const files = servers().flatMap((server) => [server?.config.configFile, ...(server?.config.configFileDependencies ?? [])].filter(Boolean))
  return {
    keep: vitest !== undefined && !hasGlobalCode,
    held: files,
    fresh: isFresh(plugins(), files),
    strict: plugins().some((name) => !STATELESS.test(name)),
  }
}

function vitestNode() {
  const found = manifestOf(root, 'vitest')
  const entry = createRequire(found)(found).exports['./node']
  return pathToFileURL(join(dirname(found), typeof entry === 'string' ? entry : (entry.import?.default ?? entry.import ?? entry.default)))
}

function modules() {
  const servers = vitest.projects.map((project) => project.vite ?? project.server)
  const graphs = servers.flatMap((server) => [
    server?.moduleGraph,
    ...Object.values(server?.environments ?? {}).map(({ moduleGraph }) => moduleGraph),
  ])
  return graphs.flatMap((graph) => [...(graph?.fileToModulesMap?.values() ?? [])].flatMap((each) => [...each]))
}
