import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { applyFiles } from '../../../src/runner/workspace/apply-files.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'apply-'))
  writeFileSync(join(root, 'a.py'), 'old\n')
  writeFileSync(join(root, 'b.py'), 'mine\n')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('applyFiles', () => {
  test('writes over the text that was repaired', async () => {
    await applyFiles(root, [{ path: 'a.py', before: 'old\n', after: 'new\n' }])
    expect(readFileSync(join(root, 'a.py'), 'utf8')).toBe('new\n')
  })

  test('deletes a file of which nothing is left', async () => {
    await applyFiles(root, [{ path: 'a.py', before: 'old\n', after: '' }])
    expect(existsSync(join(root, 'a.py'))).toBe(false)
  })

  test('writes nothing at all where one file has other text by now', async () => {
    const files = [
      { path: 'a.py', before: 'old\n', after: 'new\n' },
      { path: 'b.py', before: 'old\n', after: 'new\n' },
    ]
    await expect(applyFiles(root, files)).rejects.toMatchObject({ code: 'changed_since' })
    expect([readFileSync(join(root, 'a.py'), 'utf8'), readFileSync(join(root, 'b.py'), 'utf8')]).toEqual(['old\n', 'mine\n'])
  })

  test('never follows a link', async () => {
    symlinkSync('a.py', join(root, 'link.py'))
    await expect(applyFiles(root, [{ path: 'link.py', before: 'old\n', after: 'new\n' }])).rejects.toMatchObject({ code: 'not_a_file' })
  })
})
