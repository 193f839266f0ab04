import type { Domain } from './domains.ts'
import type { Names, Shape } from './shape.ts'

const method = (name: string, body: string): string => `    def ${name}(self):\n        return ${body.replace('n', 'self.n')}\n`
const joined = ([before, between, after]: Domain['joined'], [one, other]: Names, prefix = ''): string =>
  `${before}${prefix}${one}${between}${prefix}${other}${after}`
const from = ({ module }: Domain, names: string): string => `from ${module} import ${names}\n\n\n`

/** A function of both, as parameters in one order, used in the other or the same one. */
const called = (star: string): Pick<Shape, 'module' | 'caller' | 'test'> => ({
  module: ({ joined: text }, written, order) => `def settle(${star}${order.join(', ')}):\n    return ${joined(text, written)}\n`,
  caller: (domain, [one, other]) => `${from(domain, 'settle')}def first_day():\n    return settle(${one}=3, ${other}=5)\n`,
  test: (domain, [one, other]) => `${from(domain, 'settle')}def test_settle():\n    assert settle(${one}=3, ${other}=5) == ${domain.of}\n`,
})

export const PYTHON_SHAPES: Readonly<Record<string, Shape>> = {
  functions: {
    module: ({ bodies }, [one, other]) => `def ${one}(n):\n    return ${bodies[0]}\n\n\ndef ${other}(n):\n    return ${bodies[1]}\n`,
    caller: (domain, [one, other]) =>
      `import ${domain.module}\n\n\ndef show(n):\n    return f"{${domain.module}.${one}(n)} and {${domain.module}.${other}(n)}"\n`,
    test: (domain, [one, other]) =>
      `import ${domain.module}\n\n\ndef test_both():\n    assert ${domain.module}.${one}(${domain.sample}) == ${domain.results[0]}\n    assert ${domain.module}.${other}(${domain.sample}) == ${domain.results[1]}\n`,
  },
  methods: {
    module: ({ owner, bodies }, [one, other]) =>
      `class ${owner}:\n    def __init__(self, n):\n        self.n = n\n\n${method(one, bodies[0])}\n${method(other, bodies[1])}`,
    caller: (domain, [one, other]) =>
      `${from(domain, domain.owner)}def show(n):\n    item = ${domain.owner}(n)\n    return [item.${one}(), item.${other}()]\n`,
    test: (domain, [one, other]) =>
      `${from(domain, domain.owner)}def test_both():\n    assert ${domain.owner}(${domain.sample}).${one}() == ${domain.results[0]}\n    assert ${domain.owner}(${domain.sample}).${other}() == ${domain.results[1]}\n`,
  },
  parameters: called(''),
  'keyword-only': called('*, '),
  fields: {
    module: ({ owner, joined: text }, written, order) =>
      `from dataclasses import dataclass\n\n\n@dataclass\nclass ${owner}:\n    ${order.join(': int\n    ')}: int\n\n    def settle(self):\n        return ${joined(text, written, 'self.')}\n`,
    caller: (domain, [one, other]) =>
      `${from(domain, domain.owner)}def show(item: ${domain.owner}):\n    return {"first": item.${one}, "second": item.${other}}\n`,
    test: (domain, [one, other]) =>
      `${from(domain, domain.owner)}def test_settle():\n    assert ${domain.owner}(${one}=3, ${other}=5).settle() == ${domain.of}\n`,
  },
  constants: {
    module: (_, [one, other]) =>
      `${one.toUpperCase()} = 40\n${other.toUpperCase()} = 900\n\n\ndef settle(amount):\n    return 0 if amount < ${one.toUpperCase()} else min(amount, ${other.toUpperCase()})\n`,
    caller: (domain, [one, other]) =>
      `import ${domain.module}\n\n\ndef show():\n    return f"from {${domain.module}.${one.toUpperCase()}} to {${domain.module}.${other.toUpperCase()}}"\n`,
    test: (domain, [one, other]) =>
      `import ${domain.module}\n\n\ndef test_both():\n    assert ${domain.module}.${one.toUpperCase()} == 40\n    assert ${domain.module}.${other.toUpperCase()} == 900\n`,
  },
  classes: {
    module: ({ bodies }, [one, other]) =>
      [one, other].map((name, at) => `class ${title(name)}:\n    def of(self, n):\n        return ${bodies[at]}\n`).join('\n\n'),
    caller: (domain, [one, other]) =>
      `import ${domain.module}\n\n\ndef show(n):\n    return [${domain.module}.${title(one)}().of(n), ${domain.module}.${title(other)}().of(n)]\n`,
    test: (domain, [one, other]) =>
      `import ${domain.module}\n\n\ndef test_both():\n    assert ${domain.module}.${title(one)}().of(${domain.sample}) == ${domain.results[0]}\n    assert ${domain.module}.${title(other)}().of(${domain.sample}) == ${domain.results[1]}\n`,
  },
}

/** `in_litres` → `InLitres` */
export function title(name: string): string {
  return name.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())
}
