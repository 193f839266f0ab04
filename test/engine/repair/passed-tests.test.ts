import { describe, expect, test } from 'vitest'
import { withoutPassedTests } from '../../../src/engine/repair/passed-tests.ts'
import { completedRun } from '../../support/completed-run.ts'
import { testParsers } from '../../support/grammars.ts'
import { probedTest } from '../../support/probed.ts'

const FILE = 'tests/test_a.py'
const TEXT = `from m import old


def test_fails():
    assert old() == 1


def test_passes(monkeypatch):
    monkeypatch.delattr('m.old', raising=False)


def fresh():
    return old()


@pytest.mark.parametrize('n', [1, 2])
def test_rows(n):
    assert old(n)
`
const RUN = completedRun([
  probedTest(`${FILE}::test_fails`, 'failed'),
  probedTest(`${FILE}::test_passes`),
  probedTest(`${FILE}::test_rows[1]`),
  probedTest(`${FILE}::test_rows[2]`, 'failed'),
])

async function kept(...places: readonly string[]): Promise<readonly string[]> {
  const edits = places.map((place) => {
    const start = TEXT.indexOf(place) + place.indexOf('old')
    return { file: FILE, range: { start, end: start + 'old'.length }, replacement: 'new', effect: 'reach' as const, causes: [] }
  })
  const left = withoutPassedTests(edits, RUN, { headFiles: new Map([[FILE, TEXT]]), parsers: await testParsers() })
  return places.filter((_, index) => left.includes(edits[index] as (typeof edits)[number]))
}

describe('withoutPassedTests', () => {
  test('leaves the text of a test that passed alone', async () => {
    expect(await kept('assert old() == 1', "'m.old'")).toEqual(['assert old() == 1'])
  })

  test('edits what no test holds, whichever test stands above it', async () => {
    expect(await kept('return old()', "'m.old'")).toEqual(['return old()'])
  })

  test('follows in every test where a line that all of them share is edited', async () => {
    expect(await kept('import old', "'m.old'")).toEqual(['import old', "'m.old'"])
  })

  test('edits a text that a failing row shares with one that passed', async () => {
    expect(await kept('assert old(n)')).toEqual(['assert old(n)'])
  })

  test('keeps an opening bracket with its closing one', async () => {
    const start = TEXT.indexOf('old() == 1')
    const insert = (at: number, replacement: string) => ({
      file: FILE,
      range: { start: at, end: at },
      replacement,
      effect: 'reach' as const,
      causes: [],
    })
    const edits = [
      insert(start, 'int('),
      insert(start + 'old()'.length, ')'),
      insert(TEXT.indexOf("'m.old'"), 'str('),
      insert(TEXT.indexOf(', raising'), ')'),
    ]
    const left = withoutPassedTests(edits, RUN, { headFiles: new Map([[FILE, TEXT]]), parsers: await testParsers() })
    expect(left.map(({ replacement }) => replacement)).toEqual(['int(', ')'])
  })
})
