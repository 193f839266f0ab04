// What a test can leave in the process that outlives its own realm.
const { builtinModules } = require('node:module')

// reading some would load or warn
const NAMES = builtinModules.filter(
  (name) => !/^(?:_|node:|process$|punycode$|sys$|repl$|wasi$|inspector|trace_events$|test|sqlite|sea$)/.test(name),
)
// replaced by Jest itself, in every run
const EXPECTED = /^globalThis\.Error\.(?:prepareStackTrace|stackTraceLimit)$|\.Symbol\((?:\$\$jest-|signal-exit)/
const GETTER = Symbol('getter')

/** Modules of Node and the globals behind them, as far as a test can reach and change them (it has a `process` of its own); the folder, what is open: name → value. */
function processState() {
  const state = new Map([
    ['folder', process.cwd()],
    ['open', process.getActiveResourcesInfo().sort().join()],
  ])
  const owners = new Map(NAMES.map((name) => [name, require(name)]))
  for (const name of ['fs', 'dns', 'timers', 'stream']) owners.set(`${name}.promises`, require(name).promises)
  owners.set('globalThis', globalThis)
  for (const [name, object] of [...owners]) {
    for (const [key, { value }] of propertiesOf(object)) if (typeof value === 'function') owners.set(`${name}.${String(key)}`, value)
  }
  for (const [name, object] of owners) {
    note(state, name, object)
    if (typeof object === 'function' && object.prototype) note(state, `${name}.prototype`, object.prototype)
  }
  return state
}

function note(state, owner, object) {
  for (const [key, { value, get }] of propertiesOf(object)) {
    const name = `${owner}.${String(key)}`
    if (!EXPECTED.test(name)) state.set(name, get ? GETTER : value)
  }
}

function propertiesOf(object) {
  return Reflect.ownKeys(object).map((key) => [key, Object.getOwnPropertyDescriptor(object, key)])
}

/** What differs; a getter of Node's that gave way to the value which it loads does not. */
function changed(before, after) {
  const names = [...new Set([...before.keys(), ...after.keys()])]
  return names.filter((name) => before.get(name) !== GETTER && !Object.is(before.get(name), after.get(name)))
}

module.exports = { processState, changed }
