import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { FlakyTestResult } from '../../../src/model/result/flaky-test-result.ts'
import { flaky } from '../../../src/runner/commands/flaky.ts'
import { createRepository, type Repository } from '../frameworks/repository.ts'
import { provideFramework } from '../heal-fixture.ts'
import { runCommand } from '../run-command.ts'
import type { Flake } from './flake.ts'

/** A case as a repository with its framework beside it. */
export async function layFlake({ framework, files }: Pick<Flake, 'framework' | 'files'>) {
  const repository = createRepository()
  repository.commit({ '.gitignore': '__pycache__\nnode_modules\n', ...files })
  const { env } = await provideFramework(framework, repository.dir)
  return { repository, env }
}

/** `suture flaky` in a laid repository; every test by default. */
export async function runFlaky(
  { dir }: Pick<Repository, 'dir'>,
  env: Readonly<Record<string, string | undefined>>,
  words: readonly string[],
) {
  const out = join(dirname(dir), 'flaky.json')
  const ran = await runCommand(flaky, ['flaky', '--repo', dir, '--json', out, ...words], { cwd: dirname(dir), env })
  if (ran.error) throw ran.error
  return { ...ran, results: FlakyTestResult.array().parse(JSON.parse(await readFile(out, 'utf8'))) }
}
