import type { Framework } from '../../engine/frameworks/framework.ts'
import type { TestRunner } from '../../engine/ports.ts'
import { SutureError } from '../../model/error.ts'
import type { FrameworkName } from '../../model/framework-name.ts'
import { createJestRunner } from '../probes/jest/jest-runner.ts'
import type { TestRunnerOptions } from '../probes/probe.ts'
import { createPytestRunner } from '../probes/pytest/pytest-runner.ts'
import { createVitestRunner } from '../probes/vitest/vitest-runner.ts'

const RUNNERS: Partial<Record<FrameworkName, (framework: Framework, options: TestRunnerOptions) => TestRunner>> = {
  pytest: createPytestRunner,
  jest: createJestRunner,
  vitest: createVitestRunner,
}

/** The runner of a framework, with the repository's settings, in the tree at `workspace`; without `hosts` every call of its run() starts a new process. */
export function createTestRunner(framework: Framework, options: TestRunnerOptions): TestRunner {
  const create = RUNNERS[framework.name]
  if (create === undefined)
    throw new SutureError('framework_not_run', `tests of ${framework.name} can't be run yet`, 'run them with pytest, Jest or Vitest')
  return create(framework, options)
}
