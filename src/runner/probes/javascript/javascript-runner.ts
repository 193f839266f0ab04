import { delimiter, dirname, isAbsolute, join } from 'node:path'
import type { TestRunner } from '../../../engine/ports.ts'
import type { FrameworkName } from '../../../model/framework-name.ts'
import { probeFile } from '../probe-file.ts'
import { type Probe, probeRun, type TestRunnerOptions } from '../probe-run.ts'
import type { ProjectMark } from '../project-folder.ts'
import { startState } from '../start-state.ts'
import { nodeRuntime } from './node-runtime.ts'

/** Runs a framework of the project's own node_modules through a driver of ours; `words` are for Node itself. */
export function createJavascriptRunner(
  framework: FrameworkName,
  driver: string,
  words: readonly string[],
  marks: readonly ProjectMark[],
  options: TestRunnerOptions,
): TestRunner {
  const runtime = nodeRuntime(options)
  const probe: Probe = {
    framework,
    marks,
    start: startState(options),
    prepare: async ({ cwd, out, records, request }) => {
      const node = await runtime
      const path = [
        ...(isAbsolute(node) ? [dirname(node)] : []),
        join(cwd, 'node_modules/.bin'),
        join(options.workspace, 'node_modules/.bin'),
        options.env['PATH'],
      ]
      return {
        command: [node, ...words, probeFile(driver)],
        lasting: { command: [node, ...words, probeFile(driver), 'lasting'], words: [], holdsTree: true },
        set: {
          PATH: path.join(delimiter),
          SUTURE_RECORDS: records,
          SUTURE_REQUEST: request,
          SUTURE_ROOT: options.workspace,
          SUTURE_ORIGIN: options.origin,
          SUTURE_OUT: out,
          // keyed by content, so that it can outlive a run
          SUTURE_CACHE: join(options.outFolder, `${framework}-cache`),
          VITEST_FS_MODULE_CACHE: '0',
        },
        explain: ({ code, stderr }) =>
          `${framework} could not start (exit code ${code}): ${stderr.trim().split('\n').slice(-8).join('\n')}`,
      }
    },
  }
  return { framework, run: (request) => probeRun(probe, options, request) }
}
