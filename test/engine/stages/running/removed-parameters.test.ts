import { expect, test } from 'vitest'
import { testsOfRemovedParameter } from '../../../../src/engine/stages/running/removed-parameters.ts'
import type { TestCoverage } from '../../../../src/model/runs/test-coverage.ts'
import type { TestRun } from '../../../../src/model/runs/test-run.ts'
import { completedRun } from '../../../support/completed-run.ts'
import { probedTest, subjectOf } from '../../../support/probed.ts'

const FILE = 'tests/test_a.py'
const ID = `${FILE}::test_a`

const run = (said: string | null, lines: readonly number[] = []): TestRun => {
  const failure = {
    phase: 'call' as const,
    exception: 'AssertionError',
    message: said ?? '',
    stack: '',
    frames: [],
    expected: null,
    actual: null,
  }
  const seen = said === null ? probedTest(ID) : probedTest(ID, 'failed', { failure })
  const coverage: TestCoverage = { outcome: 'measured', tests: { [FILE]: { [ID]: { 'shop.py': [...lines] } } }, imported: {} }
  return completedRun([seen], { coverage })
}

/** Whether a test counts as one about the parameter, by what it does with the argument dropped: on the head, and on the base. */
async function isAboutIt(head: TestRun, base: TestRun): Promise<boolean> {
  const laid: string[] = []
  const files = [{ path: FILE, before: 'say("a", loud=True)\n', after: 'say("a")\n' }]
  const workspace = {
    ...{
      base: 'b',
      head: 'h',
      listFiles: async () => [],
      readFile: async () => null,
      changes: async () => [],
      intentTexts: async () => [],
    },
    checkOut: async (tree: 'base' | 'head', overlay: ReadonlyMap<string, string>) => {
      laid.push(`${tree} ${[...overlay.values()].join()}`)
    },
  }
  const runner = { framework: 'pytest' as const, run: async () => base, plain: async () => ({ outcome: 'passed' as const }) }
  const onHead = {
    ...{ alone: [head], together: head, unrepaired: run('unexpected keyword argument') },
    carry: (file: string, line: number) => ({ file, line }),
    isOnlyCompared: false,
    undone: { outcome: 'not_run' as const, reason: '' },
    strength: { outcome: 'not_run' as const, reason: '' },
    removal: false,
    gone: new Set<string>(),
  }
  const onBase = { base: { outcome: 'ran' as const, run: run(null, [1, 2, 3]) } }
  const found = await testsOfRemovedParameter({ workspace, runner }, files, [subjectOf(ID)], onBase, onHead)
  if (laid.length > 0) expect(laid).toEqual(['base say("a")\n', 'head '])
  return found.some(({ testId }) => testId === ID)
}

test.each([
  ['fails without the argument before the change as well', run("'' is not 'A'"), run("'' is not 'A'"), true],
  ['fails in another way before: the change is why', run("'b' is not 'A'"), run("'' is not 'A'"), false],
  ['passes without the argument before: the change is why', run("'' is not 'A'"), run(null), false],
  ['passes, and reached as little before', run(null, [1, 2]), run(null, [1, 2]), true],
  ['passes, and reached more before: the change is why', run(null, [1, 2]), run(null, [1, 2, 3]), false],
])('%s', async (_, head, base, expected) => {
  expect(await isAboutIt(head, base)).toBe(expected)
})
