import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { HealingResult } from '../../src/model/result/healing-result.ts'
import { heal } from '../../src/runner/commands/heal.ts'
import { type Fixture, layFixture, loadFixture } from './fixture.ts'
import { frameworkHome, type PinnedHome } from './frameworks/install.ts'
import { runCommand } from './run-command.ts'

export type HealedFixture = {
  readonly fixture: Fixture
  readonly code: number | null
  readonly printed: string
  readonly result: HealingResult
  readonly folder: string
  readonly python: string
  remove(): Promise<void>
}

/** Lays a fixture out as a real repository with its framework beside it, and runs `suture heal` from its first commit to its second. */
export async function healFixture(
  name: string,
  words: readonly string[] | ((parent: string) => readonly string[]) = [],
  options: { readonly sourceFiles?: number } = {},
): Promise<HealedFixture> {
  const parent = await mkdtemp(join(tmpdir(), 'suture-fixture-'))
  const folder = join(parent, 'repository')
  const fixture = loadFixture(name)
  const { base, head } = layFixture(name, folder, options)
  const { env, python } = await provideFramework(fixture.framework, folder)
  const json = join(parent, 'result.json')
  const outcome = await runCommand(
    heal,
    ['heal', '--repo', folder, '--base', base, '--head', head, '--json', json, ...(typeof words === 'function' ? words(parent) : words)],
    {
      cwd: parent,
      env,
    },
  )
  if (outcome.error) throw outcome.error
  const result = HealingResult.parse(JSON.parse(await readFile(json, 'utf8')))
  return {
    fixture,
    code: outcome.code,
    printed: outcome.printed,
    result,
    folder,
    python,
    remove: () => rm(parent, { recursive: true, force: true }),
  }
}

/** Makes a pinned framework available to a repository, as its own set-up steps would; returns the environment to run in. */
export async function provideFramework(
  framework: PinnedHome,
  folder: string,
): Promise<{ readonly env: Readonly<Record<string, string | undefined>>; readonly python: string }> {
  const home = await frameworkHome(framework)
  if (home.nodeModules !== undefined) await symlink(home.nodeModules, join(folder, 'node_modules'), 'dir')
  const path = home.python === undefined ? process.env['PATH'] : [dirname(home.python), process.env['PATH']].join(delimiter)
  return { env: { PATH: path, HOME: dirname(folder), TMPDIR: tmpdir(), LANG: 'C.UTF-8' }, python: home.python ?? 'python3' }
}
