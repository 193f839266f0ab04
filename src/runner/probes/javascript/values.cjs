// Values of the tested program as plain records, made at once: the program may change them later. Objects may come from another realm.
const { inspect } = process.getBuiltinModule('node:util')

const LITERAL_LIMIT = 20_000
const TEXT_LIMIT = 20_000
const { expressionOf } = require('./expressions.cjs')
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/

/** The source literal that evaluates to an equal value; null when there is none. */
function literalOf(value) {
  try {
    const text = write(value, { left: 5000 }, [])
    return text.length <= LITERAL_LIMIT ? text : null
  } catch {
    return null
  }
}

function write(value, budget, above) {
  budget.left -= 1
  if (budget.left < 0 || above.includes(value)) throw new Error('no literal')
  if (value === null || value === undefined || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value)
  if (typeof value === 'bigint') return `${value}n`
  if (Array.isArray(value)) return writeArray(value, budget, [...above, value])
  if (isPlain(value)) return writeObject(value, budget, [...above, value])
  throw new Error('no literal')
}

function writeArray(value, budget, above) {
  if (Object.keys(value).length !== value.length) throw new Error('no literal')
  return `[${value.map((item) => write(item, budget, above)).join(', ')}]`
}

function writeObject(value, budget, above) {
  const keys = Reflect.ownKeys(value)
  if (keys.length === 0) return '{}'
  const pairs = keys.map((key) => {
    const { enumerable, get } = Object.getOwnPropertyDescriptor(value, key)
    if (typeof key !== 'string' || !enumerable || get || key === '__proto__') throw new Error('no literal')
    return `${IDENTIFIER.test(key) ? key : JSON.stringify(key)}: ${write(value[key], budget, above)}`
  })
  return `{ ${pairs.join(', ')} }`
}

function isPlain(value) {
  if (typeof value !== 'object') return false
  const prototype = Object.getPrototypeOf(value)
  return prototype !== null && Object.getPrototypeOf(prototype) === null && prototype.constructor?.name === 'Object'
}

function textOf(value) {
  try {
    const text = inspect(value, { depth: 8, maxArrayLength: 500, maxStringLength: TEXT_LIMIT, breakLength: 120 })
    return text.length <= TEXT_LIMIT ? text : `${text.slice(0, TEXT_LIMIT)}...`
  } catch {
    return `<${typeOf(value)} that can't be shown>`
  }
}

function typeOf(value) {
  try {
    return value !== null && typeof value === 'object' ? (value.constructor?.name ?? 'Object') : value === null ? 'null' : typeof value
  } catch {
    return typeof value
  }
}

/** `{ literal, text, type, expression }` of a value; the last where no literal says it. */
function recordOf(value) {
  const literal = literalOf(value)
  const expression = literal === null ? expressionOf(value) : null
  return { literal, text: textOf(value), type: typeOf(value), ...(expression === null ? {} : { expression }) }
}

/** Calls of a mock: what it was called with. */
function callsOf(calls) {
  const all = calls.length <= 50 ? [...calls].map((args) => [...args]) : null
  const literal = all === null ? null : literalOf(all)
  const expression = all === null || literal !== null ? null : expressionOf(all)
  return {
    literal,
    ...(expression === null ? {} : { expression }),
    text: `[${calls
      .slice(0, 50)
      .map((args) => `(${args.map(textOf).join(', ')})`)
      .join(', ')}]`,
    type: 'calls',
  }
}

function comparedCalls(matcher, negated, calls, args) {
  if (/CalledTimes$/.test(matcher)) return { expected: negated ? null : recordOf(args[0]), actual: recordOf(calls.length) }
  return { expected: negated || args.length === 0 ? null : callsOf([args]), actual: callsOf(calls) }
}

/**
 * (expected, actual) of one failed matcher: `received` and `args` as the test wrote them, `own` what the matcher itself compared, if it says so,
 * `thrown` what a received function threw.
 * Nothing is expected of a negated matcher but that it differs.
 */
function comparedValues(matcher, negated, received, args, own, thrown) {
  const calls = received?.mock?.calls
  if (Array.isArray(calls) && /Called|Returned|nthCalled/.test(matcher)) return comparedCalls(matcher, negated, calls, args)
  const isThrow = /^toThrow|^throws?$/i.test(matcher)
  const whole = /^to(?:MatchObject|HaveProperty|Contain|ContainEqual|Match|HaveLength)$/.test(matcher)
  const actual = own && 'actual' in own && !whole ? own.actual : received
  const expected = own && 'expected' in own && !whole ? own.expected : args.length > 1 ? args : args[0]
  const hasExpected = !negated && (args.length > 0 || (own && 'expected' in own))
  if (isThrow && typeof actual === 'function')
    return { expected: hasExpected ? recordOf(expected) : null, actual: thrown === undefined ? null : recordOf(thrown?.message ?? thrown) }
  return { expected: hasExpected ? recordOf(expected) : null, actual: recordOf(actual) }
}

module.exports = { recordOf, callsOf, literalOf, textOf, comparedValues }
