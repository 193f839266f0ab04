import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestRunner } from '../../../src/engine/ports.ts'
import { createWarmHosts } from '../../../src/runner/warm/warm-hosts.ts'
import { openWorkspace, type RunnerWorkspace } from '../../../src/runner/workspace.ts'
import type { FrameworkHome, PinnedFramework } from '../../support/frameworks/install.ts'
import { createRepository } from '../../support/frameworks/repository.ts'
import { testRunnerOf } from '../../support/frameworks/test-runner.ts'
import { seeded } from '../parse/seeded.ts'
import { benchProject } from './project.ts'

/** Milliseconds of each run, and how many gave another verdict than the text deserves. */
export type Series = { readonly ms: readonly number[]; readonly wrong: number }
export type Measured = { readonly cold: Series; readonly newTest: Series; readonly mutant: Series; readonly values: string }

const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], LANG: 'C.UTF-8' }

/** Runs one file of six tests: in processes of their own, then warm with right and wrong texts of the test, then warm with the product and mutants of it. */
export async function measureWarm(framework: PinnedFramework, home: FrameworkHome, sample: number, seed: number): Promise<Measured> {
  const project = benchProject(framework)
  const repository = createRepository()
  repository.commit(project.files)
  if (home.nodeModules !== undefined) symlinkSync(home.nodeModules, join(repository.dir, 'node_modules'))
  const outFolder = mkdtempSync(join(tmpdir(), 'suture-out-'))
  const workspace = await openWorkspace({ origin: repository.dir, base: 'HEAD', head: 'WORKTREE', place: 'copy', env })
  const hosts = createWarmHosts(() => Date.now())
  try {
    const options = {
      workspace: workspace.root,
      origin: repository.dir,
      outFolder,
      env,
      timeoutMs: 60_000,
      ...(home.python === undefined ? {} : { python: home.python }),
    }
    const alone = testRunnerOf(framework, options)
    const warm = testRunnerOf(framework, { ...options, hosts })
    const next = seeded(seed)
    const texts = { sample, next, workspace }
    const file = project.testFile(Math.floor(next() * 10))
    const source = file
      .replace(/^tests?\//, 'src/')
      .replace('.test.', '.')
      .replace('src/test_', 'src/shop/')
    await alternate(alone, file, { ...texts, sample: 1 }, () => new Map()) // the interpreter is found and transforms are stored once
    const wrongTest = new Map([[file, (project.files[file] ?? '').replace('(4)', '(5)')]])
    const mutant = new Map([[source, (project.files[source] ?? '').replace('value * 2', 'value * 3')]])
    const cold = await alternate(alone, file, { ...texts, sample: Math.max(3, Math.floor(sample / 4)) }, () => mutant)
    await alternate(warm, file, { ...texts, sample: 1 }, () => new Map())
    const newTest = await alternate(warm, file, texts, () => wrongTest)
    const changed = await alternate(warm, file, texts, () => mutant)
    return { cold, newTest, mutant: changed, values: await valuesOf(warm, file, workspace, mutant) }
  } finally {
    await hosts.close()
    await workspace.close()
    rmSync(outFolder, { recursive: true, force: true })
    repository.remove()
  }
}

type Texts = { readonly sample: number; readonly workspace: RunnerWorkspace }

/** Every other run has the wrong text laid over the tree: that one must fail, the others pass. */
async function alternate(
  runner: TestRunner,
  file: string,
  { sample, workspace }: Texts,
  wrongText: () => ReadonlyMap<string, string>,
): Promise<Series> {
  const ms: number[] = []
  let wrong = 0
  for (let count = 0; count < sample; count += 1) {
    const overlay: ReadonlyMap<string, string> = count % 2 === 0 ? wrongText() : new Map()
    await workspace.checkOut('head', overlay)
    const started = performance.now()
    const { status, tests } = await runner.run({ files: [file], testIds: [] })
    ms.push(performance.now() - started)
    const failed = tests.filter(({ outcome }) => outcome === 'failed').length
    const isRight = status === 'completed' && tests.length === 6 && failed > 0 === overlay.size > 0
    if (!isRight) wrong += 1
  }
  return { ms, wrong }
}

/** What the probe says of one failure: the compared values as literals. */
async function valuesOf(
  runner: TestRunner,
  file: string,
  workspace: RunnerWorkspace,
  mutant: ReadonlyMap<string, string>,
): Promise<string> {
  await workspace.checkOut('head', mutant)
  const { tests } = await runner.run({ files: [file], testIds: [] })
  const failure = tests.find(({ outcome }) => outcome === 'failed')?.failure
  return failure ? `${failure.exception}: expected ${failure.expected?.literal}, actual ${failure.actual?.literal}` : 'no failure seen'
}
