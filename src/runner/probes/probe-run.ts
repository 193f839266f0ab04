import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { withCollected } from '../../engine/frameworks/with-collected.ts'
import type { Environment } from '../../model/environment.ts'
import type { RunRequest, TestRun } from '../../model/runs/test-run.ts'
import { keepBusy } from '../../sandbox/busy.ts'
import { runProcess } from '../../sandbox/run-process.ts'
import { type ProcessConditions, processConditions } from '../conditions/process-conditions.ts'
import { removeWritten } from '../start-state/remove-written.ts'
import { containedPath } from '../workspace/contained-path.ts'
import { eachProject, type ProjectPart } from './each-project.ts'
import type { Probe, ProbeCommand, ProbeInput, TestRunnerOptions } from './probe.ts'
import type { ProbeRecord } from './probe-record.ts'
import { projectFolders } from './project-folder.ts'
import { readRecords } from './read-records.ts'
import { distinct, emptyRun, OUTPUT_KEPT, readRun, union } from './read-run.ts'
import { mergeCoverage } from './recorded-coverage.ts'
import { mergeForks, recordedForks } from './recorded-forks.ts'
import { mergeMutants } from './recorded-mutants.ts'
import { mergeRepeats } from './recorded-repeats.ts'

const OUTPUT_LIMIT_BYTES = 1_000_000

/** Runs what was asked for, one process for each project that the files belong to, and puts the answers together. */
export async function probeRun(probe: Probe, options: TestRunnerOptions, request: RunRequest): Promise<TestRun> {
  const started = performance.now()
  const files = request.files.filter((file) => existsSync(containedPath(options.workspace, file)))
  const projects = projectFolders(options.workspace, probe.marks)
  const runs = await eachProject(projects, probe.framework, { ...request, files }, (part) => {
    const leftMs = options.timeoutMs - (performance.now() - started)
    return runProject(probe, { ...options, timeoutMs: Math.max(1, leftMs) }, request, part)
  })
  const tests = runs.flatMap((part) => part.tests)
  const fileOutcomes = runs.flatMap((part) => part.fileOutcomes)
  const seen = new Set([...tests, ...fileOutcomes].flatMap(({ id, file }) => [id, file]))
  const setUp = union(runs.map((part) => part.setUp ?? []))
  const { isTestFile } = withCollected(probe.framework, { tests, fileOutcomes, setUp })
  const unmet = [...new Map(runs.flatMap((run) => run.unmet ?? []).map((one) => [one.condition, one])).values()]
  const bad = runs.find(({ status }) => status === 'broken') ?? runs.find(({ status }) => status === 'timed_out')
  return {
    framework: probe.framework.name,
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
    productFiles: union(runs.map(({ productFiles }) => productFiles)).filter((file) => !isTestFile(file)),
    outsideFiles: union(runs.map(({ outsideFiles }) => outsideFiles)),
    ...(setUp.length > 0 ? { setUp } : {}),
    coverage: mergeCoverage(runs.map(({ coverage }) => coverage)),
    withheld: distinct(runs.flatMap(({ withheld }) => withheld)),
    ...mergeMutants(runs.map(({ mutants }) => mutants)),
    ...mergeRepeats(runs.map(({ repeated }) => repeated)),
    ...mergeForks(runs.map(({ forks }) => forks)),
    ...(unmet.length > 0 ? { unmet } : {}),
  }
}

/** In the project's host where that may be, in a process of its own otherwise, and wherever the host did not come to a good end. */
async function runProject(probe: Probe, options: TestRunnerOptions, request: RunRequest, part: ProjectPart): Promise<TestRun> {
  const { folder, files } = part
  const added = request.collect === true ? files.filter(probe.framework.isAdded) : []
  const testFiles = request.collect === true ? files.filter(probe.framework.isRunnable) : files
  const cwd = join(options.workspace, folder)
  const limits = { cwd, env: options.env, timeoutMs: options.timeoutMs, outputLimitBytes: OUTPUT_LIMIT_BYTES }
  const inputIn = async (out: string): Promise<ProbeInput> => {
    const input = {
      cwd,
      out,
      records: join(out, 'records.jsonl'),
      request: join(out, 'request.json'),
      files,
      collect: request.collect === true,
    }
    await writeFile(input.request, JSON.stringify({ ...request, files, elsewhere: part.elsewhere, added }))
    return input
  }
  let explain: ProbeCommand['explain'] = () => ''
  const isAfterItself = request.secondRun === true
  const conditions = processConditions(request.conditions)
  const askHost = async () =>
    (isAfterItself || conditions.isOwn ? undefined : options.hosts)?.run(
      {
        key: `${probe.framework.name} ${folder}`,
        workspace: options.workspace,
        outFolder: options.outFolder,
        fresh: request.fresh === true,
        alone: request.alone === true,
      },
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
        return isWhole || result.outcome === 'timed_out'
          ? withForks(request, join(out, 'records.jsonl'), records, (own) =>
              readRun(probe.framework, explain, result, own, { ...options, out, testFiles }),
            )
          : null
      },
    )
  const seen = await underLoad(
    conditions.busy,
    async () => (await askHost()) ?? runAlone(probe, { ...options, testFiles }, limits, inputIn, { isAfterItself, conditions, request }),
  )
  const unmet = [...conditions.unmet, ...(seen.unmet ?? [])]
  return { ...seen, ...(request.coverage === true ? {} : { coverage: null }), ...(unmet.length > 0 ? { unmet } : {}) }
}

async function runAlone(
  probe: Probe,
  { outFolder, ...places }: TestRunnerOptions & { readonly testFiles: readonly string[] },
  limits: { readonly cwd: string; readonly env: Environment; readonly timeoutMs: number; readonly outputLimitBytes: number },
  inputIn: (out: string) => Promise<ProbeInput>,
  {
    isAfterItself,
    conditions,
    request,
  }: { readonly isAfterItself: boolean; readonly conditions: ProcessConditions; readonly request: RunRequest },
): Promise<TestRun> {
  const out = await mkdtemp(join(outFolder, `${probe.framework.name}-`))
  try {
    const input = await inputIn(out)
    const prepared = await probe.prepare(input)
    if ('broken' in prepared) return emptyRun(probe.framework.name, prepared.broken)
    const set = { ...prepared.set, ...probe.start(out), ...conditions.set }
    const ran = () => runProcess([...conditions.before, ...prepared.command], { ...limits, set, isolate: true })
    if (isAfterItself) {
      await ran()
      await rm(input.records, { force: true })
    }
    const result = await ran()
    return await withForks(request, input.records, await readRecords(input.records), (own) =>
      readRun(probe.framework, prepared.explain, result, own, { ...places, out }),
    )
  } finally {
    await removeWritten(out)
  }
}

async function withForks(
  { forks = [] }: RunRequest,
  path: string,
  records: readonly ProbeRecord[],
  read: (records: readonly ProbeRecord[]) => TestRun,
): Promise<TestRun> {
  return { ...read(records), ...(await recordedForks(path, forks.length, read)) }
}

async function underLoad<T>(count: number, run: () => Promise<T>): Promise<T> {
  const busy = keepBusy(count)
  try {
    return await run()
  } finally {
    busy.stop()
  }
}
