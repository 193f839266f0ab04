import { expect, test } from 'vitest'
import { unifiedPatch } from '../../../../src/engine/repair/patch.ts'
import { type ClaimedCure, FlakyFinding } from '../../../../src/protocol/hunt-report.ts'
import type { CuredFinding } from '../../../../src/server/intake/cures/cured-cause.ts'
import { type CuresCase, reviewCures } from '../../../../src/server/intake/cures/review-cures.ts'
import type { Tree } from '../../../../src/server/intake/tree.ts'
import { curesOf, DAY, huntedResult } from '../../../support/flakes/cures-of.ts'
import type { Flake } from '../../../support/flakes/flake.ts'
import { flakes } from '../../../support/flakes/index.ts'
import { testParsers } from '../../../support/grammars.ts'

const curable = flakes.filter(({ ends }) => 'cure' in ends)
const SETTINGS: CuresCase['settings'] = { TEST_FILES_ADD: [], TEST_FILES_EXCLUDE: [] }

/** What a runner says of a case, as it comes out of the report. */
async function claimOf(flake: Flake, change: Partial<ClaimedCure> = {}): Promise<CuredFinding> {
  const { reviewed } = await curesOf(flake)
  const found = reviewed.find(({ review }) => review?.checks.every(({ outcome }) => outcome !== 'failed'))
  if (found === undefined || found.review === null) throw new Error(`${flake.name} has a cure`)
  const { totalRuns: runs, failCount: failed, failureTypes, rootCauses: causes, failurePlaces: places } = huntedResult(flake)
  const { name, strategy, why } = found.candidate
  const checks = ['clean-runs', 'passes-alone'].map((check) => ({ name: check, outcome: 'passed' as const, detail: '' }))
  const cleanRuns = { runs: 5, needed: 5, rate: 1, condition: 'as it is' }
  const cure = {
    framework: flake.framework,
    name,
    strategy,
    why,
    day: DAY,
    patch: unifiedPatch(found.review.files),
    checks,
    cleanRuns,
    ...change,
  }
  const finding = {
    testId: flake.test,
    score: 1,
    interval: [0, 1],
    runs,
    failed,
    failureTypes,
    messages: [],
    causes,
    action: '',
    places,
    cure,
  }
  return { cure, ...FlakyFinding.parse(JSON.parse(JSON.stringify(finding))) } as CuredFinding
}

function treeOf(files: Readonly<Record<string, string>>, more: Partial<Tree> = {}): Tree {
  return {
    files: new Map(Object.entries(files).map(([path, text]) => [path, { text, mode: '100644' as const }])),
    isComplete: true,
    ...more,
  }
}

async function reviewed(flake: Flake, change: Partial<ClaimedCure> = {}, tree = treeOf(flake.files), settings = SETTINGS) {
  const verdict = await reviewCures({ findings: [await claimOf(flake, change)], settings }, tree, await testParsers())
  return verdict.outcome === 'rejected' ? verdict.reason : (verdict.refused[0]?.reason ?? verdict.causes)
}

test.each(curable.map((flake) => [flake.name, flake] as const))(
  'the server makes the cure of %s again from the texts alone',
  async (_name, flake) => {
    const { patch } = (await claimOf(flake)).cure
    expect(await reviewed(flake)).toMatchObject([{ testIds: [flake.test], cause: flake.shown.cause, patch }])
  },
)

const [flake] = curable
if (flake === undefined) throw new Error('there are flakes')
const files = Object.fromEntries(Object.entries(flake.files).map(([path, text]) => [path, `${text}\n`]))

test.each<readonly [string, () => Promise<unknown>, string]>([
  [
    'of another commit',
    () => reviewed(flake, {}, treeOf({ ...files, 'tests/test_b.py': 'def test_other_region():\n    pass\n' })),
    'do not follow',
  ],
  [
    'of a file that the settings leave out',
    () => reviewed(flake, {}, undefined, { ...SETTINGS, TEST_FILES_EXCLUDE: ['tests/**'] }),
    'TEST_FILES_EXCLUDE',
  ],
  [
    'of a test that fails rarely, after few runs',
    () => reviewed(flake, { cleanRuns: { runs: 5, needed: 5, rate: 0.2, condition: '' } }),
    'too few',
  ],
  ['without runs', () => reviewed(flake, { checks: [] }), 'clean-runs'],
  [
    'that its own runs refute',
    () => reviewed(flake, { checks: [{ name: 'strength-maintained', outcome: 'failed', detail: '' }] }),
    'refute',
  ],
  ['of a commit that is gone', () => reviewed(flake, {}, treeOf({}, { isComplete: false })), 'gone'],
])('a cure %s is not offered', async (_name, review, reason) => {
  expect(await review()).toContain(reason)
})

test('tests of one cause come together, by their polluter', async () => {
  const twice = { ...flake.files, 'tests/test_c.py': flake.files['tests/test_a.py'] ?? '' }
  const other: Flake = { ...flake, files: twice, test: flake.test.replace('test_a', 'test_c') }
  const findings = [await claimOf({ ...flake, files: twice }), await claimOf(other)]
  const verdict = await reviewCures({ findings, settings: SETTINGS }, treeOf(twice), await testParsers())
  expect(verdict).toMatchObject({ causes: [{ testIds: [flake.test, other.test] }], refused: [] })
})
