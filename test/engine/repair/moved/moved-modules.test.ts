import { expect, test } from 'vitest'
import { repairedText } from '../../../support/repair.ts'

const f = 'def f(x):\n    return x * 2\n'

test('a stub that was left behind does not keep its module', async () => {
  const rest = { 'src/pkg/__init__.py': '', 'src/pkg/a.pyi': 'def f(x: int) -> int: ...\n' }
  const text = 'import pkg.a\n\n\ndef test_a():\n    assert pkg.a.f(1) == 2\n'
  expect(await repairedText({ ...rest, 'src/pkg/a.py': f }, { ...rest, 'src/pkg/b.py': f }, text)).toBe(text.replaceAll('pkg.a', 'pkg.b'))
})

test('a package under another name is followed in what it holds', async () => {
  const source = (name: string) => ({ 'src/pkg/__init__.py': '', [`src/pkg/${name}/__init__.py`]: '', [`src/pkg/${name}/a.py`]: f })
  const text = 'from pkg.old.a import f\n\n\ndef test_a():\n    assert f(1) == 2\n'
  expect(await repairedText(source('old'), source('new'), text)).toBe(text.replace('pkg.old', 'pkg.new'))
})
