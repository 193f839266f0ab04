import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { flaky } from '../../src/runner/commands/flaky.ts'
import { createRepository } from '../support/frameworks/repository.ts'
import { provideFramework } from '../support/heal-fixture.ts'
import { runCommand } from '../support/run-command.ts'

const SETTINGS = { FLAKY_MIN_RUNS: '2', FLAKY_MAX_RUNS: '3' }
const FILES = {
  'pytest.ini': '[pytest]\n',
  'shop.py': 'currency = ["EUR"]\n',
  'tests/test_a.py':
    'import shop\n\n\ndef test_euro():\n    assert shop.currency == ["EUR"]\n\n\ndef test_adds():\n    assert 1 + 1 == 2\n\n\ndef test_names():\n    assert "".join({"red", "green", "blue"}) != "redgreenblue" or True\n',
  'tests/test_b.py': 'import shop\n\n\ndef test_dollar():\n    shop.currency[0] = "USD"\n    assert shop.currency == ["USD"]\n',
}

let project: ReturnType<typeof createRepository>
let parent: string
beforeAll(() => {
  project = createRepository()
  parent = mkdtempSync(join(tmpdir(), 'flaky-'))
  project.commit({ '.gitignore': '__pycache__\n', ...FILES })
})
afterAll(() => {
  project.remove()
  rmSync(parent, { recursive: true, force: true })
})

async function run(words: readonly string[], settings: Readonly<Record<string, string>> = {}) {
  const { env } = await provideFramework('pytest', project.dir)
  const out = join(parent, 'out.json')
  const ran = await runCommand(flaky, ['flaky', '--repo', project.dir, '--json', out, ...words], {
    cwd: parent,
    env: { ...env, ...SETTINGS, ...settings },
  })
  return { ...ran, results: JSON.parse(readFileSync(out, 'utf8')) }
}

describe('suture flaky', () => {
  test('names the test that spoils another, and what to do', { timeout: 180_000 }, async () => {
    const { code, results, printed } = await run([])
    expect(code).toBe(0)
    expect(results).toMatchObject([
      {
        testId: 'tests/test_a.py::test_euro',
        isFlaky: true,
        rootCauses: [{ cause: 'order_dependent', polluter: 'tests/test_b.py::test_dollar' }],
      },
    ])
    expect(printed).toMatch(/flaky: tests\/test_a\.py::test_euro\n {2}failed in \d+ of \d+ runs/)
    expect(printed).toContain('what spoils it: tests/test_b.py::test_dollar')
    expect(printed).toContain('1 flaky, 1 of them with a cause that an experiment showed; 3 stable.')
  })

  test('FLAKY_MIN_RUNS, FLAKY_MAX_RUNS and FLAKY_DETECTION_THRESHOLD act', { timeout: 180_000 }, async () => {
    const words = ['--test', 'tests/test_a.py::test_adds']
    const { results } = await run(words)
    expect(results).toMatchObject([{ testName: 'test_adds', isFlaky: false, totalRuns: 3, failCount: 0 }])
    const strict = await run(words, { FLAKY_MIN_RUNS: '4', FLAKY_MAX_RUNS: '4', FLAKY_DETECTION_THRESHOLD: '0.001' })
    expect(strict.results).toMatchObject([{ isFlaky: true, totalRuns: 4 }])
  })

  test('says what it needs where it gets something else', { timeout: 60_000 }, async () => {
    expect((await run(['--runs', 'many'])).error).toMatchObject({ code: 'bad_usage', message: expect.stringContaining('--runs many') })
    expect((await run(['--apply'])).error).toMatchObject({ code: 'bad_usage', message: expect.stringContaining('--apply') })
    const { error, results } = await run(['--runs', '2', '--test', 'tests/test_a.py::test_nothing'])
    expect(error).toMatchObject({ code: 'no_such_test' })
    expect(results).toEqual([])
  })
})
