// Runs the project's own Jest with its configuration; the results go to the records, nothing into the project.
const { createRequire } = require('node:module')
const path = require('node:path')
const { isLasting, serve } = require('../javascript/lasting.cjs')
const { isTooOld, manifestOf, request, write, writeSetUp } = require('../javascript/records.cjs')
const { createJestHost } = require('./jest-host.cjs')

const root = process.cwd()
// before 26 the core reads its configuration by other functions and finds no test
const VERSIONS = [26, 30]
const setup = path.join(__dirname, 'jest-setup.cjs')
const reporter = path.join(__dirname, 'jest-reporter.cjs')
// one process gives the clearest evidence; a whole suite would take too long in it
const IN_BAND_FILES = 8
const AFTER_TESTS = /error running globalTeardown/
const NAMED = /[.-](?:test|spec)\.[cm]?[jt]sx?$|[\\/]__tests__[\\/]/
// the project's own list says what its report shows, not what a test reaches
const UNCOUNTED = ['[/\\\\]node_modules[/\\\\]', path.dirname(__dirname).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')]
// what its command line sets before it begins: presets and projects ask for it
process.env.NODE_ENV ??= 'test'
const host = isLasting ? createJestHost() : null
let core

if (isLasting)
  serve(async () => {
    await runOnce().catch(broken)
    return host.state()
  })
else
  runOnce().then(
    () => process.exit(0),
    (error) => {
      broken(error)
      console.error(error)
      process.exit(1)
    },
  )

function broken(error) {
  write('broken', { reason: `Jest could not start: ${error?.message ?? error}`.slice(0, 4000) })
}

async function runOnce() {
  if (isTooOld(root, 'Jest', VERSIONS)) return
  core ??= loadCore()
  host?.begin()
  // by path it runs those that its configuration collects
  const { files, conditions } = request()
  const { workers } = conditions
  const options = {
    _: files,
    $0: '',
    ci: true,
    runTestsByPath: true,
    passWithNoTests: true,
    cacheDirectory: process.env.SUTURE_CACHE,
    watchman: false,
    testLocationInResults: true,
    coverage: false,
    ...(process.env.SUTURE_CONFIG ? { config: process.env.SUTURE_CONFIG } : {}),
    ...(workers > 1
      ? { maxWorkers: workers }
      : workers === 1 || files.filter((file) => NAMED.test(file)).length <= IN_BAND_FILES
        ? { runInBand: true }
        : {}),
  }
  await core.runCLI(options, [root]).catch((error) => {
    // what comes after the last test says nothing of the tests
    if (!AFTER_TESTS.test(error?.message)) throw error
    console.error(error.message)
  })
  write('done', {})
}

function loadCore() {
  const requireCore = coreOf(root)
  appendSetup(requireCore)
  if (host !== null) {
    const { createScriptTransformer } = override(requireCore, '@jest/transform', {
      createScriptTransformer: async (...args) => host.forgetTexts(await createScriptTransformer(...args)),
    })
  }
  return requireCore('@jest/core')
}

/** `require` as Jest's own core sees it: works where packages are not hoisted. */
function coreOf(folder) {
  const requireJest = createRequire(manifestOf(folder, 'jest'))
  const requireCore = createRequire(requireJest.resolve('@jest/core'))
  return (name) => (name === '@jest/core' ? requireJest(name) : requireCore(name))
}

/** The command line would replace the project's set-up files: append ours to what the configuration says, before the core is loaded. */
function appendSetup(requireCore) {
  const { readConfigs } = override(requireCore, 'jest-config', {
    readConfigs: async (...args) => {
      const read = await readConfigs(...args)
      host?.configured(read)
      writeSetUp(
        [read.globalConfig, ...read.configs].flatMap(({ globalSetup, globalTeardown, setupFiles = [], setupFilesAfterEnv = [] }) =>
          [globalSetup, globalTeardown, ...setupFiles, ...setupFilesAfterEnv].filter(Boolean),
        ),
      )
      return {
        ...read,
        configs: read.configs.map((each) =>
          Object.freeze({ ...each, setupFilesAfterEnv: [...each.setupFilesAfterEnv, setup], coveragePathIgnorePatterns: UNCOUNTED }),
        ),
        globalConfig: neutral(read.globalConfig),
      }
    },
  })
}

/** Puts functions in place of a module's own, for whoever loads it from now on; returns the module as it was. */
function override(requireCore, name, functions) {
  const original = requireCore(name)
  const entry = Object.keys(require.cache).find((file) => require.cache[file].exports === original)
  const exported = Object.getOwnPropertyDescriptors({ ...original, ...functions })
  require.cache[entry].exports = Object.create(Object.getPrototypeOf(original), exported)
  return original
}

function neutral(globalConfig) {
  return Object.freeze({
    ...globalConfig,
    bail: 0,
    reporters: [[reporter, {}]],
    collectCoverage: request().coverage,
    collectCoverageFrom: [],
    coverageProvider: 'babel',
    coverageThreshold: undefined,
    coverageReporters: [],
    // before a test runs, the set-up file makes it 'none'
    updateSnapshot: 'new',
    notify: false,
    randomize: false,
    onlyFailures: false,
    testResultsProcessor: undefined,
    openHandlesTimeout: 0,
  })
}
