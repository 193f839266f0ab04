import { delimiter, dirname, isAbsolute, join } from 'node:path'
import type { Framework } from '../../../engine/frameworks/framework.ts'
import type { TestRunner } from '../../../engine/ports.ts'
import { startState } from '../../start-state/start-state.ts'
import type { Probe, TestRunnerOptions } from '../probe.ts'
import { probeFile } from '../probe-file.ts'
import { probeRun } from '../probe-run.ts'
import type { ProjectMark } from '../project-folder.ts'
import { nodeRuntime } from './node-runtime.ts'

/** Runs a framework of the project's own node_modules through Suture's own driver; `words` are for Node itself. */
export function createJavascriptRunner(
  framework: Framework,
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
          SUTURE_CACHE: join(options.outFolder, `${framework.name}-cache`),
          VITEST_FS_MODULE_CACHE: '0',
        },
        explain: ({ code, stderr }) =>
          `${framework.name} could not start (exit code ${code}): ${stderr.trim().split('\n').slice(-8).join('\n')}`,
      }
    },
  }
  return { framework: framework.name, run: (request) => probeRun(probe, options, request) }
}
