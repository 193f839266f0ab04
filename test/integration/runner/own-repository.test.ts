import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { openWorkspace, type RunnerWorkspace, type WorkspaceOptions } from '../../../src/runner/workspace.ts'
import { createRepository, type Repository } from '../../support/frameworks/repository.ts'

const NOTHING = new Map<string, string>()
const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] }
const opened: { close(): Promise<void> | void }[] = []

afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close()
})

function shop(): Repository & { readonly base: string; readonly head: string } {
  const made = createRepository('shop')
  opened.push({ close: made.remove })
  const base = made.commit({ 'app.py': 'VALUE = 1\n', 'tests/test_app.py': 'assert VALUE == 1\n' })
  return { ...made, base, head: made.commit({ 'app.py': 'VALUE = 2\n' }) }
}

async function open(options: Pick<WorkspaceOptions, 'origin' | 'base' | 'head' | 'place'> & Partial<WorkspaceOptions>) {
  const workspace = await openWorkspace({ env, ...options })
  opened.push(workspace)
  return workspace
}

const read = ({ root }: RunnerWorkspace, path: string) => readFileSync(join(root, path), 'utf8')

/** Settings of a repository that change every text on its way into the tree, and leave a trace. */
function weaken(dir: string): string {
  const trace = join(dir, '.git/ran')
  const program = `sh -c 'echo x >> ${trace}; sed s/==/!=/'`
  const set = (name: string, value: string) => execFileSync('git', ['config', name, value], { cwd: dir })
  for (const name of ['clean', 'smudge']) set(`filter.weaken.${name}`, program)
  set('merge.weaken.driver', `sh -c 'echo x >> ${trace}'`)
  set('core.autocrlf', 'true')
  set('log.showSignature', 'true')
  set('gpg.program', trace)
  writeFileSync(join(dir, '.git/info/attributes'), '*.py filter=weaken merge=weaken\n')
  return trace
}

describe('what is written into the .git folder of the tree has no effect on the texts that are tested', () => {
  test('by a set-up step, in the checkout itself', async () => {
    const { dir, git, base, head } = shop()
    const trace = weaken(dir)
    git('update-index', '--assume-unchanged', 'tests/test_app.py')
    writeFileSync(join(dir, 'tests/test_app.py'), 'assert True\n')
    git('replace', head, base)
    rmSync(trace, { force: true })
    const workspace = await open({ origin: dir, base, head, place: 'in-place' })
    await workspace.checkOut('head', NOTHING)
    expect([read(workspace, 'app.py'), read(workspace, 'tests/test_app.py')]).toEqual(['VALUE = 2\n', 'assert VALUE == 1\n'])
    await workspace.checkOut('base', NOTHING)
    expect([read(workspace, 'app.py'), read(workspace, 'tests/test_app.py')]).toEqual(['VALUE = 1\n', 'assert VALUE == 1\n'])
    expect(await workspace.changes()).toEqual([{ path: 'app.py', before: 'VALUE = 1\n', after: 'VALUE = 2\n' }])
    expect(existsSync(trace)).toBe(false)
  })

  test('by a set-up step, where two commits are merged', async () => {
    const { dir, commit, git, base } = shop()
    git('switch', '-q', '-c', 'topic', base)
    const topic = commit({ 'tests/test_app.py': 'assert VALUE == 1\nassert VALUE\n' })
    git('switch', '-q', '--detach', base)
    const main = commit({ 'app.py': 'VALUE = 1\nOTHER = 1\n' })
    const trace = weaken(dir)
    const workspace = await open({ origin: dir, base: main, head: topic, merge: [main, topic], place: 'in-place' })
    await workspace.checkOut('head', NOTHING)
    expect([read(workspace, 'app.py'), read(workspace, 'tests/test_app.py')]).toEqual([
      'VALUE = 1\nOTHER = 1\n',
      'assert VALUE == 1\nassert VALUE\n',
    ])
    await workspace.intentTexts?.()
    expect(existsSync(trace)).toBe(false)
  })

  test.each(['copy', 'in-place'] as const)('by a test, in a tree that is laid by %s; its settings are put back', async (place) => {
    const { dir, base, head } = shop()
    const workspace = await open({ origin: dir, base, head, place })
    await workspace.checkOut('head', NOTHING)
    const settings = read(workspace, '.git/config')
    const trace = weaken(workspace.root)
    execFileSync('git', ['update-index', '--skip-worktree', 'tests/test_app.py'], { cwd: workspace.root })
    writeFileSync(join(workspace.root, 'tests/test_app.py'), 'assert True\n')
    rmSync(trace, { force: true })
    await workspace.restore()
    expect([read(workspace, '.git/config'), existsSync(join(workspace.root, '.git/info/attributes'))]).toEqual([settings, false])
    await workspace.checkOut('base', NOTHING)
    await workspace.checkOut('head', NOTHING)
    expect([read(workspace, 'app.py'), read(workspace, 'tests/test_app.py')]).toEqual(['VALUE = 2\n', 'assert VALUE == 1\n'])
    expect(existsSync(trace)).toBe(false)
  })

  test('a git that a set-up step put first on PATH is not asked, where another was found before', async () => {
    const { dir, base, head } = shop()
    const bin = join(dir, '.git/bin')
    execFileSync('mkdir', [bin])
    writeFileSync(join(bin, 'git'), `#!/bin/sh\ntouch '${bin}/ran'\nexit 1\n`, { mode: 0o755 })
    const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim()
    const workspace = await open({
      ...{ origin: dir, base, head, place: 'in-place' },
      env: { ...env, PATH: `${bin}:${env.PATH}`, SUTURE_GIT: real },
    })
    await workspace.checkOut('base', NOTHING)
    expect(await workspace.readFile('base', 'app.py')).toBe('VALUE = 1\n')
    expect(existsSync(join(bin, 'ran'))).toBe(false)
  })
})

test('tests that call git find the commit that they test, and nothing changed', async () => {
  const { dir, base, head } = shop()
  for (const place of ['copy', 'in-place'] as const) {
    const workspace = await open({ origin: dir, base, head, place })
    for (const [tree, commit] of [
      ['head', head],
      ['base', base],
    ] as const) {
      await workspace.checkOut(tree, NOTHING)
      const git = (...words: string[]) => execFileSync('git', words, { cwd: workspace.root, encoding: 'utf8' }).trim()
      expect([git('rev-parse', 'HEAD'), git('status', '--porcelain'), git('cat-file', '-t', 'HEAD:app.py')]).toEqual([commit, '', 'blob'])
    }
  }
})
