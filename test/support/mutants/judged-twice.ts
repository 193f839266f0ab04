import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { applyMutant } from '../../../src/engine/mutation/apply-mutant.ts'
import { mutants } from '../../../src/engine/mutation/index.ts'
import type { Mutant } from '../../../src/engine/mutation/mutant.ts'
import { judgeMutants } from '../../../src/engine/stages/mutants/judge-mutants.ts'
import type { TestRun } from '../../../src/model/runs/test-run.ts'
import { createWarmHosts } from '../../../src/runner/warm/warm-hosts.ts'
import { openWorkspace } from '../../../src/runner/workspace.ts'
import type { FrameworkHome, PinnedFramework } from '../frameworks/install.ts'
import { createRepository, type Files } from '../frameworks/repository.ts'
import { testRunnerOf } from '../frameworks/test-runner.ts'
import { testParsers } from '../grammars.ts'

/** One mutant, how a batch judged it, and how a run of its own ended. */
export type JudgedTwice = { readonly mutant: Mutant; readonly batch: string; readonly single: string }
export type Judgements = {
  readonly mutants: readonly JudgedTwice[]
  readonly batchMs: number
  readonly singleMs: number
  readonly reason: string
}

const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], LANG: 'C.UTF-8' }

/** What is run: `product` are the files that are mutated, `tests` those that are to notice it. */
export type MutantCase = {
  readonly framework: PinnedFramework
  readonly home: FrameworkHome
  readonly files: Files
  readonly product: readonly string[]
  readonly tests: readonly string[]
  /** Every so many mutants one is taken; 1: all. */
  readonly every?: number
  readonly isSingle?: boolean
}

/** Judges the mutants of some files in a batch, and each of them in a warm run of its own. */
export async function judgedTwice(given: MutantCase): Promise<Judgements> {
  const { framework, home, files, product, tests, every = 1, isSingle = true } = given
  const repository = createRepository()
  repository.commit({ '.gitignore': 'node_modules\n__pycache__\n', ...files })
  if (home.nodeModules !== undefined) symlinkSync(home.nodeModules, join(repository.dir, 'node_modules'))
  const outFolder = mkdtempSync(join(tmpdir(), 'suture-out-'))
  const workspace = await openWorkspace({ origin: repository.dir, base: 'HEAD', head: 'WORKTREE', place: 'copy', env })
  const hosts = createWarmHosts(() => Date.now())
  try {
    const options = { workspace: workspace.root, origin: repository.dir, outFolder, env, timeoutMs: 120_000, hosts }
    const runner = testRunnerOf(framework, { ...options, ...(home.python === undefined ? {} : { python: home.python }) })
    const parsers = await testParsers()
    const all = product.flatMap((path) => {
      const tree = parsers.parse(path, files[path] ?? '')
      return tree === null ? [] : mutants(path, tree)
    })
    const chosen = all.filter((_, index) => index % every === 0)
    const texts = new Map(product.map((path) => [path, files[path] ?? '']))
    await workspace.checkOut('head', new Map())
    const before = await runner.run({ files: [...tests], testIds: [] })
    if (!isPassing(before))
      throw new Error(
        `the tests do not pass: ${before.reason} ${before.output} ${JSON.stringify(before.tests.find(({ outcome }) => outcome !== 'passed'))}`,
      )
    // a mutant that loops for ever in a run of its own; on a busy machine others take long too
    const timeoutMs = Math.max(5_000, 10 * before.durationMs)
    const alone = testRunnerOf(framework, { ...options, timeoutMs, ...(home.python === undefined ? {} : { python: home.python }) })
    const started = performance.now()
    const batch = await judgeMutants(
      { workspace, runner, parsers },
      { tree: 'head', texts, overlay: new Map(), selection: { files: [...tests], testIds: [] } },
      chosen,
    )
    const batchMs = performance.now() - started
    const single: string[] = []
    for (const mutant of isSingle ? chosen : []) {
      await workspace.checkOut('head', new Map([[mutant.file, applyMutant(files[mutant.file] ?? '', mutant)]]))
      single.push(isPassing(await alone.run({ files: [...tests], testIds: [] })) ? 'survived' : 'killed')
    }
    const singleMs = performance.now() - started - batchMs
    return {
      mutants: chosen.map((mutant, index) => ({ mutant, batch: batch.outcomes[index] ?? 'not_judged', single: single[index] ?? '' })),
      ...{ batchMs, singleMs, reason: batch.reason },
    }
  } finally {
    await hosts.close()
    await workspace.close()
    rmSync(outFolder, { recursive: true, force: true })
    repository.remove()
  }
}

function isPassing({ status, tests, fileOutcomes }: TestRun): boolean {
  return status === 'completed' && tests.length > 0 && fileOutcomes.length === 0 && tests.every(({ outcome }) => outcome === 'passed')
}
