import { describe, expect, test } from 'vitest'
import { proposeFor } from '../../../src/engine/repair/propose.ts'
import { declaredChanges } from '../../../src/model/cause.ts'
import { failureAnalysis } from '../../support/failure-analysis.ts'
import { repairContext, repaired } from '../../support/repair.ts'

const base = {
  'pkg/__init__.py': '',
  'pkg/a.py':
    'def f(user, n):\n    return user.name * n\n\n\ndef g(x):\n    return x + 1\n\n\nclass A:\n    def go(self):\n        return f(self, 1)\n',
  'pkg/b.py': '',
}
const head = {
  'pkg/__init__.py': '',
  'pkg/a.py': 'def h(account, n):\n    return account.name * n\n\n\nclass A:\n    def run(self):\n        return h(self, 1)\n',
  'pkg/b.py': 'def g(x):\n    return x + 1\n',
}
const text = 'from pkg.a import A, f, g\n\n\ndef test_a():\n    assert f(user=A(), n=2) == g(1)\n    assert A().go() == 1\n'

describe('proposeFor', () => {
  test('follows several changes of one commit in one candidate', async () => {
    expect(await repaired(base, head, { 'tests/test_a.py': text })).toEqual({
      'tests/test_a.py':
        'from pkg.a import A, h\nfrom pkg.b import g\n\n\ndef test_a():\n    assert h(account=A(), n=2) == g(1)\n    assert A().run() == 1\n',
    })
  })

  test('says which changes it follows, and offers single changes after that, three candidates at most', async () => {
    const { drafts: candidates } = proposeFor(await repairContext(base, head, { 'tests/test_a.py': text }))
    expect(candidates).toHaveLength(3)
    expect(
      declaredChanges(candidates[0]?.causes ?? [])
        .map((change) => change.kind)
        .toSorted(),
    ).toEqual(['moved', 'parameter_renamed', 'renamed', 'renamed'])
    expect(candidates.slice(1).every((candidate) => candidate.edits.length < (candidates[0]?.edits.length ?? 0))).toBe(true)
    expect(candidates.every((candidate) => candidate.confidence > 0.7 && candidate.confidence < 1)).toBe(true)
  })

  test('follows them in the test and in the conftest that it uses', async () => {
    const tests = {
      'tests/conftest.py':
        'import pytest\nfrom pkg.a import A\n\n\n@pytest.fixture\ndef a() -> A:\n    one = A()\n    one.go()\n    return one\n',
      'tests/test_a.py': 'def test_a(a):\n    assert a.go() == 1\n',
    }
    expect(await repaired(base, head, tests)).toEqual({
      'tests/conftest.py': tests['tests/conftest.py'].replace('one.go()', 'one.run()'),
      'tests/test_a.py': 'def test_a(a):\n    assert a.run() == 1\n',
    })
  })

  test('proposes nothing for a test that uses nothing of it, nor without changes', async () => {
    expect(await repaired(base, head, { 'tests/test_a.py': 'from pkg import b\n\ndef test_a():\n    assert 1 == 2\n' })).toBeNull()
    expect(await repaired(base, base, { 'tests/test_a.py': text })).toBeNull()
  })

  test('edits nothing but the given test files', async () => {
    const context = await repairContext(base, head, { 'tests/test_a.py': text })
    expect(
      proposeFor(context)
        .drafts.flatMap((candidate) => candidate.edits)
        .every((edit) => edit.file === 'tests/test_a.py'),
    ).toBe(true)
  })
})

describe('a test that can be kept or removed', () => {
  const reader =
    'class Reader:\n    def __init__(self, text):\n        self.text = text\n\n    def rows(self):\n        return [line for line in self.text]\n'
  const caller = (name: string, words: string) => `from .a import ${name}\n\n\ndef count(text):\n    return len(${words})\n`
  const old = {
    'pkg/__init__.py': '',
    'pkg/a.py': 'def parse(text):\n    return split(text)\n',
    'pkg/b.py': caller('parse', 'parse(text)'),
  }
  const removed = "from pkg.a import parse\n\n\ndef test_a():\n    assert parse('x') == ['x']\n"

  /** The strategies in the order in which they are tried, where the diagnosis says that the behaviour was removed. */
  async function order(callers: string) {
    const context = await repairContext(old, { ...old, 'pkg/a.py': reader, 'pkg/b.py': callers }, { 'tests/test_a.py': removed })
    const codeChanges = context.changes.filter(({ kind }) => kind === 'removed')
    const analysis = failureAnalysis({ testFile: 'tests/test_a.py' }, { verdict: 'removed_behaviour', codeChanges })
    return proposeFor({ ...context, analysis }).drafts.map(({ strategy, origin }) => `${strategy} by ${origin}`)
  }

  test('is kept first, where the change shows how the product was adapted: removal is tried only if that does not hold', async () => {
    expect(await order(caller('Reader', 'Reader(text).rows()'))).toEqual(['update_signature by example', 'remove_test by rule'])
  })

  test('is removed where nothing shows what took its place', async () => {
    expect(await order('def count(text):\n    return 0\n')).toEqual(['remove_test by rule'])
  })
})
