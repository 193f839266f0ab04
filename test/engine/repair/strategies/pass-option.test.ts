import { describe, expect, test } from 'vitest'
import { hunksOf } from '../../../../src/engine/diagnosis/causes/hunks.ts'
import { pytest } from '../../../../src/engine/frameworks/pytest.ts'
import { applyEdits } from '../../../../src/engine/repair/apply-edits.ts'
import { passOption } from '../../../../src/engine/repair/strategies/pass-option.ts'
import { reviewCandidate } from '../../../../src/engine/review/review-candidate.ts'
import { failureAnalysis } from '../../../support/failure-analysis.ts'
import { testParsers } from '../../../support/grammars.ts'
import { type Files, repairContext } from '../../../support/repair.ts'
import { sourcesOf } from '../../../support/review-case.ts'

type Case = { readonly base: Files; readonly head: Files; readonly path: string; readonly text: string; readonly testName?: string }

/** The findings for the test of a file whose product was changed so, with the changed lines known to be why it fails. */
async function found({ base, head, path, text, testName = 'test_a' }: Case) {
  const context = await repairContext(base, head, { [path]: text })
  const hunks = hunksOf(Object.keys(head).map((file) => ({ path: file, before: base[file] ?? null, after: head[file] ?? null })))
  const analysis = failureAnalysis({
    testFile: path,
    testName,
    lineNumber: text.split('\n').findLastIndex((line) => /assert|expect/.test(line)) + 1,
  })
  return passOption.propose({ ...context, analysis, causalHunks: hunks, hunks })
}

/** What becomes of the test; `null` where it is left as it is. */
async function passed(example: Case): Promise<string | null> {
  const edits = (await found(example)).flatMap((one) => (one.kind === 'edits' ? one.edits : []))
  expect(edits.every(({ effect }) => effect === 'setup')).toBe(true)
  return edits.length === 0 ? null : applyEdits(example.text, edits)
}

const product = (text: string): Files => ({ 'shop/__init__.py': '', 'shop/a.py': text })
const FETCH = 'def fetch(send, retries=3):\n    return [send() for _ in range(retries)]\n'
const inPython = (body: string, { old = FETCH, now = FETCH.replace('3', '5'), testName = 'test_a' } = {}) =>
  passed({
    base: product(old),
    head: product(now),
    path: 'tests/test_a.py',
    text: `from shop import a\n\n\ndef ${testName}():\n${body}`,
    testName,
  })

describe('a call that relied on the old default gets the old value', () => {
  test('by its name in Python', async () => {
    const text = await inPython('    assert len(a.fetch(print)) == 3\n')
    expect(text).toContain('a.fetch(print, retries=3)')
  })

  test('of a constant that the default names, and of a field of a generated constructor', async () => {
    const old = `MOST = 3\n\n\n${FETCH.replace('=3', '=MOST')}`
    expect(await inPython('    assert len(a.fetch(print)) == 3\n', { old, now: old.replace('MOST = 3', 'MOST = 5') })).toContain(
      'retries=3',
    )
    const fields = 'from dataclasses import dataclass\n\n\n@dataclass\nclass Box:\n    size: int = 3\n    unit: str = "cm"\n'
    const now = fields.replace('"cm"', '"mm"')
    expect(await inPython('    assert str(a.Box(size=2)) == "2 cm"\n', { old: fields, now })).toContain('a.Box(size=2, unit="cm")')
  })

  test('but not where the test names another default of the same call that was changed as well', async () => {
    const old = 'def dump(port=8000, timeout=30):\n    return {"at": port, "timeout": timeout}\n'
    const now = old.replace('8000', '8080').replace('30', '45')
    expect(await inPython('    assert a.dump() == {"at": 8000, "timeout": 30}\n', { old, now })).toBeNull()
    expect(await inPython('    assert list(a.dump().values()) == [8000, 30]\n', { old, now })).toContain('a.dump(port=8000, timeout=30)')
  })

  test('by its place, or as a key of the options, in JavaScript', async () => {
    const script = (line: string) => ({ 'src/a.js': `export function fetch(send, ${line}) {\n  return send(retries)\n}\n` })
    const inScript = (call: string, line: string) =>
      passed({
        ...{ base: script(line), head: script(line.replace('3', '5')), path: 'test/a.test.js', testName: 'a' },
        text: `import { fetch } from '../src/a'\n\ntest('a', () => {\n  expect(${call}).toBe(3)\n})\n`,
      })
    expect(await inScript('fetch(send)', 'retries = 3')).toContain('fetch(send, 3)')
    expect(await inScript('fetch(send)', '{ retries = 3 } = {}')).toContain('fetch(send, { retries: 3 })')
    expect(await inScript('fetch(send, { fast: true })', '{ fast, retries = 3 } = {}')).toContain('fetch(send, { fast: true, retries: 3 })')
    expect(await inScript('fetch(send, given)', '{ retries = 3 } = {}')).toBeNull()
    expect(await inScript('fetch()', 'retries = 3')).toBeNull()
  })
})

describe('a test is left to expect the new value', () => {
  test.each([
    ['that names the option', '    assert a.fetch(print).retries == 3\n', 'test_a'],
    ['that says it is about the default', '    assert len(a.fetch(print)) == 3\n', 'test_default'],
    ['that gives the value itself', '    n = 3\n    assert len(a.fetch(print, n)) == 3\n', 'test_a'],
    ['that spreads what it gives', '    assert len(a.fetch(*[print])) == 3\n', 'test_a'],
  ])('%s', async (_, body, testName) => {
    expect(await inPython(body, { testName })).toBeNull()
  })

  test('where the default is no literal, or was not changed', async () => {
    expect(await inPython('    assert a.fetch(print)\n', { old: FETCH.replace('3', 'len("a")') })).toBeNull()
    expect(await inPython('    assert a.fetch(print)\n', { now: `# more\n${FETCH}` })).toBeNull()
  })
})

test('the server finds the edit again, and takes no other value', async () => {
  const [base, head] = [product(FETCH), product(FETCH.replace('3', '5'))]
  const text = 'from shop import a\n\n\ndef test_a():\n    assert len(a.fetch(print)) == 3\n'
  const [finding] = await found({ base, head, path: 'tests/test_a.py', text })
  if (finding?.kind !== 'edits') throw new Error('nothing was proposed')
  const tests = { 'tests/test_a.py': text }
  const sources = await sourcesOf({ ...base, ...tests }, { ...head, ...tests })
  const standings = async (replacement: (old: string) => string) => {
    const edits = finding.edits.map((edit) => ({ ...edit, replacement: replacement(edit.replacement) }))
    const read = reviewCandidate({ edits, causes: [...finding.causes] }, { sources, framework: pytest, parsers: await testParsers() }, [])
    return read?.review.edits.map(({ standing }) => standing)
  }
  expect(await standings((old) => old)).toEqual(['unexplained'])
  expect(await standings((old) => old.replace('3', '4'))).toEqual(['foreign'])
})
