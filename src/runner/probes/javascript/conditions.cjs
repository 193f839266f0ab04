// What an experiment changes in the realm of the tests: the order within a file, numbers by chance, the clock, the network, and how long tests wait.
const nodeCrypto = process.getBuiltinModule('node:crypto')
const timersPromises = process.getBuiltinModule('node:timers/promises')
const { syncBuiltinESMExports } = process.getBuiltinModule('node:module')
const { cutNetwork } = require('./offline.cjs')

/**
 * Before anything of the project is loaded. `realm`: the global object of the tests; `isTestFile`: of a frame's absolute path. `undo` puts back what
 * outlives the realm.
 */
function applyConditions(conditions, realm, isTestFile) {
  const { clock, network, patience, randomSeed, wholeSeconds } = conditions ?? {}
  const undo = []
  const before = []
  if (clock !== undefined || wholeSeconds) {
    const toFullSecond = setClock(realm, clock === undefined ? 0 : Date.parse(clock) - Date.now())
    if (wholeSeconds) before.push(toFullSecond)
  }
  if (network === 'off') undo.push(cutNetwork())
  if (patience !== undefined) undo.push(waitLonger(realm, patience, isTestFile))
  if (randomSeed !== undefined) {
    const seeded = seedRandom(realm, randomSeed)
    before.push(seeded.again)
    undo.push(seeded.undo)
  }
  return {
    beforeTest: () => {
      for (const each of before) each()
    },
    undo: () => {
      for (const each of undo) each()
    },
  }
}

/** Puts the tests of a file in the order that was asked for, below every suite by itself. `childrenOf` gives a suite's list, which is changed in place. */
function reorder(suite, childrenOf, order) {
  if (order === undefined) return
  const children = childrenOf(suite)
  if (children === undefined) return
  for (const child of children) reorder(child, childrenOf, order)
  const placed = order === 'reversed' ? [...children].reverse() : shuffled(children, numbers(order))
  children.splice(0, children.length, ...placed)
}

/** Puts tests in the order of a list of ids; suites stand where their first test stands. `idOf` of a child and its suite's id. */
function listed(suite, path, childrenOf, ids) {
  const place = (child, id) => {
    const own = childrenOf(child)
    if (own === undefined) return ids.indexOf(id)
    const places = own.map((each) => place(each, `${id} > ${each.name}`)).filter((at) => at >= 0)
    return places.length > 0 ? Math.min(...places) : -1
  }
  const children = childrenOf(suite)
  for (const child of children) if (childrenOf(child) !== undefined) listed(child, `${path} > ${child.name}`, childrenOf, ids)
  const known = new Map(children.map((child) => [child, place(child, `${path} > ${child.name}`)]))
  const at = (child) => (known.get(child) < 0 ? ids.length : known.get(child))
  children.splice(0, children.length, ...[...children].sort((one, other) => at(one) - at(other)))
}

function shuffled(items, next) {
  const left = [...items]
  for (let index = left.length - 1; index > 0; index -= 1) {
    const other = Math.floor(next() * (index + 1))
    const kept = left[index]
    left[index] = left[other]
    left[other] = kept
  }
  return left
}

/** Mulberry32: small, and good enough to tell one seed from another. */
function numbers(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function seedRandom(realm, seed) {
  let next = numbers(seed)
  const byte = () => Math.floor(next() * 256)
  const fill = (array) => {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
    for (let index = 0; index < bytes.length; index += 1) bytes[index] = byte()
    return array
  }
  const uuid = () => {
    const hex = [...fill(new Uint8Array(16))].map((value) => value.toString(16).padStart(2, '0')).join('')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  }
  const bytes = (size, done) => (done ? process.nextTick(done, null, fill(Buffer.alloc(size))) : fill(Buffer.alloc(size)))
  const integer = (low, high, done) => {
    const [from, to, callback] = typeof high === 'number' ? [low, high, done] : [0, low, high]
    const value = from + Math.floor(next() * (to - from))
    return callback ? process.nextTick(callback, null, value) : value
  }
  realm.Math.random = () => next()
  const { randomBytes, randomInt, randomUUID, randomFillSync } = nodeCrypto
  Object.assign(nodeCrypto, { randomBytes: bytes, randomInt: integer, randomUUID: uuid, randomFillSync: fill })
  if (realm.crypto)
    for (const [name, value] of Object.entries({ randomUUID: uuid, getRandomValues: fill }))
      Object.defineProperty(realm.crypto, name, { configurable: true, writable: true, value })
  return {
    again: () => {
      next = numbers(seed)
    },
    undo: () => Object.assign(nodeCrypto, { randomBytes, randomInt, randomUUID, randomFillSync }),
  }
}

/** Returns what lets the clock jump to the next full second. */
function setClock(realm, begins) {
  let offset = begins
  const Real = realm.Date
  const now = () => Real.now() + offset
  realm.Date = new Proxy(Real, {
    construct: (target, args, made) => Reflect.construct(target, args.length === 0 ? [now()] : args, made),
    apply: () => new Real(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  })
  Object.defineProperty(Real.prototype, 'constructor', { configurable: true, writable: true, value: realm.Date })
  return () => {
    offset += (1000 - (now() % 1000)) % 1000
  }
}

/** Only what a test itself waits: a wait of the product is what it waits for. */
function waitLonger(realm, times, isTestFile) {
  for (const name of ['setTimeout', 'setInterval']) {
    const original = realm[name]
    const wrapped = function (callback, delay, ...args) {
      return original.call(this, callback, isTestFile(callerOf(wrapped)) ? Number(delay ?? 0) * times : delay, ...args)
    }
    realm[name] = Object.defineProperties(wrapped, Object.getOwnPropertyDescriptors(original))
  }
  const original = timersPromises.setTimeout
  const sleep = (delay, ...args) => original(isTestFile(callerOf(sleep)) ? Number(delay ?? 0) * times : delay, ...args)
  timersPromises.setTimeout = sleep
  // what was imported by name follows
  syncBuiltinESMExports()
  return () => {
    timersPromises.setTimeout = original
    syncBuiltinESMExports()
  }
}

/** The absolute path of whoever called this function; empty where that is not known. */
function callerOf(called) {
  const at = {}
  Error.captureStackTrace(at, called)
  const line = String(at.stack).split('\n')[1] ?? ''
  return /(?:\(|at )(?:async )?(?:file:\/\/)?([^()]+?):\d+:\d+\)?$/.exec(line)?.[1] ?? ''
}

module.exports = { applyConditions, listed, reorder }
