import { frameworkNamed } from '../../../src/engine/frameworks/index.ts'
import type { TestRunner } from '../../../src/engine/ports.ts'
import type { TestRunnerOptions } from '../../../src/runner/probes/probe.ts'
import { createTestRunner } from '../../../src/runner/test-runners/index.ts'
import type { PinnedFramework } from './install.ts'

/** The runner of a framework in a repository without settings. */
export function testRunnerOf(name: PinnedFramework, options: TestRunnerOptions): TestRunner {
  const framework = frameworkNamed(name)
  if (framework === null) throw new Error(`${name} cannot be run`)
  return createTestRunner(framework, options)
}
