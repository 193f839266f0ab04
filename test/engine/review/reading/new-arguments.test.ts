import { describe, expect, test } from 'vitest'
import { oraclePreserved } from '../../../../src/engine/review/checks/oracle-preserved.ts'
import { examineTexts } from '../../../support/review-case.ts'

/** What `load` takes at the head, what the product's caller gives it, and the call of the test before and after. */
const judge = async (list: string, given: string, after: string, imports = 'load'): Promise<string> => {
  const load = (parameters: string) => `class Mode:\n    RAW = 1\n    TEXT = 2\n\n\ndef load(${parameters}):\n    return read(path, mode)\n`
  const caller = (words: string) => `from .a import Mode, load\n\n\ndef first(path):\n    return load(${words})\n`
  const spec = (line: string, words: string) => `from pkg.a import ${line}\n\n\ndef test_a(mode):\n    assert load(${words}) == 1\n`
  const tests = { 'tests/test_a.py': spec('load', '"x"') }
  const { outcome } = await examineTexts(oraclePreserved, {
    base: { 'pkg/__init__.py': '', 'pkg/a.py': load('path'), 'pkg/b.py': caller('path'), ...tests },
    head: { 'pkg/__init__.py': '', 'pkg/a.py': load(list), 'pkg/b.py': caller(given), ...tests },
    edited: { 'tests/test_a.py': spec(imports, after) },
  })
  return outcome
}

describe('a new argument is declared by what adapted callers give', () => {
  test.each([
    ['path, mode', 'path, 7', '"x", 7'],
    ['path, mode', 'path, mode=7', '"x", mode=7'],
    ['path, mode', 'path, Mode.RAW', '"x", Mode.RAW', 'Mode, load'],
    ['path, mode', 'path, path.mode', '"x", mode'],
  ])('%s, given %s: %s', async (list, given, after, imports = 'load') => {
    expect(await judge(list, given, after, imports)).toBe('passed')
  })
})

describe('and by nothing else', () => {
  test.each([
    ['path, mode', 'path, 7', '"x", 8'],
    ['path, mode', 'path, 7', '"x", 7', 'Mode, load'],
    ['path, mode', 'path, Mode.RAW', '"x", Mode.TEXT', 'Mode, load'],
    ['path, mode', 'path, path.mode', '"x", "x"'],
    ['path, mode, depth', 'path, 7, 8', '"x", 8, 7'],
    // a default says what a call means that gives nothing
    ['path, mode=0', 'path, 7', '"x", 7'],
    ['path, *, mode=0', 'path, mode=7', '"x", mode=7'],
  ])('%s, given %s: %s', async (list, given, after, imports = 'load') => {
    expect(await judge(list, given, after, imports)).toBe('failed')
  })
})
