import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { frameworkNamed } from '../../engine/frameworks/index.ts'
import type { FrameworkName } from '../../model/framework-name.ts'
import type { RunRequest, TestRun } from '../../model/test-run.ts'
import type { Environment } from '../../sandbox/environment.ts'
import { type RunResult, run } from '../../sandbox/run.ts'
import type { WarmHosts } from '../warm/warm-hosts.ts'
import { containedPath } from '../workspace/contained-path.ts'
import { mergeCoverage } from './coverage-of.ts'
import { byProjectFolder, type ProjectMark } from './project-folder.ts'
import { readRecords } from './read-records.ts'
import { emptyRun, OUTPUT_KEPT, readRun, union } from './read-run.ts'
import { removeWritten, type StartState } from './start-state.ts'

export type TestRunnerOptions = {
  /** Where the tree lies that is tested, and the user's checkout that it stands for. */
  readonly workspace: string
  readonly origin: string
  /** A folder outside of both, for everything that a run writes. */
  readonly outFolder: string
  readonly env: Environment
  /** For one run, all its files together. */
  readonly timeoutMs: number
  readonly python?: string
  readonly node?: string
  /** Processes that stay, for runs that were not asked to be fresh; without them every run is. */
  readonly hosts?: WarmHosts
}

/**
 * A command that runs tests and writes records; `explain` says why one that wrote none did not start. `lasting`: the same as a process that stays,
 * and what to ask it; `holdsTree` where it keeps texts of the tree from one run to the next.
 */
export type ProbeCommand = {
  readonly command: readonly string[]
  readonly set: Environment
  readonly lasting: { readonly command: readonly string[]; readonly words: readonly string[]; readonly holdsTree: boolean }
  explain(result: RunResult): string
}

/** One run of some files of one project: `cwd` is the project's folder, `out` an empty folder, `request` a file with the RunRequest; paths in it and `files` are relative to the root of the tree. */
export type ProbeInput = {
  readonly cwd: string
  readonly out: string
  readonly records: string
  readonly request: string
  readonly files: readonly string[]
}

export type Probe = {
  readonly framework: FrameworkName
  readonly marks: readonly ProjectMark[]
  /** What a run begins with. */
  readonly start: StartState
  /** How to run it there, or the reason why it can't be. */
  prepare(input: ProbeInput): Promise<ProbeCommand | { readonly broken: string }>
}

const OUTPUT_LIMIT_BYTES = 1_000_000

/** Runs what was asked for, one process for each project that the files belong to, and puts the answers together. */
export async function probeRun(probe: Probe, options: TestRunnerOptions, request: RunRequest): Promise<TestRun> {
  const started = performance.now()
  const files = request.files.filter((file) => existsSync(containedPath(options.workspace, file)))
  const runs: TestRun[] = []
  for (const [folder, members] of byProjectFolder(options.workspace, files, probe.marks)) {
    const leftMs = options.timeoutMs - (performance.now() - started)
    runs.push(await runProject(probe, { ...options, timeoutMs: Math.max(1, leftMs) }, { ...request, files: [...members] }, folder))
  }
  const tests = runs.flatMap((part) => part.tests)
  const fileOutcomes = runs.flatMap((part) => part.fileOutcomes)
  const seen = new Set([...tests, ...fileOutcomes].flatMap(({ id, file }) => [id, file]))
  const bad = runs.find(({ status }) => status === 'broken') ?? runs.find(({ status }) => status === 'timed_out')
  return {
    framework: probe.framework,
    status: bad?.status ?? 'completed',
    reason: bad?.reason ?? '',
    output: runs
      .map(({ output }) => output)
      .join('\n')
      .slice(-OUTPUT_KEPT),
    durationMs: performance.now() - started,
    tests,
    fileOutcomes,
    missingTestIds: request.testIds.filter((testId) => !seen.has(testId)),
    productFiles: union(runs.map(({ productFiles }) => productFiles)).filter((file) => !frameworkNamed(probe.framework)?.isTestFile(file)),
    outsideFiles: union(runs.map(({ outsideFiles }) => outsideFiles)),
    coverage: mergeCoverage(runs.map(({ coverage }) => coverage)),
  }
}

/** In the project's host where that may be, in a process of its own otherwise, and wherever the host did not come to a good end. */
async function runProject(probe: Probe, options: TestRunnerOptions, request: RunRequest, folder: string): Promise<TestRun> {
  const cwd = join(options.workspace, folder)
  const limits = { cwd, env: options.env, timeoutMs: options.timeoutMs, outputLimitBytes: OUTPUT_LIMIT_BYTES }
  const inputIn = async (out: string): Promise<ProbeInput> => {
    const input = { cwd, out, records: join(out, 'records.jsonl'), request: join(out, 'request.json'), files: request.files }
    await writeFile(input.request, JSON.stringify(request))
    return input
  }
  let explain: ProbeCommand['explain'] = () => ''
  const isAfterItself = request.secondRun === true
  const warm = await (isAfterItself ? undefined : options.hosts)?.run(
    { key: `${probe.framework} ${folder}`, workspace: options.workspace, outFolder: options.outFolder, fresh: request.fresh === true },
    async (out) => {
      const prepared = await probe.prepare(await inputIn(out))
      if ('broken' in prepared) return null
      explain = prepared.explain
      const { command, words, holdsTree } = prepared.lasting
      return { ...limits, command, question: { words }, holdsTree, set: { ...prepared.set, ...probe.start(out) } }
    },
    async (result, out) => {
      const records = await readRecords(join(out, 'records.jsonl'))
      const isWhole = records.some(({ kind }) => kind === 'done') && !records.some(({ kind }) => kind === 'broken')
      return isWhole || result.outcome === 'timed_out' ? readRun(probe.framework, explain, result, records, { ...options, out }) : null
    },
  )
  const seen = warm ?? (await runAlone(probe, options, limits, inputIn, isAfterItself))
  return request.coverage === true ? seen : { ...seen, coverage: null }
}

async function runAlone(
  probe: Probe,
  { outFolder, ...places }: TestRunnerOptions,
  limits: { readonly cwd: string; readonly env: Environment; readonly timeoutMs: number; readonly outputLimitBytes: number },
  inputIn: (out: string) => Promise<ProbeInput>,
  isAfterItself: boolean,
): Promise<TestRun> {
  const out = await mkdtemp(join(outFolder, `${probe.framework}-`))
  try {
    const input = await inputIn(out)
    const prepared = await probe.prepare(input)
    if ('broken' in prepared) return emptyRun(probe.framework, prepared.broken)
    const set = { ...prepared.set, ...probe.start(out) }
    const ran = () => run(prepared.command, { ...limits, set, isolate: true })
    if (isAfterItself) {
      await ran()
      await rm(input.records, { force: true })
    }
    return readRun(probe.framework, prepared.explain, await ran(), await readRecords(input.records), { ...places, out })
  } finally {
    await removeWritten(out)
  }
}
