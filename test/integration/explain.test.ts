import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { explain } from '../../src/runner/commands/explain.ts'
import { type HealedFixture, healFixture } from '../support/heal-fixture.ts'
import { runCommand } from '../support/run-command.ts'

let healed: HealedFixture
let kept: string
beforeAll(async () => {
  healed = await healFixture('pytest-rename-beside-bug', (parent) => ['--keep', join(parent, 'kept')])
  kept = join(dirname(healed.folder), 'kept')
})
afterAll(() => healed.remove())

const run = (...words: readonly string[]) => runCommand(explain, ['explain', ...words], { cwd: kept, env: {} })

test('a kept healing comes to the same answers again, without running a test', async () => {
  const json = join(kept, 'again.json')
  const { code } = await run(kept, '--json', json)
  expect(code).toBe(0)
  const [again] = JSON.parse(await readFile(json, 'utf8'))
  const answers = (analyses: typeof healed.result.analyses) =>
    analyses.map(({ failure, verdict, confidence, rootCause }) => [failure.testId, verdict, confidence, rootCause])
  expect(answers(again.analyses)).toEqual(answers(healed.result.analyses))
})

test('it shows the ladder rung by rung, and each candidate with its checks', async () => {
  const testId = healed.result.repairs[0]?.testIds[0] ?? ''
  const { printed } = await run(kept, testId)
  expect(printed.split('\n')[0]).toBe(testId)
  expect(printed).toMatch(/evidence, strongest first\n {4}\S/)
  expect(printed).toMatch(/tier A, not offered \(not obsolete\)\n {6}reach /)
  expect(printed).toMatch(/passes-alone +failed /)
  expect(printed).not.toContain(healed.folder)
})

test('a test that did not fail is said to be none of it', async () => {
  const { code, warned } = await run(kept, 'tests/test_x.py::test_none')
  expect(code).toBe(1)
  expect(warned).toContain('no failing test of this healing is called tests/test_x.py::test_none')
})

test('a folder that holds no healing is refused with what to do', async () => {
  const { error } = await run(dirname(kept))
  expect(error).toMatchObject({ code: 'bad_file' })
})
