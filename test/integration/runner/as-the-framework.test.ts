import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { JEST_CONSTRUCTS } from '../../support/frameworks/constructs/jest.ts'
import { PYTEST_CONSTRUCTS } from '../../support/frameworks/constructs/pytest.ts'
import { VITEST_CONSTRUCTS } from '../../support/frameworks/constructs/vitest.ts'
import type { PinnedFramework } from '../../support/frameworks/install.ts'
import { type PlainOutcome, plainRun } from '../../support/frameworks/plain-run.ts'
import { homeOf, projectRuns } from '../../support/frameworks/project-runs.ts'
import { createRepository, type Files } from '../../support/frameworks/repository.ts'

/**
 * Our plugins, set-up files and matchers stand between a test and its framework: what it says of each test may not change by that.
 * `told` are tests of which ours know more: the framework says of their suite alone that its set-up failed.
 */
const PROJECTS: readonly (readonly [PinnedFramework, Files, Readonly<Record<string, PlainOutcome>>])[] = [
  ['pytest', PYTEST_CONSTRUCTS, {}],
  ['jest', JEST_CONSTRUCTS, {}],
  ['vitest', VITEST_CONSTRUCTS, { 'test/ways.test.js > hooks > before all > below': 'failed' }],
]

describe.each(PROJECTS)('%s', (framework, files, told) => {
  const run = projectRuns({ framework })

  test('each test ends as in the plain run', async () => {
    const plain = await plainOutcomes(framework, files)
    const ours = await run(files)
    expect(ours.reason).toBe('')
    const seen = Object.fromEntries(ours.tests.map(({ id, outcome }) => [id, outcome === 'errored' ? 'failed' : outcome]))
    expect(seen).toEqual({ ...plain, ...told })
    expect(Object.keys(seen).length).toBeGreaterThan(25)
    // an obsolete entry of a snapshot file fails none
    expect(ours.fileOutcomes.map(({ file }) => file)).not.toContain('test/files.test.js')
    const compared = ours.tests.filter(
      ({ name, outcome, file }) => name.startsWith('wrong') && outcome === 'failed' && file.endsWith('.js'),
    )
    expect(compared.map(({ id, failure }) => [id, failure?.expected?.literal, failure?.actual?.literal])).toEqual(
      compared.map(({ id }) => [id, expect.any(String), expect.any(String)]),
    )
  })
})

async function plainOutcomes(framework: PinnedFramework, files: Files): Promise<Readonly<Record<string, PlainOutcome>>> {
  const repository = createRepository()
  try {
    repository.write(files)
    const home = await homeOf(framework)
    if (home.nodeModules !== undefined) symlinkSync(home.nodeModules, join(repository.dir, 'node_modules'))
    return plainRun(framework, repository.dir, home).outcomes
  } finally {
    repository.remove()
  }
}
