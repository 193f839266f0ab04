import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commitAll, startRepository } from '../../bench/diagnose/commit.ts'
import { judgePatch, type Known } from '../../bench/repair/judge-patch.ts'
import { checkout, git, type LaidCase, layCase } from '../../bench/repair/lay-case.ts'
import { runReal } from '../../bench/repair/run-real.ts'
import { frameworkHome } from '../../support/frameworks/install.ts'
import { testParsers } from '../../support/grammars.ts'

const parent = mkdtempSync(join(tmpdir(), 'suture-judge-'))
afterAll(() => rmSync(parent, { recursive: true, force: true }))

const PRODUCT = 'def fee(zones):\n    return zones * 2 + 1\n'
const OLD =
  'from tariff import fee\n\n\ndef test_fee():\n    assert fee(3) == 7\n\n\ndef test_two():\n    assert fee(2) == 5\n    assert fee(0) == 1\n'
const NEW = OLD.replace('== 7', '== 8').replace('== 5', '== 6').replace('== 1\n', '== 2\n')

let laid: LaidCase
let known: Known

beforeAll(async () => {
  const mirror = join(parent, 'mirror')
  mkdirSync(mirror)
  const write = (path: string, text: string) => writeFileSync(join(mirror, path), text)
  write('tariff.py', PRODUCT)
  write('test_tariff.py', OLD)
  const before = startRepository(mirror)
  write('tariff.py', PRODUCT.replace('+ 1', '+ 2'))
  write('test_tariff.py', NEW)
  const after = commitAll(mirror, 1, 'Raise the fee by one')
  const { python = '' } = await frameworkHome('pytest')
  const real = {
    ...{ id: 'tariff', repo: 'own/tariff', parent: before, commit: after, date: '2026-03-02', framework: 'pytest' as const, category: [] },
    ...{ source_files: ['tariff.py'], test_files: ['test_tariff.py'], run_files: ['test_tariff.py'] },
    ...{ failing_tests: ['test_tariff.py::test_fee', 'test_tariff.py::test_two'], collection_errors: [], load_failures: [] },
  }
  laid = layCase({ real, mirror, environment: dirname(dirname(python)) }, join(parent, 'tariff'))
  const old = await runReal(laid)
  checkout(laid, laid.base)
  const base = await runReal(laid)
  checkout(laid, laid.developers)
  const developers = await runReal(laid)
  checkout(laid, laid.head)
  if (base === null || old === null || developers === null) throw new Error('pytest did not end')
  known = { base, before: old, developers }
})

/** The change from the old tests to these, as a patch. */
function patchTo(text: string): string {
  writeFileSync(join(laid.folder, 'test_tariff.py'), text)
  const patch = execFileSync('git', ['diff'], { cwd: laid.folder, encoding: 'utf8' })
  checkout(laid, laid.head)
  return patch
}
const judged = async (text: string) => judgePatch(laid, patchTo(text), known, await testParsers())

describe('judgePatch', () => {
  test('the head has the new product and the old tests, which fail', () => {
    expect(git(laid.folder, 'show', `${laid.head}:test_tariff.py`)).toBe(OLD.trim())
    expect(git(laid.folder, 'show', `${laid.head}:tariff.py`)).toContain('+ 2')
    expect(known.before.failed).toEqual(new Set(laid.real.failing_tests))
  })

  test("the developers' own repair is complete, and notices each fault that it notices", async () => {
    const { outcome, kills } = await judged(NEW)
    const [ours, theirs] = kills.split(' of ').map(Number)
    expect([outcome, ours]).toEqual(['complete', theirs])
    expect(theirs).toBeGreaterThan(2)
  })

  test('a repair of one of two tests is a part', async () => {
    expect(await judged(OLD.replace('== 7', '== 8'))).toMatchObject({ outcome: 'part', detail: 'test_tariff.py::test_two' })
  })

  test.each([
    ['a test that the developers kept is deleted', NEW.slice(0, NEW.indexOf('\n\n\ndef test_two')).concat('\n'), 'is gone'],
    ['an assertion is taken out', NEW.replace('    assert fee(0) == 2\n', ''), 'fewer assertions'],
    ['assertions are loosened', NEW.replaceAll(/== \d/g, '!= 999'), 'misses faults that the developers'],
  ])('wrong: %s', async (_what, text, said) => {
    const { outcome, detail } = await judged(text)
    expect([outcome, detail]).toEqual(['wrong', expect.stringContaining(said)])
  })
})
