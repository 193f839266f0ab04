// What a test can leave in the process that outlives its own realm.
const { readdirSync, readlinkSync } = require('node:fs')
const { builtinModules } = require('node:module')

const DESCRIPTORS = '/proc/self/fd'

// reading some would load or warn; tests have a `process` of their own
const NAMES = builtinModules.filter(
  (name) => !/^(?:_|node:|process$|punycode$|sys$|repl$|wasi$|inspector|trace_events$|test|sqlite|sea$)/.test(name),
)
// replaced by Jest itself, in every run
const EXPECTED = /^(?:prepareStackTrace|stackTraceLimit)$|^Symbol\((?:\$\$jest-|signal-exit)/
const GETTER = Symbol('getter')

/** Modules of Node and the globals behind them, as far as a test can reach and change them; the folder, and what is open. */
function processState() {
  const modules = [...NAMES.map((name) => require(name)), globalThis]
  for (const name of ['fs', 'dns', 'timers', 'stream']) modules.push(require(name).promises)
  const owners = new Set(modules)
  for (const object of modules) {
    for (const key of Reflect.ownKeys(object)) {
      const value = valueAt(object, key)
      if (typeof value !== 'function') continue
      owners.add(value)
      if (valueAt(value, 'prototype')) owners.add(value.prototype)
    }
  }
  return { surroundings: surroundings(), owners: [...owners].map((object) => ({ object, values: valuesOf(object) })) }
}

/** Whether all is as it was. A getter of Node's that gave way to the value which it loads changes nothing. */
function isUnchanged(before) {
  return (
    before.surroundings === surroundings() &&
    before.owners.every(({ object, values }) => {
      const keys = Reflect.ownKeys(object)
      const known = keys.every((key) => {
        const value = values.get(key)
        return value === GETTER || (value === undefined && isExpected(key)) || (values.has(key) && Object.is(value, valueAt(object, key)))
      })
      return known && keys.length >= values.size
    })
  )
}

function valuesOf(object) {
  return new Map(
    Reflect.ownKeys(object)
      .filter((key) => !isExpected(key))
      .map((key) => [key, valueAt(object, key)]),
  )
}

function valueAt(object, key) {
  const found = Object.getOwnPropertyDescriptor(object, key)
  return found?.get ? GETTER : found?.value
}

function isExpected(key) {
  return EXPECTED.test(String(key))
}

function surroundings() {
  return `${process.cwd()} ${process.getActiveResourcesInfo().sort()} ${sockets()}`
}

/** Those that do not keep the process alive are no active resources. */
function sockets() {
  try {
    return readdirSync(DESCRIPTORS).filter((name) => targetOf(name).startsWith('socket:')).length
  } catch {
    return 0
  }
}

function targetOf(name) {
  try {
    return readlinkSync(`${DESCRIPTORS}/${name}`)
  } catch {
    return ''
  }
}

module.exports = { processState, isUnchanged }
