import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { heal } from '../../src/runner/commands/heal.ts'
import { layFixture } from '../support/fixture.ts'
import { provideFramework } from '../support/heal-fixture.ts'
import { runCommand } from '../support/run-command.ts'

let parent: string
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'heal-'))
})
afterEach(() => rmSync(parent, { recursive: true, force: true }))

const result = () => JSON.parse(readFileSync(join(parent, 'out.json'), 'utf8'))

async function run(words: readonly string[], more: Readonly<Record<string, string>> = {}) {
  const folder = join(parent, 'repository')
  const { base, head } = layFixture('pytest-keyword-renamed', folder)
  const { env } = await provideFramework('pytest', folder)
  return runCommand(heal, ['heal', '--repo', folder, '--base', base, '--head', head, '--json', join(parent, 'out.json'), ...words], {
    cwd: parent,
    env: { ...env, ...more },
  })
}

describe('suture heal', () => {
  test('a test that no framework knows is an error, never a green answer', async () => {
    const { code, warned } = await run(['--test', 'docs/nothing.txt::test_x'])
    expect(code).toBe(3)
    expect(warned).toContain('name tests as the framework prints them')
    expect(result().error.code).toBe('no_such_test')
  })

  test('--apply writes the repaired tests and measures the repair', async () => {
    const { code } = await run(['--apply'])
    expect(code).toBe(0)
    expect(result().repairs[0].repairTimeMs).toBeGreaterThan(0)
    expect(readFileSync(join(parent, 'repository/tests/test_ranking.py'), 'utf8')).toContain('limit=2')
  })

  test('--accept of a test for which nothing is proposed is bad usage: nothing is written, and the result is', async () => {
    const { code, warned } = await run(['--accept', 'tests/none.py::test_none', '--apply'])
    expect(code).toBe(2)
    expect(warned).toContain('--accept: nothing is proposed for\n  tests/none.py::test_none')
    expect(warned).toContain('nothing was written')
    expect(readFileSync(join(parent, 'repository/tests/test_ranking.py'), 'utf8')).not.toContain('limit=2')
    expect(result().patch).toContain('limit=2')
  })

  test('--env takes names of variables, and none of the machine that runs a workflow', async () => {
    const { error } = await run(['--env', 'DATABASE_URL', 'GITHUB_TOKEN'])
    expect(error).toMatchObject({ code: 'bad_variable', message: expect.stringContaining('GITHUB_TOKEN') })
    expect(result().error.code).toBe('bad_variable')
  })

  test('repairs that nobody may make of their own accord are found and shown, and not written', async () => {
    const test = () => readFileSync(join(parent, 'repository/tests/test_ranking.py'), 'utf8')
    const { warned, printed } = await run(['--apply'], { HEALING_AUTO_REPAIR: 'false' })
    expect(result().patch).toContain('limit=2')
    expect(test()).not.toContain('limit=2')
    expect(warned).toContain('HEALING_AUTO_REPAIR is false')
    expect(printed).toContain('this patch')
  })

  test('a repair of less confidence than the settings ask for is not offered', async () => {
    expect((await run([], { HEALING_CONFIDENCE_THRESHOLD: '1' })).code).toBe(1)
    expect(result()).toMatchObject({ patch: '', successfulRepairs: 0 })
  })

  test('a test file that the settings exclude is not repaired', async () => {
    expect((await run([], { TEST_FILES_EXCLUDE: 'tests/**' })).code).toBe(1)
    expect(result()).toMatchObject({
      patch: '',
      repairs: [],
      totalFailures: 2,
      analyses: [{ verdict: 'obsolete_test' }, { verdict: 'obsolete_test' }],
    })
  })

  test('a repository without a commit to compare with names the way out, and the result is written', async () => {
    const folder = join(parent, 'lonely')
    execFileSync('git', ['init', '--quiet', '--initial-branch=main', folder])
    writeFileSync(join(folder, 'a.py'), '')
    execFileSync('git', ['-C', folder, 'add', '.'])
    execFileSync('git', [
      '-C',
      folder,
      '-c',
      'user.name=Suture',
      '-c',
      'user.email=noreply@example.com',
      'commit',
      '--quiet',
      '-m',
      'first',
    ])
    const outcome = await runCommand(heal, ['heal', '--repo', folder, '--json', join(parent, 'out.json')], {
      cwd: parent,
      env: process.env,
    })
    expect(outcome.error).toMatchObject({ code: 'no_base', fix: 'name one with --base REV' })
    expect(result().error.code).toBe('no_base')
  })
})
