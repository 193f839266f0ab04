import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Fixture, fixtureNames, loadFixture } from './fixture.ts'
import { type HealedFixture, healFixture } from './heal-fixture.ts'

/** Every case of one framework, healed for real: repairs are exact to the byte, and a broken product is never hidden. */
export function proveFixtures(framework: Fixture['framework']): void {
  const cases = fixtureNames()
    .map((name) => loadFixture(name))
    .filter((fixture) => fixture.framework === framework)

  describe('out-of-date tests are healed', () => {
    test.each(cases.filter(({ answer }) => answer === 'healed'))('$name', async ({ name, expected, flaky, shows }) => {
      const healed = await healFixture(name)
      try {
        const { result, folder } = healed
        const applied = spawnSync('git', ['apply', '--check', '-'], { cwd: folder, input: result.patch, encoding: 'utf8' })
        expect(applied.stderr).toBe('')
        spawnSync('git', ['apply', '-'], { cwd: folder, input: result.patch })
        for (const [path, text] of expected) expect(readFileSync(join(folder, path), 'utf8'), path).toBe(text)
        const obsolete = result.analyses.filter(({ failure }) => !flaky.includes(failure.testId))
        expect(obsolete.map(({ verdict }) => verdict)).toEqual(obsolete.map(() => 'obsolete_test'))
        expect(result.repairs.every(({ tier, accepted }) => tier === 'A' && accepted)).toBe(true)
        if (shows) expect(result.repairs.map(({ strategy }) => strategy)).toContain(shows)
        if (flaky.length === 0)
          expect(result.repairs.filter(({ coverageMaintained }) => coverageMaintained !== true).flatMap(unmeasured)).toEqual([])
        expect(healed.code).toBe(result.flakyTestsDetected > 0 ? 1 : 0)
      } finally {
        await healed.remove()
      }
    })
  })

  describe('a changed expectation is proposed, and made where a person says yes', () => {
    test.each(cases.filter(({ answer }) => answer === 'proposed'))(
      '$name',
      { timeout: 300_000 },
      async ({ name, expected, values, failing, shows }) => {
        const proposed = await healFixture(name)
        try {
          const answered = proposed.result.analyses.map(({ failure }) => failure.testId)
          // tests within a file that does not load have answers of their own
          const isWithin = (id: string) => failing.some((file) => id.startsWith(`${file}::`))
          expect(answered.filter((id) => !isWithin(id)).toSorted()).toEqual(failing.toSorted())
          proveProposal(proposed)
          if (shows) expect(proposed.result.repairs.map(({ strategy }) => strategy)).toContain(shows)
          const told = proposed.result.repairs.flatMap(({ expectations }) => expectations)
          for (const { before, after } of values) expect(told).toContainEqual(expect.objectContaining({ before, after }))
        } finally {
          await proposed.remove()
        }
        const accepted = await healFixture(name, ['--accept'])
        try {
          const applied = spawnSync('git', ['apply', '-'], { cwd: accepted.folder, input: accepted.result.patch, encoding: 'utf8' })
          expect(applied.stderr).toBe('')
          for (const [path, text] of expected) expect(readFileSync(join(accepted.folder, path), 'utf8'), path).toBe(text)
          expect(accepted.code).toBe(0)
        } finally {
          await accepted.remove()
        }
      },
    )
  })

  describe('a broken product is never hidden', () => {
    test.each(cases.filter(({ answer }) => answer === 'refused'))('$name', async ({ name, verdict }) => {
      const healed = await healFixture(name)
      try {
        expect(healed.result.patch).toBe('')
        expect(healed.result.repairs.filter(({ accepted }) => accepted)).toEqual([])
        expect(healed.result.analyses.length).toBeGreaterThan(0)
        expect(healed.result.analyses.map((analysis) => analysis.verdict)).toContain(verdict)
        expect(healed.code).toBe(1)
      } finally {
        await healed.remove()
      }
    })
  })
}

/** What a proposal has to be until a person says yes: run, shown with its values, and in no patch. */
function proveProposal({ result, code }: HealedFixture): void {
  expect(result.patch).toBe('')
  expect(code).toBe(1)
  const proposed = result.repairs.filter(({ testPasses }) => testPasses)
  expect(proposed.length).toBeGreaterThan(0)
  for (const repair of proposed) {
    expect(repair).toMatchObject({ tier: 'C', accepted: false })
    // where nothing is expected otherwise, it is doubted whether the way in is the right one
    expect(repair.oracle === 'changed' || repair.expectations.length === 0).toBe(true)
    expect(repair.changes.length).toBeGreaterThan(0)
  }
}

/** Why lines were not compared, but for the one good reason: the change left none of those standing that the old test reached. */
function unmeasured({ checks }: HealedFixture['result']['repairs'][number]): readonly string[] {
  const { outcome, detail } = checks.find(({ name }) => name === 'coverage-kept') ?? { outcome: 'absent', detail: '' }
  return outcome === 'not_run' && /^every line that .* rewrote$|^the old test runs no function/.test(detail)
    ? []
    : [`${outcome}: ${detail}`]
}
