import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path'
import type { Framework } from '../../../engine/frameworks/framework.ts'
import type { TestRunner } from '../../../engine/ports.ts'
import { startState } from '../../start-state/start-state.ts'
import { plainRun } from '../plain/plain-run.ts'
import { namedConfig, type ProjectScript, projectScript } from '../plain/project-script.ts'
import type { Probe, TestRunnerOptions } from '../probe.ts'
import { probeFile } from '../probe-file.ts'
import { probeRun } from '../probe-run.ts'
import type { ProjectMark } from '../project-folder.ts'
import { installedProgram } from './installed-program.ts'
import { nodeRuntime } from './node-runtime.ts'
import { projectFile } from './project-file.ts'

/** What differs between Jest and Vitest. `nodeWords` are for Node itself; `plainWords` follow the words of the project's own script. */
export type JavascriptFacts = {
  readonly name: 'jest' | 'vitest'
  readonly driver: string
  readonly marks: readonly ProjectMark[]
  nodeWords(cwd: string, files: readonly string[], script: ProjectScript | null): readonly string[]
  plainWords(script: readonly string[], files: readonly string[], cache: string): readonly string[]
}

/** Runs a framework of the project's own node_modules through Suture's own driver, under the words and variables of the project's script. */
export function createJavascriptRunner(framework: Framework, facts: JavascriptFacts, options: TestRunnerOptions): TestRunner {
  const { name, driver, marks } = facts
  const runtime = nodeRuntime(options)
  // keyed by content, so that it can outlive a run
  const cache = join(options.outFolder, `${name}-cache`)
  const scriptOf = (folder: string) => projectScript(projectFile(join(folder, 'package.json')), name)
  const scriptIn = (cwd: string) => scriptOf(cwd) ?? scriptOf(options.workspace)
  const surroundings = (node: string, cwd: string) => {
    const own = [join(cwd, 'node_modules/.bin'), join(options.workspace, 'node_modules/.bin')]
    return { PATH: [...(isAbsolute(node) ? [dirname(node)] : []), ...own, options.env['PATH']].join(delimiter) }
  }
  const probe: Probe = {
    framework,
    marks,
    start: startState(options),
    prepare: async ({ cwd, out, records, request, files }) => {
      const node = await runtime
      const script = scriptIn(cwd)
      const words = [...(script?.node ?? []), ...facts.nodeWords(cwd, files, script)]
      // a script of the root does not speak for the configuration of a package
      const config = namedConfig(scriptOf(cwd)?.words ?? [])
      return {
        command: [node, ...words, probeFile(driver)],
        lasting: { command: [node, ...words, probeFile(driver), 'lasting'], words: [], holdsTree: true },
        set: {
          ...script?.set,
          ...surroundings(node, cwd),
          SUTURE_RECORDS: records,
          SUTURE_REQUEST: request,
          SUTURE_ROOT: options.workspace,
          SUTURE_ORIGIN: options.origin,
          SUTURE_OUT: out,
          SUTURE_CACHE: cache,
          ...(config === null ? {} : { SUTURE_CONFIG: resolve(cwd, config) }),
          VITEST_FS_MODULE_CACHE: '0',
        },
        explain: ({ code, stderr }) => `${name} could not start (exit code ${code}): ${stderr.trim().split('\n').slice(-8).join('\n')}`,
      }
    },
    plain: async ({ cwd, files }) => {
      const program = installedProgram(cwd, name)
      if (program === null) return { broken: `${name} is not installed in ${cwd}` }
      const node = await runtime
      const script = scriptIn(cwd)
      const paths = files.map((file) => join(options.workspace, file))
      return {
        command: [
          ...[node, ...(script?.node ?? []), ...facts.nodeWords(cwd, files, script)],
          ...[program, ...facts.plainWords(script?.words ?? [], paths, cache)],
        ],
        set: { ...script?.set, ...surroundings(node, cwd) },
      }
    },
  }
  return {
    framework: framework.name,
    run: (request) => probeRun(probe, options, request),
    plain: (request) => plainRun(probe, options, request),
  }
}
