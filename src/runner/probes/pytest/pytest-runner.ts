import { delimiter, dirname, join, relative } from 'node:path'
import type { Framework } from '../../../engine/frameworks/framework.ts'
import type { TestRunner } from '../../../engine/ports.ts'
import type { RunResult } from '../../../sandbox/run-process.ts'
import { startState } from '../../start-state/start-state.ts'
import { plainRun } from '../plain/plain-run.ts'
import type { Probe, ProbeInput, TestRunnerOptions } from '../probe.ts'
import { probeFile } from '../probe-file.ts'
import { probeRun } from '../probe-run.ts'
import { findInterpreter, type Interpreter } from './python-interpreter.ts'

const MARKS = [
  { name: 'pytest.ini', configures: true },
  { name: '.pytest.ini', configures: true },
  { name: 'pytest.toml', configures: true },
  { name: '.pytest.toml', configures: true },
  { name: 'pyproject.toml', holds: /^\[tool\.pytest/m, configures: true },
  { name: 'tox.ini', holds: /^\[pytest\]/m, configures: true },
  { name: 'setup.cfg', holds: /^\[tool:pytest\]/m, configures: true },
  // a service of a repository that is no project itself has a manifest of its own
  ...['pyproject.toml', 'setup.py', 'setup.cfg', 'requirements.txt', 'Pipfile'].map((name) => ({ name, whereNoneAbove: true })),
]

/** Runs pytest with Suture's plugins: the project's options stay, but for those that would spoil the evidence. */
export function createPytestRunner(framework: Framework, options: TestRunnerOptions): TestRunner {
  const interpreters = new Map<string, Promise<Interpreter | { readonly broken: string }>>()
  const interpreterOf = (cwd: string) => {
    const folder = relative(options.workspace, cwd)
    const found = interpreters.get(folder) ?? findInterpreter(folder, options)
    interpreters.set(folder, found)
    return found
  }
  const probe: Probe = {
    framework,
    marks: MARKS,
    start: startState(options),
    prepare: async (input) => {
      const interpreter = await interpreterOf(input.cwd)
      if ('broken' in interpreter) return interpreter
      const words = wordsOf(input, options)
      return {
        command: [interpreter.python, '-m', 'pytest', ...words],
        set: { ...variables(interpreter, options), SUTURE_RECORDS: input.records, SUTURE_REQUEST: input.request },
        lasting: { command: [interpreter.python, '-m', 'suture_host'], words, holdsTree: false },
        explain,
      }
    },
    plain: async ({ cwd, out, files }) => {
      const interpreter = await interpreterOf(cwd)
      if ('broken' in interpreter) return interpreter
      const words = ['-p', 'suture_plain', `--basetemp=${join(out, 'tmp')}`, '-o', `cache_dir=${join(out, 'cache')}`]
      return {
        command: [interpreter.python, '-m', 'pytest', ...words, ...pathsFrom(cwd, files, options)],
        set: { ...variables(interpreter, options), ...(files.length > 0 ? { SUTURE_PART: '1' } : {}) },
      }
    },
  }
  return {
    framework: framework.name,
    run: (request) => probeRun(probe, options, request),
    plain: (request) => plainRun(probe, options, request),
  }
}

const PLUGINS_OF_OURS = [
  'suture_neutral',
  'suture_probe',
  'suture_retries',
  'suture_collect',
  'suture_coverage',
  'suture_mutants',
  'suture_repeats',
  'suture_forks',
  'suture_leaks',
  // after all that choose tests
  'suture_conditions',
]

function wordsOf({ cwd, out, files, collect }: ProbeInput, options: TestRunnerOptions): readonly string[] {
  const words = [
    '--continue-on-collection-errors',
    '--assert=rewrite',
    '--tb=auto',
    '--color=no',
    '-q',
    '-rN',
    `--basetemp=${join(out, 'tmp')}`,
  ]
  // without paths it follows its own configuration
  const paths = collect ? [] : pathsFrom(cwd, files, options)
  const plugins = PLUGINS_OF_OURS.flatMap((name) => ['-p', name])
  return [...plugins, ...words, '-o', `cache_dir=${join(out, 'cache')}`, ...paths]
}

function pathsFrom(cwd: string, files: readonly string[], { workspace }: TestRunnerOptions): readonly string[] {
  return files.map((file) => relative(cwd, join(workspace, file)))
}

function variables({ set }: Interpreter, { workspace, origin, env }: TestRunnerOptions): Record<string, string> {
  const own = ['pytest/suture_probe.py', 'pytest/conditions/suture_conditions.py'].map((name) => dirname(probeFile(name)))
  const path = [...own, env['PYTHONPATH'] ?? ''].filter((entry) => entry !== '')
  return {
    ...set,
    PYTHONPATH: path.join(delimiter),
    // compiled files are only read where they were before; the tree has none, so that none of another tree can be taken for it
    PYTHONDONTWRITEBYTECODE: '1',
    SUTURE_ROOT: workspace,
    SUTURE_ORIGIN: origin,
  }
}

const PLUGINS: Readonly<Record<string, string>> = {
  '--cov': 'pytest-cov',
  '--no-cov': 'pytest-cov',
  '-n': 'pytest-xdist',
  '--numprocesses': 'pytest-xdist',
  '--dist': 'pytest-xdist',
  '--timeout': 'pytest-timeout',
  '--asyncio': 'pytest-asyncio',
  '--reruns': 'pytest-rerunfailures',
  '--randomly': 'pytest-randomly',
  '--benchmark': 'pytest-benchmark',
  '--ds': 'pytest-django',
  '--mypy': 'pytest-mypy',
  '--html': 'pytest-html',
}

function explain({ code, stderr, stdout }: RunResult): string {
  const text = stderr.trim() || stdout.trim()
  const unknown = /unrecognized arguments: (.+)/.exec(text)?.[1]
  if (unknown !== undefined) {
    const plugins = Object.entries(PLUGINS).filter(([option]) => unknown.split(' ').some((word) => word.startsWith(option)))
    const names = [...new Set(plugins.map(([, name]) => name))].join(' ') || 'the plugin that adds them'
    return `pytest does not know the project's options ${unknown}: install ${names} beside pytest`
  }
  const plugin = /(?:Missing required plugins?: (.+)|Error importing plugin "([^"]+)")/.exec(text)
  if (plugin !== null) return `pytest lacks the plugin ${plugin[1] ?? plugin[2]} that the project's options name: install it beside pytest`
  return `pytest could not start (exit code ${code}): ${text.split('\n').slice(-8).join('\n')}`
}
