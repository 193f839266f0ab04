import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { TestOptimization } from '../../../src/model/result/test-optimization.ts'
import { optimize } from '../../../src/runner/commands/optimize.ts'
import type { PinnedFramework } from '../frameworks/install.ts'
import { createRepository, type Files } from '../frameworks/repository.ts'
import { provideFramework } from '../heal-fixture.ts'
import { runCommand } from '../run-command.ts'

/** A suite as a repository with its framework beside it, and `suture optimize` in it. */
export async function laySuite(framework: PinnedFramework, files: Files) {
  const repository = createRepository()
  repository.commit({ '.gitignore': '__pycache__\nnode_modules\n', ...files })
  const { env } = await provideFramework(framework, repository.dir)
  const run = async (words: readonly string[] = []) => {
    const out = join(dirname(repository.dir), 'optimizations.json')
    const ran = await runCommand(optimize, ['optimize', '--repo', repository.dir, '--json', out, ...words], {
      cwd: dirname(repository.dir),
      env,
    })
    if (ran.error) throw ran.error
    return { ...ran, results: TestOptimization.array().parse(JSON.parse(await readFile(out, 'utf8'))) }
  }
  return { repository, env, run }
}
