import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { changedPaths, stampTree, type TreeStamps } from '../../../src/runner/workspace/tree-stamps.ts'

const root = mkdtempSync(join(tmpdir(), 'suture-stamps-'))
afterAll(() => rmSync(root, { recursive: true }))

const NOBODY: TreeStamps = new Map()
const write = (path: string, text: string) => {
  writeFileSync(join(root, path), text)
  utimesSync(join(root, path), 1_700_000_000, 1_700_000_000)
}

test('sees another text of one size and time, and what came, went, or leads elsewhere', async () => {
  mkdirSync(join(root, 'src'))
  mkdirSync(join(root, 'node_modules'))
  for (const path of ['src/a.ts', 'src/b.ts', 'node_modules/c.js']) write(path, 'one')
  symlinkSync('src', join(root, 'link'))
  const before = await stampTree(root, NOBODY, Date.now())
  expect(changedPaths(before, await stampTree(root, before, Date.now()))).toEqual([])
  for (const path of ['src/a.ts', 'node_modules/c.js']) write(path, 'two')
  rmSync(join(root, 'src/b.ts'))
  rmSync(join(root, 'link'))
  symlinkSync('elsewhere', join(root, 'link'))
  write('new.ts', '')
  const after = await stampTree(root, before, Date.now())
  expect(changedPaths(before, after).toSorted()).toEqual(['link', 'new.ts', 'src/a.ts', 'src/b.ts'])
})

test('a text that was put back has not changed, and a file that has long been as it is is not read again', async () => {
  write('new.ts', 'one')
  const before = await stampTree(root, NOBODY, Date.now() + 10_000)
  write('new.ts', 'two')
  const between = await stampTree(root, before, Date.now())
  write('new.ts', 'one')
  const after = await stampTree(root, between, Date.now())
  expect(changedPaths(before, between)).toEqual(['new.ts'])
  expect(changedPaths(before, after)).toEqual([])
  expect(after.get('src/a.ts')).toBe(before.get('src/a.ts'))
  expect(after.get('new.ts')).not.toBe(before.get('new.ts'))
})
