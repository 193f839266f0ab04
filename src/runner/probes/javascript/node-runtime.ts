import { runProcess } from '../../../sandbox/run-process.ts'
import type { TestRunnerOptions } from '../probe.ts'

// Vitest 5's own floor; Jest takes any
const OLDEST_MAJOR = 22

/** The Node that tests run with: the one on PATH, as for the user, or ours where that is too old or absent. */
export async function nodeRuntime({ node, outFolder, env }: TestRunnerOptions): Promise<string> {
  if (node !== undefined) return node
  const { stdout } = await runProcess(['node', '--version'], {
    cwd: outFolder,
    env,
    timeoutMs: 10_000,
    outputLimitBytes: 1000,
    isolate: true,
  })
  return Number(/^v(\d+)/.exec(stdout)?.[1] ?? 0) >= OLDEST_MAJOR ? 'node' : process.execPath
}
