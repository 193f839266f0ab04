import type { CureFound, CureInput } from '../../facets/cures.ts'
import { textOf } from '../../syntax.ts'
import { fixtureLines, freeName, importing } from './file-lines.ts'

/** What gives the time of the machine's own zone. */
const LOCAL =
  /\b(?:datetime\.)?datetime\.now\(\s*\)|\.fromtimestamp\([^,()]*\)|\btime\.(?:localtime|mktime|ctime)\(|\btime\.strftime\([^,()]*\)|\.astimezone\(\s*\)|\.timestamp\(\s*\)/

/** Fixes the zone where only the test speaks in local time: where the product does, users in other zones meet that too. */
export function fixedZone(input: CureInput): CureFound {
  const { file, body } = input.test
  const reader = input.loadedBy(file).find(({ text }) => LOCAL.test(text))
  if (reader !== undefined) return { kind: 'refused', why: 'any-zone', what: reader.path }
  if (!LOCAL.test(textOf(file.tree, body))) return { kind: 'none' }
  const name = freeName(file, 'utc')
  const edits = [
    ...importing(file, ['import time', 'import pytest']),
    ...fixtureLines(file, [
      '@pytest.fixture(autouse=True)',
      `def ${name}(monkeypatch):`,
      '    monkeypatch.setenv("TZ", "UTC")',
      '    time.tzset()',
      '    yield',
      '    monkeypatch.undo()',
      '    time.tzset()',
    ]),
  ]
  return { kind: 'edits', why: 'local time is that of UTC in this file', ways: [edits] }
}
