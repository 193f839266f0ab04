import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { git, tryGit } from '../../src/sandbox/git.ts'
import { gitObjects } from '../../src/sandbox/git-objects.ts'
import { createRepository, type Repository } from '../support/frameworks/repository.ts'

const made: Repository[] = []
afterEach(() => {
  for (const each of made.splice(0)) each.remove()
})
function repository(): Repository {
  const each = createRepository()
  made.push(each)
  return each
}

describe('git', () => {
  test('prints what git prints, or throws its words', async () => {
    const { dir, commit } = repository()
    const head = commit({ 'a.txt': 'a' })
    expect((await git(dir, ['rev-parse', 'HEAD'])).trim()).toBe(head)
    await expect(git(dir, ['rev-parse', '--verify', 'nope'])).rejects.toMatchObject({
      code: 'git_failed',
      message: expect.stringContaining('Needed a single revision'),
    })
    expect(await tryGit(dir, ['rev-parse', '--verify', 'nope'])).toMatchObject({ outcome: 'exited', code: 128 })
    await expect(git('/no/such/folder', ['status'])).rejects.toMatchObject({ code: 'git_missing' })
  })

  test('runs no hook and no monitor of the repository', async () => {
    const { dir, commit, git: plain } = repository()
    commit({ 'a.txt': 'a' })
    const ran = join(dir, '.git/ran')
    const hook = join(dir, '.git/hooks/post-checkout')
    mkdirSync(dirname(hook), { recursive: true })
    writeFileSync(hook, `#!/bin/sh\ntouch '${ran}'\n`, { mode: 0o755 })
    plain('config', 'core.fsmonitor', hook)
    plain('checkout', '-q', '--detach')
    expect(existsSync(ran)).toBe(true)
    rmSync(ran)
    await git(dir, ['checkout', '-q', '--detach'])
    await git(dir, ['status', '--porcelain'])
    expect(existsSync(ran)).toBe(false)
  })

  test('objects are read through one process, in order, whatever they hold', async () => {
    const { dir, commit } = repository()
    const long = 'x'.repeat(300_000)
    commit({ 'a.txt': 'one\n', 'empty.txt': '', 'long.txt': long, 'odd.txt': 'HEAD:a.txt missing\n\0\n' })
    const objects = gitObjects(dir)
    const names = ['HEAD:a.txt', 'HEAD:absent', 'HEAD:long.txt', 'HEAD:empty.txt', 'HEAD:odd.txt']
    const read = await Promise.all(names.map((name) => objects.read(name)))
    expect(read.map((bytes) => bytes?.toString() ?? null)).toEqual(['one\n', null, long, '', 'HEAD:a.txt missing\n\0\n'])
    objects.close()
    await expect(objects.read('HEAD:a.txt')).rejects.toThrow('ended')
  })
})
