import { describe, expect, test } from 'vitest'
import { oraclePreserved } from '../../../../src/engine/review/checks/oracle-preserved.ts'
import { type Files, repaired } from '../../../support/repair.ts'
import { examineTexts, sourcesOf } from '../../../support/review-case.ts'

/** The repaired test, if the review knows every edit as declared. */
async function follow(base: Files, head: Files, path: string, text: string): Promise<string | null> {
  const found = (await repaired(base, head, { [path]: text }))?.[path] ?? null
  if (found === null || found === text) return null
  const review = await examineTexts(oraclePreserved, {
    ...{ base: { ...base, [path]: text }, head: { ...head, [path]: text }, edited: { [path]: found } },
    framework: path.endsWith('.py') ? 'pytest' : 'vitest',
  })
  expect(review).toMatchObject({ outcome: 'passed' })
  return found
}

const RECORDS = `from dataclasses import dataclass


@dataclass(frozen=True)
class Record:
    level: int
    message: str
    source: str
`
const parser = (result: string, more = '') => ({
  'logs/__init__.py': '',
  'logs/records.py': RECORDS,
  'logs/parser.py': `from logs.records import Record


def parse_line(line):
    level, _, text = line.partition(" ")
    source = "root"
    return ${result}


def parse_lines(text):
    found = []
    for line in text.splitlines():
        record = parse_line(line)
        found.append(record)
    return found
${more}`,
})
const [TUPLE, RECORD] = [parser('level, text.strip(), source'), parser('Record(level, text.strip(), source)')]
const test_ = (lines: string, imports = '') =>
  `${imports}from logs.parser import parse_line, parse_lines\n\n\ndef test_a():\n    ${lines.replaceAll('\n', '\n    ')}\n`

describe('several values that are a record now', () => {
  test.each([
    ['assert parse_line("1 a")[1] == "a"', 'assert parse_line("1 a").message == "a"'],
    ['assert parse_line("1 a")[-1] == "root"', 'assert parse_line("1 a").source == "root"'],
    ['one = parse_line("1 a")\nassert one[0] == "1"', 'one = parse_line("1 a")\nassert one.level == "1"'],
    [
      'level, message, source = parse_line("1 a")\nassert level == "1"\nassert f"{message} {source}" == "a root"',
      'record = parse_line("1 a")\nassert record.level == "1"\nassert f"{record.message} {record.source}" == "a root"',
    ],
    [
      'level, _, where = parse_line("1 a")\na, b, c = parse_line("2 b")\nassert (level, where, b) == ("1", "root", "b")',
      'record = parse_line("1 a")\nrecord2 = parse_line("2 b")\nassert (record.level, record.source, record2.message) == ("1", "root", "b")',
    ],
    ['assert [r[1] for r in parse_lines("1 a")] == ["a"]', 'assert [r.message for r in parse_lines("1 a")] == ["a"]'],
    ['assert [m for _, m, _ in parse_lines("1 a")] == ["a"]', 'assert [record.message for record in parse_lines("1 a")] == ["a"]'],
    [
      'for level, message, _ in parse_lines("1 a"):\n    assert level + message == "1a"',
      'for record in parse_lines("1 a"):\n    assert record.level + record.message == "1a"',
    ],
    // a name of another field, a name that is used for something else, another number of values
    ['message, level, source = parse_line("1 a")\nassert level == "1"', null],
    ['level, message, source = parse_line("1 a")\nlevel = 3\nassert level == 3', null],
    ['level, message = parse_line("1 a")\nassert level == "1"', null],
    ['assert parse_line("1 a")[7] == "a"', null],
    ['assert "1 a".partition(" ")[1] == " "', null],
  ])('%s', async (before, after) => {
    expect(await follow(TUPLE, RECORD, 'tests/test_a.py', test_(before))).toBe(after === null ? null : test_(after))
  })

  test('are compared as records', async () => {
    const one = (value: string) => `assert parse_line("1 a") == ${value}`
    const imports = 'from logs.parser import parse_line, parse_lines\nfrom logs.records import Record\n'
    expect(await follow(TUPLE, RECORD, 'tests/test_a.py', test_(one('("1", "a", "root")')))).toBe(
      test_(one('Record("1", "a", "root")')).replace(/^from.*\n/, imports),
    )
    const many = (values: string) => `assert parse_lines("1 a") == [${values}]`
    expect(await follow(TUPLE, RECORD, 'tests/test_a.py', test_(many('("1", "a", "root")')))).toBe(
      test_(many('Record("1", "a", "root")')).replace(/^from.*\n/, imports),
    )
  })

  test.each([
    ['two values changed places', 'Record(level, source, text.strip())'],
    ['a value changed with the shape', 'Record(level, text, source)'],
    ['a value went', 'Record(level, text.strip(), "root")'],
    ['the fields are another way round', 'Record(source, text.strip(), level)'],
    ['keywords exchange two of them', 'Record(level=level, message=source, source=text.strip())'],
  ])('are not followed where %s', async (_, result) => {
    expect(await follow(TUPLE, parser(result), 'tests/test_a.py', test_('assert parse_line("1 a")[2] == "root"'))).toBeNull()
  })

  test('are followed through keywords, as a map, and as an object of JavaScript', async () => {
    const keywords = parser('Record(source=source, level=level, message=text.strip())')
    expect(await follow(TUPLE, keywords, 'tests/test_a.py', test_('assert parse_line("1 a")[2] == "root"'))).toContain('.source == "root"')
    const inOrder = parser('Record(level=level, message=text.strip(), source=source)')
    expect(await follow(TUPLE, inOrder, 'tests/test_a.py', test_('assert parse_line("1 a")[2] == "root"'))).toContain('.source == "root"')
    const map = parser('{"level": level, "message": text.strip(), "source": source}')
    expect(await follow(TUPLE, map, 'tests/test_a.py', test_('assert parse_line("1 a")[2] == "root"'))).toContain('["source"] == "root"')
    const script = (result: string) => ({
      'src/parse.js': `export function parse(line) {\n  const [level, text] = line.split(' ')\n  return ${result}\n}\n`,
    })
    const text = (lines: string) => `import { parse } from '../src/parse'\n\ntest('a', () => {\n  ${lines}\n})\n`
    const found = await follow(
      script('[level, text]'),
      script('{ level, message: text }'),
      'test/parse.test.js',
      text(
        "const [level, what] = parse('1 a')\n  expect(level + what).toBe('1a')\n  expect(parse('1 a')[1]).toBe('a')\n  expect(parse('1 a')).toEqual(['1', 'a'])",
      ),
    )
    expect(found).toBe(
      text(
        "const { level, message: what } = parse('1 a')\n  expect(level + what).toBe('1a')\n  expect(parse('1 a').message).toBe('a')\n  expect(parse('1 a')).toEqual({ level: '1', message: 'a' })",
      ),
    )
  })
})

describe('a caller in the product that takes the record apart by places', () => {
  const left = async (more: string, other = '') => {
    const [base, head] = [
      { ...parser('level, text.strip(), source', more), 'logs/report.py': other },
      { ...parser('Record(level, text.strip(), source)', more), 'logs/report.py': other },
    ]
    const { changes, callersOf } = await sourcesOf(base, head)
    const callers = changes.filter(({ kind }) => kind === 'result_changed').map(callersOf)
    return callers.map(({ unmigrated, possible }) => [unmigrated.map(({ text }) => text), possible.map(({ text }) => text)])
  }
  test.each([
    ['by an index', '\n\ndef first(text):\n    return parse_lines(text)[0][1]\n', '', [['return parse_lines(text)[0][1]'], []]],
    [
      'by unpacking',
      '\n\ndef level(line):\n    level, _, _ = parse_line(line)\n    return level\n',
      '',
      [['level, _, _ = parse_line(line)'], []],
    ],
    [
      'perhaps, by what it is given',
      '',
      'def worst(records):\n    return max(r[0] for r in records)\n',
      [[], ['return max(r[0] for r in records)']],
    ],
    ['not at all', '\n\ndef level(line):\n    return parse_line(line).level\n', '', [[], []]],
  ])('%s', async (_, more, other, places) => {
    expect(await left(more, other)).toEqual([places])
  })
})
