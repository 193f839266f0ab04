import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cureGiven } from '../support/flakes/cure-given.ts'
import { flakes } from '../support/flakes/index.ts'
import { layFlake } from '../support/flakes/run-flaky.ts'

async function cured(name: string) {
  const flake = flakes.find((one) => one.name === name)
  if (flake === undefined) throw new Error(`there is no flake '${name}'`)
  const { repository, env } = await layFlake(flake)
  try {
    const { results, printed } = await cureGiven(flake, repository.dir, env)
    return { result: results[0], printed, text: await readFile(join(repository.dir, 'tests/test_b.py'), 'utf8') }
  } finally {
    repository.remove()
  }
}

test('a cure passes where the test failed, and is as strong as before', { timeout: 180_000 }, async () => {
  const { result, printed, text } = await cured('pytest-attribute-assigned')
  expect(result?.cure).toMatchObject({ name: 'put-back', strategy: 'update_setup', cleanRuns: { runs: 5, needed: 5, rate: 1 } })
  expect(result?.cure?.patch).toContain('+    monkeypatch.setattr(shop, "tax", 0)')
  const passed = result?.cure?.checks.filter(({ outcome }) => outcome === 'passed').map(({ name }) => name)
  expect(passed).toEqual(expect.arrayContaining(['same-expectations', 'clean-runs', 'passes-alone', 'nothing-else-broke', 'coverage-kept']))
  expect(printed).toContain('5 clean runs')
  expect(text).toContain('shop.tax = 0')
})
