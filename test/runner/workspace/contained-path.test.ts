import { symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { containedPath } from '../../../src/runner/workspace/contained-path.ts'
import { createRepository, type Repository } from '../../support/frameworks/repository.ts'

let repository: Repository | undefined
afterEach(() => repository?.remove())

test('a path stays inside: no parent, no absolute path, no .git, no link on the way', () => {
  repository = createRepository()
  const { dir } = repository
  symlinkSync(tmpdir(), join(dir, 'link'))
  expect(containedPath(dir, 'a/b.txt')).toBe(join(dir, 'a/b.txt'))
  expect(containedPath(dir, './a/../b.txt')).toBe(join(dir, 'b.txt'))
  for (const path of ['', '..', '../x', 'a/../../x', '/etc/passwd', '.git/config', '.GIT/config', 'link/x', 'a\0b']) {
    expect(() => containedPath(dir, path)).toThrowError(expect.objectContaining({ code: 'path_outside' }))
  }
})
