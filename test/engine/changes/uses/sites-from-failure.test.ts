import { describe, expect, test } from 'vitest'
import { sitesFromFailure } from '../../../../src/engine/changes/uses/sites-from-failure.ts'
import { readFailure } from '../../../../src/engine/reports/failure-types/index.ts'
import { repairContext } from '../../../support/repair.ts'

const source = (name: string) =>
  `class curry:\n    def ${name}(self, *args):\n        return self.f(*args) + 1\n\n\nclass eager(curry):\n    pass\n`
const TEXT = `from pkg.a import curry


def test_a(other):
    @curry
    def add(x, y):
        return x + y
    seen = []
    assert add.call(1, 2) == 3
    assert add(1).call(2) == other.call()


def test_b(spy):
    spy.call()
`

async function lines(message: string, text = TEXT, line = 9): Promise<unknown> {
  const path = 'tests/test_a.py'
  const { changes, trees } = await repairContext({ 'pkg/a.py': source('call') }, { 'pkg/a.py': source('apply_now') }, { [path]: text })
  const fields = readFailure({ exception: 'AttributeError', message, frames: [{ file: path, line, function: 'test_a' }] })
  const [change] = changes
  const found = change === undefined ? null : sitesFromFailure(change, path, trees, fields)
  return found && [found.shown, found.alike, found.around].map((sites) => sites.map((site) => site.line))
}

describe('a member on a receiver whose class only the failure tells', () => {
  test('is used in the line that failed, on the same variable, and perhaps in all the test', async () => {
    expect(await lines("'curry' object has no attribute 'call'")).toEqual([[9], [9, 10], [9, 10, 10]])
  })

  test('may be of an heir', async () => {
    expect(await lines("'eager' object has no attribute 'call'")).toEqual([[9], [9, 10], [9, 10, 10]])
  })

  test.each([
    ['another class', "'dict' object has no attribute 'call'", TEXT, 9],
    ['a class of the test', "'curry' object has no attribute 'call'", `${TEXT}\n\nclass curry:\n    pass\n`, 9],
    ['no class', "has no attribute 'call'", TEXT, 9],
    ['another name', "'curry' object has no attribute 'run'", TEXT, 9],
    ['another line', "'curry' object has no attribute 'call'", TEXT, 8],
  ])('is not where the failure tells of %s', async (_, message, text, line) => {
    expect(await lines(message, text, line)).toEqual([[], [], []])
  })
})
