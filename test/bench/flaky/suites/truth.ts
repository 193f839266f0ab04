import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { FlakyCause } from '../../../../src/model/result/flaky-test-result.ts'
import { PinnedFramework } from '../../../support/frameworks/install.ts'

const FOLDER = join(import.meta.dirname, '../../../../fixtures/flaky')
const CODE_BASES = join(import.meta.dirname, '../../../../fixtures/code-bases')

/** `causes`: the first is the right one, others say the same of it. `cleaner`: for a test that needs another one, that one. */
const FlakyFixture = z.object({
  test: z.string(),
  causes: z.array(FlakyCause).nonempty(),
  polluter: z.string().optional(),
  cleaner: z.string().optional(),
  /** What the machine must have, so that the test passes at all. */
  needs: z.literal('network').optional(),
})
export type FlakyFixture = z.infer<typeof FlakyFixture>

const Truth = z.object({ framework: PinnedFramework, flaky: z.array(FlakyFixture) })

/** A small project, the flaky tests in it, and folders whose files are laid below it; every other test is stable. */
export type Suite = z.infer<typeof Truth> & { readonly name: string; readonly folders: readonly string[] }

/** The suites of `fixtures/flaky`, and one of them a framework once more, among the tests of a code base that is stable. */
export function readSuites(): readonly Suite[] {
  const own = readdirSync(FOLDER)
    .toSorted()
    .map((name) => ({
      ...Truth.parse(JSON.parse(readFileSync(join(FOLDER, name, 'truth.json'), 'utf8'))),
      ...{ name, folders: [join(FOLDER, name)] },
    }))
  const injected = own
    .filter(({ name }) => name.endsWith('-chances'))
    .map((suite) => ({
      ...suite,
      name: `${suite.name}-injected`,
      folders: [join(CODE_BASES, `parcels-${suite.framework}`), ...suite.folders],
    }))
  return [...own, ...injected]
}
