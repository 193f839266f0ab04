/**
 * Writes characterisation tests for a package that ships none: runs its functions on seeded values and records what they give.
 * Runs inside Vitest, which reads every kind of module; SUTURE_SUBJECT says what and where, as JSON.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, posix } from 'node:path'
import { runInThisContext } from 'node:vm'
import { expect, test } from 'vitest'

const { root, modules, index, isCommonJs, values, seed, folder, framework } = JSON.parse(process.env.SUTURE_SUBJECT)
const GENERIC = [
  ...['0', '1', '2', '5', '7.5', '-3', '10', '0.25', "'hello world'", "'Foo Bar'", "'a-b_c'", "''", "'abc'", 'true', 'null'],
  ...['[1, 2, 3, 4]', '[3, 1, 2]', "['b', 'a', 'c']", '[[1, 2], [3, 4]]', '[5, 5, 1]', '{ a: 1, b: 2 }', "{ x: 'y', z: [1] }"],
  ...['(a) => a * 2', '(a, b) => a - b', '(a) => a > 2', '(a, b) => a + b'],
]
const TRIES = 80
const KEPT = 4
const MODULES_IN_A_FILE = 4

let state = seed >>> 0
const random = () => {
  state = (state + 0x6d2b79f5) >>> 0
  let mixed = Math.imul(state ^ (state >>> 15), state | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
}
const pick = (list) => list[Math.floor(random() * list.length)]
const argument = () => pick(values.length > 0 && random() < 0.65 ? values : GENERIC)

/** A value as a source text; `null` where an equal value cannot be written down. */
function literal(value, depth = 0) {
  if (depth > 4) return null
  if (value === undefined || value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value)
  if (typeof value === 'string') return value.length < 200 ? JSON.stringify(value) : null
  return typeof value === 'object' ? objectLiteral(value, depth) : null
}

function objectLiteral(value, depth) {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : `new Date(${value.getTime()})`
  const prototype = Object.getPrototypeOf(value)
  if (Array.isArray(value)) return listLiteral(value, depth)
  if (prototype === Float32Array.prototype) return `new Float32Array(${listLiteral(Array.from(value), depth)})`
  if (prototype !== Object.prototype) return null
  const entries = Object.entries(value).map(([key, one]) => [key, literal(one, depth + 1)])
  return entries.some(([, one]) => one === null) ? null : `{ ${entries.map(([key, one]) => `${JSON.stringify(key)}: ${one}`).join(', ')} }`
}

function listLiteral(list, depth) {
  const parts = Array.from(list, (one) => literal(one, depth + 1))
  return parts.includes(null) || list.length > 30 ? null : `[${parts.join(', ')}]`
}

const SLIPS = /timed out|undefined|not a function|Cannot|not iterable|is not|Invalid array length|Maximum call/

function call(subject, words) {
  globalThis.sutureCall = () => subject(...words.map((word) => new Function(`return ${word}`)()))
  try {
    // some values make some functions go on for ever
    return { text: literal(runInThisContext('sutureCall()', { timeout: 200 })) }
  } catch (error) {
    return { error }
  }
}

function recorded(name, subject) {
  const found = new Map()
  let errors = 0
  for (let tries = 0; tries < TRIES && found.size < KEPT; tries += 1) {
    const count = Math.max(1, subject.length + (random() < 0.2 ? 1 : 0) || Math.ceil(random() * 2))
    const words = Array.from({ length: Math.min(count, 4) }, argument)
    const [once, twice] = [call(subject, words), call(subject, words)]
    if (once.error) {
      const { message } = once.error
      if (!message || SLIPS.test(message) || once.error.name === 'TypeError' || errors > 0 || message.length > 120) continue
      errors += 1
      found.set(message, `expect(() => ${name}(${words.join(', ')})).toThrow(${JSON.stringify(message)})`)
      continue
    }
    const { text } = once
    if (text === null || text !== twice.text || /^(undefined|NaN|null|\[\]|\{ {2}\})$/.test(text) || found.has(text)) continue
    found.set(text, `expect(${name}(${words.join(', ')})).toEqual(${text})`)
  }
  return [...found.values()]
}

/** What gives something else each time, or later. */
const UNSTEADY =
  /random|shuffle|sample|^now$|uniqueId|jenks|debounce|throttle|delay|defer|ToNow|isToday|isFuture|isPast|isThis|isTomorrow|isYesterday/i
const isName = (name) =>
  /^[A-Za-z][\w$]*$/.test(name) && !/^(delete|default|in|typeof|void|new|null|true|false|function|with|expect|test|describe)$/.test(name)

test('writes tests', async () => {
  const require = createRequire(join(root, 'package.json'))
  const load = async (path) => (isCommonJs ? require(join(root, path)) : await import(/* @vite-ignore */ join(root, path)))
  const handedOut = index ? await load(index).catch(() => ({})) : {}
  const files = []
  for (const path of modules) {
    const loaded = await load(path).catch(() => null)
    const tests = loaded === null ? [] : testsOf(path, loaded, handedOut)
    if (tests.length > 0) files.push({ path, stem: stemOf(path), tests })
  }
  for (let at = 0; at < files.length; at += MODULES_IN_A_FILE) write(files.slice(at, at + MODULES_IN_A_FILE))
  expect(files.length).toBeGreaterThan(0)
})

function stemOf(path) {
  return posix
    .basename(path)
    .replace(/\.\w+$/, '')
    .replace(/[^\w$]/g, '')
}

function testsOf(path, loaded, handedOut) {
  const tests = []
  for (const { name, exported, subject } of subjectsOf(path, loaded)) {
    if (
      typeof subject !== 'function' ||
      /^class\b/.test(String(subject)) ||
      !isName(name) ||
      UNSTEADY.test(name) ||
      tests.some((one) => one.name === name)
    )
      continue
    const lines = recorded(name, subject)
    const publicName = Object.entries(handedOut).find(([, one]) => one === subject)?.[0]
    if (lines.length > 0) tests.push({ name, exported, publicName: publicName === name ? name : undefined, lines })
  }
  return tests
}

function subjectsOf(path, loaded) {
  if (isCommonJs && typeof loaded === 'function') return [{ name: stemOf(path), exported: 'module.exports', subject: loaded }]
  return Object.entries(loaded).map(([exported, subject]) => ({
    name: exported === 'default' ? stemOf(path) : exported,
    exported,
    subject,
  }))
}

function write(group) {
  const throughIndex = random() < 0.35
  const taken = new Set()
  const [imports, blocks, shared] = [[], [], []]
  for (const { path, tests } of group) {
    const named = []
    for (const { name, exported, publicName, lines } of tests) {
      if (taken.has(name)) continue
      taken.add(name)
      if (throughIndex && publicName) shared.push(publicName)
      else named.push({ name, exported })
      const cases = lines.map((line, place) => `  test('case ${place + 1}', () => {\n    ${line}\n  })`)
      blocks.push(`describe('${name}', () => {\n${cases.join('\n')}\n})`)
    }
    imports.push(...importsOf(`../${path}`, named))
  }
  if (shared.length > 0)
    imports.push(
      ...importsOf(
        `../${index}`,
        shared.map((name) => ({ name, exported: name })),
      ),
    )
  const own = framework === 'vitest' ? ["import { describe, expect, test } from 'vitest'"] : []
  const file = join(root, folder, `${group[0].stem}.test.${isCommonJs ? 'js' : group[0].path.endsWith('.ts') ? 'ts' : 'js'}`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${[...own, ...imports].join('\n')}\n\n${blocks.join('\n\n')}\n`)
}

function importsOf(path, named) {
  const target = path.replace(/\.ts$/, '')
  const whole = named.find(({ exported }) => exported === 'default' || exported === 'module.exports')
  const rest = named.filter((one) => one !== whole).map(({ name }) => name)
  if (isCommonJs)
    return [
      ...(whole ? [`const ${whole.name} = require('${target}')`] : []),
      ...(rest.length > 0 ? [`const { ${rest.join(', ')} } = require('${target}')`] : []),
    ]
  return [
    ...(whole ? [`import ${whole.name} from '${target}'`] : []),
    ...(rest.length > 0 ? [`import { ${rest.join(', ')} } from '${target}'`] : []),
  ]
}
