import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { HealingResult } from '../../src/model/result/healing-result.ts'
import { heal } from '../../src/runner/commands/heal.ts'
import { createRepository } from '../support/frameworks/repository.ts'
import { healFixture, provideFramework } from '../support/heal-fixture.ts'
import { runCommand } from '../support/run-command.ts'

test('a test that fails only with what a run of it left behind is flaky, and that is named as the cause', async () => {
  const id = 'tests/test_rates.py::test_asks_the_provider_once_for_each_rate'
  const healed = await healFixture('pytest-ledger', ['--test', id])
  try {
    const { analyses, flakyTests, patch } = healed.result
    expect(analyses.map(({ failure, verdict }) => [failure.testId, verdict])).toEqual([[id, 'flaky']])
    expect(analyses[0]?.rootCause).toMatch(/^it passed in all 7 clean runs and failed in 2 of 2 /)
    expect(flakyTests).toMatchObject([{ totalRuns: 9, failCount: 2, rootCauses: [{ cause: 'shared_state' }] }])
    expect(patch).toBe('')
  } finally {
    await healed.remove()
  }
})

test('a change that leaves something behind which breaks the next run is not called a flake', async () => {
  const counting = 'def visits():\n    place = Path.home() / "visits"\n    seen = place.exists()\n    place.touch()\n    return 1 + seen\n'
  const project = createRepository()
  const base = project.commit({
    'pyproject.toml': '[tool.pytest.ini_options]\npythonpath = ["."]\n',
    'shop.py': 'def visits():\n    return 1\n',
    'test_shop.py': 'from shop import visits\n\n\ndef test_first():\n    assert visits() == 1\n',
  })
  const head = project.commit({ 'shop.py': `from pathlib import Path\n\n\n${counting}` }, 'Count visits')
  try {
    const { env } = await provideFramework('pytest', project.dir)
    const json = join(dirname(project.dir), 'result.json')
    const words = ['heal', '--repo', project.dir, '--base', base, '--head', head, '--json', json, '--test', 'test_shop.py::test_first']
    expect((await runCommand(heal, words, { cwd: dirname(project.dir), env })).error).toBeNull()
    const { analyses } = HealingResult.parse(JSON.parse(readFileSync(json, 'utf8')))
    expect(analyses).toMatchObject([
      { verdict: 'unknown', rootCause: expect.stringContaining('on the base it passed after itself as well') },
    ])
  } finally {
    project.remove()
  }
})
