import { describe, expect, test } from 'vitest'
import { repairedText } from '../../../support/repair.ts'

const call = (text: string) => `from pkg.a import f\n\ndef test_a():\n    assert ${text} == 1\n`
const product = (text: string) => ({ 'pkg/__init__.py': '', 'pkg/a.py': text })

describe('calls of a Python function follow', () => {
  test('a renamed keyword', async () => {
    const [base, head] = [
      product('def f(user, n=1):\n    return user.name * n\n'),
      product('def f(account, n=1):\n    return account.name * n\n'),
    ]
    expect(await repairedText(base, head, call('f(user=u, n=2)'))).toBe(call('f(account=u, n=2)'))
    expect(await repairedText(base, head, call('f(u, n=2)'))).toBeNull()
  })

  test('reordered parameters, as far as every argument has a place', async () => {
    const [base, head] = [product('def f(a, b, c=3):\n    return a - b * c\n'), product('def f(b, a, c=3):\n    return a - b * c\n')]
    expect(await repairedText(base, head, call('f(1, 2)'))).toBe(call('f(2, 1)'))
    expect(await repairedText(base, head, call('f(1, b=2, c=4)'))).toBe(call('f(a=1, b=2, c=4)'))
    expect(await repairedText(base, head, call('f(*args)'))).toBeNull()
  })

  test('a parameter that became keyword-only', async () => {
    const [base, head] = [product('def f(a, b=1, c=2):\n    return a - b * c\n'), product('def f(a, *, b=1, c=2):\n    return a - b * c\n')]
    expect(await repairedText(base, head, call('f(1, 2, 3)'))).toBe(call('f(1, b=2, c=3)'))
  })

  test('a parameter that was put in between', async () => {
    const [base, head] = [product('def f(a, b=1):\n    return a - b\n'), product('def f(a, x=0, b=1):\n    return a - b\n')]
    expect(await repairedText(base, head, call('f(1, 2)'))).toBe(call('f(1, b=2)'))
  })

  test.each([
    ['f(1, True)', 'f(1)'],
    ['f(1, verbose=True)', 'f(1)'],
    ['f(verbose=True, a=1)', 'f(a=1)'],
    ['f(\n        1,\n        verbose=True,\n    )', 'f(\n        1,\n    )'],
    ['f(1, verbose=flag())', null],
  ])('a removed parameter: %j', async (before, after) => {
    const [base, head] = [product('def f(a, verbose=False):\n    return a - 2\n'), product('def f(a):\n    return a - 2\n')]
    expect(await repairedText(base, head, call(before))).toBe(after === null ? null : call(after))
  })

  test('nothing when a value would have to be invented', async () => {
    const [base, head] = [product('def f(a):\n    return a - 2\n'), product('def f(a, b):\n    return a - b\n')]
    expect(await repairedText(base, head, call('f(1)'))).toBeNull()
  })

  test('nothing when a parameter was replaced by one of another meaning', async () => {
    const [base, head] = [
      product('def f(a, verbose=False):\n    if verbose:\n        print(a)\n    return a\n'),
      product('def f(a, quiet=False):\n    if not quiet:\n        print(a)\n    return a\n'),
    ]
    expect(await repairedText(base, head, call('f(1, verbose=True)'))).toBeNull()
  })

  test('nothing where two parameters could be the successor', async () => {
    const [base, head] = [product('def f(a):\n    g(a)\n    h(a)\n'), product('def f(x, y):\n    g(x)\n    h(x)\n    g(y)\n    h(y)\n')]
    expect(await repairedText(base, head, call('f(a=1)'))).toBeNull()
  })

  test('a constructor, also of a dataclass and through a renamed class', async () => {
    const [base, head] = [
      product(
        'from dataclasses import dataclass\n\n@dataclass\nclass f:\n    host: str\n    port: int = 80\n\n    def url(self):\n        return self.host\n',
      ),
      product(
        'from dataclasses import dataclass\n\n@dataclass\nclass f:\n    name: str\n    port: int = 80\n\n    def url(self):\n        return self.name\n',
      ),
    ]
    expect(await repairedText(base, head, call('f(host="x").url()'))).toBe(call('f(name="x").url()'))
    const [old, fresh] = [
      product('class f:\n    def __init__(self, host):\n        self.host = host\n'),
      product('class g:\n    def __init__(self, name):\n        self.name = name\n'),
    ]
    expect(await repairedText(old, fresh, call('f(host="x").host'))).toBe(
      call('f(host="x").host').replace('import f', 'import g').replace('f(host="x").host', 'g(name="x").name'),
    )
  })

  test('a rename of the function in the same commit', async () => {
    const [base, head] = [
      product('def f(user, n):\n    return user.name * n\n'),
      product('def g(account, n):\n    return account.name * n\n'),
    ]
    expect(await repairedText(base, head, call('f(user=u, n=f(user=v, n=1))'))).toBe(
      call('g(account=u, n=g(account=v, n=1))').replace('import f', 'import g'),
    )
  })

  test('nothing in the expected call of a mock', async () => {
    const [base, head] = [product('def f(user):\n    return user.name\n'), product('def f(account):\n    return account.name\n')]
    expect(await repairedText(base, head, 'from pkg.a import f\n\ndef test_a(m):\n    m.assert_called_with(user=1)\n')).toBeNull()
  })
})

test.each([
  ['f(1, 2, 3)', 'f(2, 1, 3)'],
  ['f(1, ...rest)', null],
])('an argument more than JavaScript takes stays where it is: %j', async (old, now) => {
  const text = (words: string) => `import { f } from '../src/a.js'\n\nit('adds', () => expect(${words}).toBe(1))\n`
  const [base, head] = ['a, b', 'b, a'].map((list) => ({ 'src/a.js': `export function f(${list}) {\n  return a - b * 2\n}\n` }))
  if (!base || !head) throw new Error('two trees')
  expect(await repairedText(base, head, text(old), 'test/a.test.js')).toBe(now === null ? null : text(now))
})
