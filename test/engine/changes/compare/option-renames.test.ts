import { describe, expect, test } from 'vitest'
import { findUnmigratedCallers } from '../../../../src/engine/changes/follow/unmigrated-callers.ts'
import { changeTexts, type Files, repairContext, repairedText } from '../../../support/repair.ts'

const cut = (key: string, local = key): string =>
  `export function cut(text, { ${key === local ? key : `${key}: ${local}`} = 20, mark = '-' } = {}) {\n  return text.slice(0, ${local} - mark.length) + mark\n}\n`

async function unmigrated(base: Files, head: Files): Promise<readonly string[]> {
  const { changes, trees } = await repairContext(base, head, {})
  const options = changes.filter(({ kind }) => kind === 'option_renamed')
  expect(options).not.toEqual([])
  return options.flatMap((change) => findUnmigratedCallers(change, trees, new Map()).unmigrated.map(({ file, line }) => `${file}:${line}`))
}

describe('a renamed option', () => {
  test.each([
    ['taken apart in the parameter list', cut('max'), cut('size')],
    ['under a local name that stays', cut('max', 'n'), cut('size', 'n')],
    ['whose name is a member of something else', cut('max'), cut('length')],
    [
      'read from the object',
      'export const cut = (text, options) => text.slice(0, options.max) + options.mark\n',
      'export const cut = (text, options) => text.slice(0, options.size) + options.mark\n',
    ],
    [
      'taken apart in the body',
      'export function cut(text, options) {\n  const { max, mark } = options\n  return text.slice(0, max) + mark\n}\n',
      'export function cut(text, options) {\n  const { size, mark } = options\n  return text.slice(0, size) + mark\n}\n',
    ],
  ])('%s', async (_, before, after) => {
    const [change, ...others] = await changeTexts({ 'src/a.js': before }, { 'src/a.js': after })
    expect(change).toMatch(/^option_renamed cut: max -> (size|length)$/)
    expect(others).toEqual([])
  })

  test.each([
    ['with another default', cut('size').replace('20', '30')],
    ['with another use', cut('size').replace('size - mark', 'size * 2 - mark')],
    [
      'that is handed on under its new name',
      "export function cut(text, { size = 20, mark = '-' } = {}) {\n  return inner(text, { size }) + mark\n}\n",
    ],
  ])('%s is none', async (_, after) => {
    const before = after.includes('inner') ? after.replaceAll('size', 'max') : cut('max')
    expect(await changeTexts({ 'src/a.js': before }, { 'src/a.js': after })).toEqual([])
  })

  test.each([
    ['a text', 'text.substr(1)', 'text.slice(1)'],
    ['a list', 'text.push(1, 2)', 'text.unshift(1, 2)'],
  ])('another method of %s is none', async (_, before, after) => {
    const source = (call: string) => ({ 'src/a.js': `export function cut(text, mark) {\n  return ${call} + mark\n}\n` })
    expect(await changeTexts(source(before), source(after))).toEqual([])
  })

  test('is none when a caller passes another value under the new name', async () => {
    const caller = (options: string) => `import { cut } from './a.js'\nexport const short = (t) => cut(t, { ${options} })\n`
    const [base, head] = [
      { 'src/a.js': cut('max'), 'src/b.js': caller('max: 12') },
      { 'src/a.js': cut('size'), 'src/b.js': caller('size: 12000') },
    ]
    expect((await changeTexts(base, head)).filter((text) => text.startsWith('option'))).toEqual([])
  })

  test.each([
    ["import { cut } from '../src/a.js'\ntest('a', () => expect(cut('abc', { max: 2 })).toBe('a-'))\n", 'max: 2', 'size: 2'],
    ["import { cut as c } from '../src/a.js'\nc('max', { mark: '.', 'max': 2 })\n", "'max': 2", "'size': 2"],
    ["import { cut } from '../src/a.js'\nconst max = 2\ncut('abc', { max })\n", '{ max }', '{ size: max }'],
  ])('is followed in calls that hold their options: %s', async (text, old, now) => {
    const path = 'test/a.test.js'
    expect(await repairedText({ 'src/a.js': cut('max') }, { 'src/a.js': cut('size') }, text, path)).toBe(text.replace(old, now))
  })

  test.each([
    ['a value of that key elsewhere', "import { cut } from '../src/a.js'\nexpect(make('max')).toEqual({ max: 2 })\n"],
    ['options from a variable', "import { cut } from '../src/a.js'\nconst options = { max: 2 }\ncut('abc', options)\n"],
    ['another function', "import { clip } from '../src/b.js'\nclip('abc', { max: 2 })\n"],
  ])('is not followed in %s', async (_, text) => {
    expect(await repairedText({ 'src/a.js': cut('max') }, { 'src/a.js': cut('size') }, text, 'test/a.test.js')).toBeNull()
  })
})

describe('a half-finished rename of an option', () => {
  const [base, head] = [{ 'src/a.js': cut('max') }, { 'src/a.js': cut('size') }]
  const imported = "import { cut } from './a.js'\n"
  test.each([
    ['a caller that follows', `${imported}cut('a', { size: 2 })\n`, []],
    ['a caller that does not', `${imported}cut('a', { max: 2 })\n`, ['src/b.js:2']],
    ['options from a variable', `${imported}const o = { max: 2 }\ncut('a', o)\n`, ['src/b.js:2']],
    ['options that are spread', `${imported}const o = { max: 2 }\ncut('a', { ...o, mark: '.' })\n`, ['src/b.js:2']],
    ['options that are put together', `${imported}const o = {}\no.max = 2\ncut('a', o)\n`, ['src/b.js:3']],
    ['a function that is handed on', `${imported}const all = [cut]\nall[0]('a', { max: 2 })\n`, ['src/b.js:3']],
    ['a key of that name for somebody else', `${imported}cut('a', { size: 2 })\nexport const limits = { max: 3 }\n`, []],
  ])('%s', async (_, caller, expected) => {
    expect(await unmigrated({ ...base, 'src/b.js': '' }, { ...head, 'src/b.js': caller })).toEqual(expected)
  })

  test('counts the type of the options', async () => {
    const typed = (key: string, inType: string) =>
      `type Options = { ${inType}: number }\nexport const cut = (text: string, { ${key} }: Options) => text.slice(0, ${key})\n`
    expect(await unmigrated({ 'src/a.ts': typed('max', 'max') }, { 'src/a.ts': typed('size', 'max') })).toEqual(['src/a.ts:1'])
    expect(await unmigrated({ 'src/a.ts': typed('max', 'max') }, { 'src/a.ts': typed('size', 'size') })).toEqual([])
  })
})
