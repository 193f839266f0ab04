import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import type { PlainRun } from '../../../model/runs/plain-run.ts'
import { runProcess } from '../../../sandbox/run-process.ts'
import { removeWritten } from '../../start-state/remove-written.ts'
import type { Probe, TestRunnerOptions } from '../probe.ts'
import { projectFolders } from '../project-folder.ts'
import { tellingLine } from './telling-line.ts'

const OUTPUT_LIMIT_BYTES = 1_000_000

/** What to run: the projects that these files belong to, each as a whole or only these files of it. */
export type PlainRequest = { readonly files: readonly string[]; readonly whole: boolean }

/** Runs the framework in each project that the files belong to, as the project itself would; the first that fails is the answer. */
export async function plainRun(probe: Probe, options: TestRunnerOptions, { files, whole }: PlainRequest): Promise<PlainRun> {
  for (const [folder, members] of projectFolders(options.workspace, probe.marks).group(files)) {
    const run = await runProject(probe, options, folder, whole ? [] : members)
    if (run.outcome !== 'passed') return run
  }
  return { outcome: 'passed' }
}

async function runProject(probe: Probe, options: TestRunnerOptions, folder: string, files: readonly string[]): Promise<PlainRun> {
  const out = await mkdtemp(join(options.outFolder, `${probe.framework.name}-plain-`))
  const cwd = join(options.workspace, folder)
  try {
    const prepared = await probe.plain({ cwd, out, files })
    if ('broken' in prepared) return { outcome: 'not_run', reason: prepared.broken }
    const set = { ...prepared.set, ...probe.start(out) }
    const limits = { cwd, env: options.env, timeoutMs: options.timeoutMs, outputLimitBytes: OUTPUT_LIMIT_BYTES }
    const { outcome, code, stdout, stderr } = await runProcess(prepared.command, { ...limits, set, isolate: true })
    if (outcome === 'not_found') return { outcome: 'not_run', reason: `${prepared.command[0]} was not found` }
    if (outcome === 'timed_out') return { outcome: 'not_run', reason: `it had not ended after ${Math.round(options.timeoutMs / 1000)} s` }
    const said = [stdout, stderr].join('\n').replaceAll(`${options.workspace}/`, '')
    return code === 0 ? { outcome: 'passed' } : { outcome: 'failed', code, line: tellingLine(said) }
  } finally {
    await removeWritten(out)
  }
}
