// Runs the project's own Jest (29, 30) with its configuration; the results go to the records, nothing into the project.
const { createRequire } = require('node:module')
const path = require('node:path')
const { manifestOf, request, write } = require('../javascript/records.cjs')

const root = process.cwd()
const setup = path.join(__dirname, 'jest-setup.cjs')
const reporter = path.join(__dirname, 'jest-reporter.cjs')
// one process gives the clearest evidence; a whole suite would take too long in it
const IN_BAND_FILES = 8
// the project's own list says what its report shows, not what a test reaches
const UNCOUNTED = ['[/\\\\]node_modules[/\\\\]', path.dirname(__dirname).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')]

main().then(
  () => process.exit(0),
  (error) => {
    write('broken', { reason: `Jest could not start: ${error?.message ?? error}`.slice(0, 4000) })
    console.error(error)
    process.exit(1)
  },
)

async function main() {
  const requireCore = coreOf(root)
  appendSetup(requireCore)
  const { files } = request()
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
    ...(files.length <= IN_BAND_FILES ? { runInBand: true } : {}),
  }
  await requireCore('@jest/core').runCLI(options, [root])
  write('done', {})
}

/** `require` as Jest's own core sees it: works where packages are not hoisted. */
function coreOf(folder) {
  const requireJest = createRequire(manifestOf(folder, 'jest'))
  const requireCore = createRequire(requireJest.resolve('@jest/core'))
  return (name) => (name === '@jest/core' ? requireJest(name) : requireCore(name))
}

/** The command line would replace the project's set-up files: append ours to what the configuration says, before the core is loaded. */
function appendSetup(requireCore) {
  const config = requireCore('jest-config')
  const entry = Object.keys(require.cache).find((file) => require.cache[file].exports === config)
  const readConfigs = async (...args) => {
    const read = await config.readConfigs(...args)
    return {
      ...read,
      configs: read.configs.map((each) =>
        Object.freeze({ ...each, setupFilesAfterEnv: [...each.setupFilesAfterEnv, setup], coveragePathIgnorePatterns: UNCOUNTED }),
      ),
      globalConfig: neutral(read.globalConfig),
    }
  }
  const exported = Object.getOwnPropertyDescriptors({ ...config, readConfigs })
  require.cache[entry].exports = Object.create(Object.getPrototypeOf(config), exported)
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
    notify: false,
    randomize: false,
    onlyFailures: false,
    testResultsProcessor: undefined,
    openHandlesTimeout: 0,
  })
}
