import { describe, expect, test } from 'vitest'
import { findUnmigratedCallers } from '../../../../src/engine/changes/follow/unmigrated-callers.ts'
import { createProject, type Project } from '../../../../src/engine/changes/resolve/project.ts'
import { testParsers } from '../../../support/grammars.ts'
import { changesBetween, type Files } from '../../../support/repair.ts'

async function unmigrated(base: Files, head: Files): Promise<readonly string[]> {
  const changes = await changesBetween(base, head)
  const awaited = changes.filter(({ kind }) => kind === 'became_async')
  expect(awaited).toHaveLength(1)
  const parsers = await testParsers()
  const [before, after] = [base, head].map((files) => createProject(new Map(Object.entries(files)), parsers)) as [Project, Project]
  const trees = { before, after, product: Object.keys(head) }
  return awaited.flatMap((change) => findUnmigratedCallers(change, trees, new Map()).unmigrated).map(({ file, line }) => `${file}:${line}`)
}

describe('callers of a function of JavaScript that became asynchronous', () => {
  const load = { 'src/load.js': 'export function load(key) {\n  return key + 1\n}\n' }
  const awaited = { 'src/load.js': 'export async function load(key) {\n  return key + 1\n}\n' }
  test.each([
    ['await', 'const pay = async (k) => 1 + (await load(k))', true],
    ['a return of what is asynchronous itself', 'async function pay(k) {\n  return load(k)\n}', true],
    ['an asynchronous arrow', 'const pay = async (k) => load(k)', true],
    ['then', 'const pay = (k) => load(k).then(String).catch(() => 0)', true],
    ['Promise.all over a list', 'const pay = async (ks) => await Promise.all(ks.map((k) => load(k)))', true],
    ['a value that is awaited later', 'async function pay(k) {\n  const value = load(k)\n  return 1 + (await value)\n}', true],
    ['nobody waits', 'const pay = (k) => 1 + load(k)', false],
    ['a condition', 'const pay = (k) => { if (load(k)) return 1 }', false],
    ['a return of what is not asynchronous', 'function pay(k) {\n  return load(k)\n}', false],
    ['a statement alone', 'function pay(k) {\n  load(k)\n}', false],
    ['a value that nobody waits for', 'async function pay(k) {\n  const value = load(k)\n  return 1 + value\n}', false],
    ['an argument', 'const pay = async (k) => await other(load(k))', false],
    ['handed to others', 'const pay = (ks) => ks.filter(load)', false],
  ])('%s', async (_, caller, follows) => {
    const pay = { 'src/pay.js': `import { load } from './load.js'\n\nexport ${caller}\n` }
    expect((await unmigrated({ ...load, ...pay }, { ...awaited, ...pay })).length === 0).toBe(follows)
  })

  test('overloads hide nothing', async () => {
    const text = (word: string) => ({
      'src/load.ts': `export function load(key: number): number\nexport function load(key: string): string\nexport ${word}function load(key: number | string): number | string {\n  return key\n}\n`,
    })
    expect(await unmigrated(text(''), text('async '))).toEqual([])
  })
})

describe('callers of a function of Python that became asynchronous', () => {
  const text = (word: string) => ({ 'pkg/__init__.py': '', 'pkg/load.py': `${word}def load(key):\n    return key + 1\n` })
  test.each([
    ['await', 'async def pay(k):\n    return 1 + await load(k)', true],
    ['gather', 'async def pay(ks):\n    return await asyncio.gather(*[load(k) for k in ks])', true],
    ['run', 'def pay(k):\n    return asyncio.run(load(k))', true],
    ['nobody waits', 'def pay(k):\n    return 1 + load(k)', false],
    ['handed to others', 'def pay(ks):\n    return list(map(load, ks))', false],
  ])('%s', async (_, caller, follows) => {
    const pay = { 'pkg/pay.py': `import asyncio\nfrom .load import load\n\n\n${caller}\n` }
    expect((await unmigrated({ ...text(''), ...pay }, { ...text('async '), ...pay })).length === 0).toBe(follows)
  })
})
