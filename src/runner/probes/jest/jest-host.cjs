// What a Jest that stays must forget from one run to the next, and whether it may run again.
const nodeModule = require('node:module')
const { isUnchanged, processState } = require('./process-state.cjs')

const SETTLE_TURNS = 10

// transformers whose output depends on one text and the configuration alone; ts-jest keeps types of other files
const STATELESS = /[\\/]node_modules[\\/](?:babel-jest|@swc[\\/]jest)[\\/]/

function createJestHost() {
  const loaded = new Set()
  const seesLoads = typeof nodeModule.registerHooks === 'function'
  const load = (url, context, next) => {
    loaded.add(url)
    return next(url, context)
  }
  if (seesLoads) nodeModule.registerHooks({ load })
  // opened on first use, so not caused by a test
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  let before
  let forgotten = new Set()
  let hasGlobalCode = false
  let keepsTypes = false

  return {
    begin: () => {
      forgotten = new Set()
      before ??= processState()
    },
    configured: ({ configs, globalConfig }) => {
      const all = [globalConfig, ...configs]
      hasGlobalCode = all.some(({ globalSetup, globalTeardown }) => globalSetup || globalTeardown)
      keepsTypes = configs.some(({ transform }) => (transform ?? []).some(([, file]) => !STATELESS.test(file)))
    },
    /** A text is kept by its file's name and time, and two trees may have equal ones. */
    forgetTexts: (transformer) => {
      const { transformedFiles } = transformer._cache
      if (!forgotten.has(transformedFiles)) transformedFiles.clear()
      forgotten.add(transformedFiles)
      return transformer
    },
    state: async () => {
      const held = [...loaded, ...Object.keys(require.cache)].filter((file) => !file.startsWith('node:'))
      return { keep: seesLoads && !hasGlobalCode && (await isAsBefore(before)), held, strict: keepsTypes }
    },
  }
}

/** What ends with a run may take some turns to end. */
async function isAsBefore(before) {
  for (let turn = 0; turn < SETTLE_TURNS; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, turn))
    if (isUnchanged(before)) return true
  }
  return false
}

module.exports = { createJestHost }
