import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestRunner } from '../../../../src/engine/ports.ts'
import { createWarmHosts } from '../../../../src/runner/warm/warm-hosts.ts'
import { openWorkspace, type RunnerWorkspace } from '../../../../src/runner/workspace.ts'
import { frameworkHome, type PinnedFramework } from '../../../support/frameworks/install.ts'
import { createRepository, type Files } from '../../../support/frameworks/repository.ts'
import { testRunnerOf } from '../../../support/frameworks/test-runner.ts'

/** A suite as a session of Suture has it: a copy of it, and a runner with processes that stay. `dir`: where it is for everybody else. */
export type OpenedSuite = {
  readonly dir: string
  readonly runner: TestRunner
  readonly workspace: RunnerWorkspace
  readonly python: string | undefined
  close(): Promise<void>
}

const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], LANG: 'C.UTF-8' }

export async function openSuite(framework: PinnedFramework, files: Files): Promise<OpenedSuite> {
  const { python, nodeModules } = await frameworkHome(framework)
  const repository = createRepository()
  repository.commit({ '.gitignore': 'node_modules\n__pycache__\n.pytest_cache\n', ...files })
  if (nodeModules !== undefined) symlinkSync(nodeModules, join(repository.dir, 'node_modules'))
  const outFolder = mkdtempSync(join(tmpdir(), 'suture-out-'))
  const workspace = await openWorkspace({ origin: repository.dir, base: 'HEAD', head: 'WORKTREE', place: 'copy', env })
  const hosts = createWarmHosts(() => Date.now())
  await workspace.checkOut('head', new Map())
  const places = { workspace: workspace.root, origin: repository.dir, outFolder, env, timeoutMs: 120_000, hosts }
  const runner = testRunnerOf(framework, { ...places, ...(python === undefined ? {} : { python }) })
  return {
    ...{ dir: repository.dir, workspace, python },
    runner: {
      ...runner,
      run: async (wanted) => {
        await workspace.restore()
        return runner.run(wanted)
      },
    },
    close: async () => {
      await hosts.close()
      await workspace.close()
      rmSync(outFolder, { recursive: true, force: true })
      repository.remove()
    },
  }
}
