import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import type { ProbedFile, ProbedTest, RunRequest, TestRun } from '../../../src/model/runs/test-run.ts'
import { openWorkspace } from '../../../src/runner/workspace.ts'
import { type FrameworkHome, frameworkHome, type PinnedFramework, type PinnedHome } from './install.ts'
import { createRepository, type Files, hashOfFolder, type Repository } from './repository.ts'
import { testRunnerOf } from './test-runner.ts'

export type ProjectOptions = {
  readonly framework: PinnedFramework
  /** Where it is installed, if not alone. */
  readonly home?: PinnedHome
  /** What every project has besides the files of a test. */
  readonly files?: Files
  /** Whether runs happen in a copy, as those of `suture heal`; else in the repository itself, as in a workflow. */
  readonly inCopy?: boolean
  /** What all runs together leave in the folder that they write to; not looked at where not given. */
  readonly leaves?: readonly string[]
}

export type ProjectSetting = {
  readonly timeoutMs?: number
  readonly env?: Readonly<Record<string, string>>
  readonly python?: string
  readonly installed?: boolean
}

export type RunFiles = (files: Files, request?: Partial<RunRequest>, setting?: ProjectSetting) => Promise<TestRun>

const TEST = /(?:\.test\.[tj]sx?|(?:^|\/)test_[^/]*\.py)$/
const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] }

/**
 * Runs of the pinned framework, each on a repository of its own made of texts, which it must leave as it was: all its tests where the
 * request names none. To be called where a test file begins: it brings its hooks.
 */
export function projectRuns({ framework, home: place = framework, files: always = {}, inCopy = false, leaves }: ProjectOptions): RunFiles {
  const repositories: Repository[] = []
  const out = mkdtempSync(join(tmpdir(), 'suture-out-'))
  let home: FrameworkHome = {}
  beforeAll(async () => {
    home = await homeOf(place)
  })
  afterAll(() => {
    for (const repository of repositories) repository.remove()
    if (leaves) expect(readdirSync(out)).toEqual(leaves)
    rmSync(out, { recursive: true })
  })

  return async (files, request = {}, setting = {}) => {
    const repository = createRepository()
    repositories.push(repository)
    const { nodeModules } = home
    const python = setting.python ?? home.python
    repository.commit({ ...(nodeModules === undefined ? {} : { '.gitignore': 'node_modules\n' }), ...always, ...files })
    if (nodeModules !== undefined && setting.installed !== false) symlinkSync(nodeModules, join(repository.dir, 'node_modules'))
    const state = inCopy
      ? () => hashOfFolder(repository.dir)
      : () => repository.git('status', '--porcelain', ...(framework === 'pytest' ? ['--ignored'] : []))
    const before = state()
    const workspace = inCopy ? await copyOf(repository) : null
    try {
      const runner = testRunnerOf(framework, {
        ...{ workspace: workspace?.root ?? repository.dir, origin: repository.dir, outFolder: out },
        ...{ env: { ...env, ...setting.env }, timeoutMs: setting.timeoutMs ?? 60_000, ...(python === undefined ? {} : { python }) },
      })
      return await runner.run({ files: Object.keys(files).filter((path) => TEST.test(path)), testIds: [], ...request })
    } finally {
      await workspace?.close()
      expect(state()).toBe(before)
    }
  }
}

/** The pinned framework, or another version that whoever runs the tests names: `SUTURE_TEST_MODULES`, `SUTURE_TEST_PYTHON`. */
export async function homeOf(name: PinnedHome): Promise<FrameworkHome> {
  const home = await frameworkHome(name)
  const nodeModules = process.env['SUTURE_TEST_MODULES'] ?? home.nodeModules
  const python = process.env['SUTURE_TEST_PYTHON'] ?? home.python
  return { ...(home.nodeModules && nodeModules ? { nodeModules } : {}), ...(home.python && python ? { python } : {}) }
}

async function copyOf(repository: Repository) {
  const workspace = await openWorkspace({ origin: repository.dir, base: 'HEAD', head: 'WORKTREE', place: 'copy', env })
  await workspace.checkOut('head', new Map())
  return workspace
}

export function outcomesOf(run: TestRun): Readonly<Record<string, string>> {
  return Object.fromEntries([...run.tests, ...run.fileOutcomes].map(({ id, outcome }) => [id, outcome]))
}

/** A test of a run by its id; throws with what the run had instead. */
export function testOf(run: TestRun, testId: string): ProbedTest {
  return named(run, run.tests, testId)
}

/** What a run says of a file as a whole; throws as testOf() does. */
export function fileOutcomeOf(run: TestRun, path: string): ProbedFile {
  return named(run, run.fileOutcomes, path)
}

function named<Outcome extends ProbedTest | ProbedFile>(run: TestRun, outcomes: readonly Outcome[], id: string): Outcome {
  const found = outcomes.find((each) => each.id === id)
  if (found !== undefined) return found
  throw new Error(`${id} is not among ${outcomes.map((each) => each.id).join(', ')}; ${run.reason} ${run.output}`)
}

/** A run that takes its time, begun before the first test, so that it waits beside the others; to be called as `projectRuns` is. */
export function beganEarly(begin: () => Promise<TestRun>): () => Promise<TestRun> {
  let run: Promise<TestRun> | null = null
  const ended = () => run?.catch(() => undefined)
  beforeAll(() => {
    run = begin()
    void ended()
  })
  afterAll(async () => {
    await ended()
  })
  return () => run ?? begin()
}
