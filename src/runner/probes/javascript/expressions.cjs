// Values that no literal can say, written as an expression: constructors of the language with literals inside, objects of a class as plain ones.
// A part that can't be written is named by a number, so that a reader sees which parts are the same in two values.
const LIMIT = 20_000
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/
const kindOf = (value) => Object.prototype.toString.call(value).slice(8, -1)

/** `null` where a part of it can't be written. */
function expressionOf(value) {
  try {
    const text = write(value, { left: 3000 }, [])
    return text.length <= LIMIT ? text : null
  } catch {
    return null
  }
}

const known = new WeakMap()
let count = 0

function opaque(value) {
  if (!known.has(value)) {
    count += 1
    known.set(value, count)
  }
  return `new SutureOpaque(${known.get(value)})`
}

function isOpaque(value) {
  return typeof value === 'function' || (typeof value === 'object' && value !== null && typeof value.asymmetricMatch === 'function')
}

function write(value, budget, above) {
  budget.left -= 1
  if (budget.left < 0 || above.includes(value)) throw new Error('no expression')
  const inside = [...above, value]
  const inner = (part) => {
    if (isOpaque(part)) return opaque(part)
    try {
      return write(part, budget, inside)
    } catch (error) {
      if (budget.left < 0 || inside.includes(part) || typeof part !== 'object') throw error
      return opaque(part)
    }
  }
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value)
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value)
    case 'bigint':
      return `${value}n`
    case 'boolean':
    case 'undefined':
      return String(value)
    case 'object':
      return value === null ? 'null' : written(value, inner)
    default:
      throw new Error('no expression')
  }
}

function written(value, inner) {
  switch (kindOf(value)) {
    case 'Array':
      if (Object.keys(value).length !== value.length) throw new Error('no expression')
      return `[${value.map(inner).join(', ')}]`
    case 'Set':
      return `new Set([${[...value].map(inner).join(', ')}])`
    case 'Map':
      return `new Map([${[...value].map((entry) => inner(entry)).join(', ')}])`
    case 'Date':
      return `new Date(${JSON.stringify(value.toISOString())})`
    case 'Object':
      return `{ ${Reflect.ownKeys(value)
        .map((key) => pair(value, key, inner))
        .join(', ')} }`
    default:
      throw new Error('no expression')
  }
}

function pair(value, key, inner) {
  const { enumerable, get } = Object.getOwnPropertyDescriptor(value, key)
  if (typeof key !== 'string' || !enumerable || get || key === '__proto__') throw new Error('no expression')
  return `${IDENTIFIER.test(key) ? key : JSON.stringify(key)}: ${inner(value[key])}`
}

module.exports = { expressionOf }
