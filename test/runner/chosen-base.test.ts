import { mkdirSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chosenBase, comparisonNote } from '../../src/runner/chosen-base.ts'
import { git } from '../../src/sandbox/git.ts'
import { layCommits } from '../support/fixture.ts'

let parent = ''
let folder = ''
let commits = { base: '', head: '' }

describe('what a working tree is compared with', () => {
  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'suture-base-'))
    folder = join(parent, 'repository')
    const before = new Map([
      ['shop/cart.py', 'PRICE = 1\n'],
      ['tests/test_cart.py', ''],
      ['README.md', 'Shop\n'],
    ])
    const after = new Map([['shop/cart.py', 'PRICE = 2\n']])
    commits = layCommits({ name: 'shop', before, after, deleted: [], message: 'Raise the price' }, folder)
  })
  afterAll(() => rm(parent, { recursive: true, force: true }))

  const put = (path: string, text: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const cleaned = async () => {
    await git(folder, ['checkout', '--quiet', '--', '.'])
    await git(folder, ['clean', '--quiet', '-fd'])
  }

  test('a clean tree with the commit before it', async () => {
    const chosen = await chosenBase(folder, 'WORKTREE')
    expect(chosen).toEqual({ base: commits.base, why: 'the commit before HEAD', earlier: null })
    const note = await comparisonNote(folder, 'WORKTREE', chosen.base, chosen.why)
    expect(note).toBe(`compared the working tree with the commit before HEAD (${commits.base.slice(0, 7)})`)
  })

  test.each([
    ['a note that nobody committed', 'todo.txt', 'x\n'],
    ['a changed document', 'README.md', 'The shop\n'],
    ['a test that is being mended', 'tests/test_cart.py', 'X = 1\n'],
  ])('%s changes nothing of that', async (_, path, text) => {
    put(path, text)
    expect(await chosenBase(folder, 'WORKTREE')).toMatchObject({ base: commits.base })
    expect(await comparisonNote(folder, 'WORKTREE', commits.base, null)).toContain('the working tree, with what is not committed, with')
    await cleaned()
  })

  test('changed product files with HEAD, and with the commit before it where everything fails there too', async () => {
    put('shop/cart.py', 'PRICE = 3\n')
    expect(await chosenBase(folder, 'WORKTREE')).toMatchObject({ base: 'HEAD', earlier: commits.base })
    await cleaned()
  })

  test('a commit of another branch with where it left the default branch', async () => {
    await git(folder, ['checkout', '--quiet', '-b', 'topic'])
    put('shop/cart.py', 'PRICE = 4\n')
    await git(folder, ['-c', 'user.name=Suture', '-c', 'user.email=noreply@example.com', 'commit', '--quiet', '-am', 'Raise it again'])
    expect(await chosenBase(folder, 'WORKTREE')).toEqual({ base: commits.head, why: 'the merge base with main', earlier: null })
  })
})
