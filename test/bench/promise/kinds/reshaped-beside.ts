import { healKind } from '../heal-case.ts'
import { manifest } from '../manifest.ts'
import type { HealCase } from '../promise-case.ts'

/** What a function gives back takes another shape, and the same commit breaks a value in it: the repaired test has to go on failing. */
export const reshapedBeside = healKind('reshaped-beside-bug', () =>
  FRAMEWORKS.flatMap((framework) => DOMAINS.flatMap((domain) => SHAPES.flatMap((shape) => casesOf(framework, domain, shape)))),
)

type Framework = HealCase['framework']
const FRAMEWORKS: readonly Framework[] = ['pytest', 'jest', 'vitest']

/** A function that computes two values in lines that read alike in both languages, and ways to get one of them wrong. */
type Domain = {
  readonly name: string
  readonly parameters: string
  readonly first: string
  readonly second: string
  readonly wrongFirst: readonly string[]
  /** Two calls with what they give. */
  readonly calls: readonly (readonly [words: string, first: number, second: number])[]
}

const DOMAINS: readonly Domain[] = [
  {
    ...{ name: 'freight', parameters: 'boxes, weight', first: 'boxes * weight + 5', second: 'boxes - 1' },
    wrongFirst: ['boxes * weight', 'boxes + weight + 5'],
    calls: [
      ['3, 4', 17, 2],
      ['5, 2', 15, 4],
    ],
  },
  {
    ...{ name: 'seating', parameters: 'rows, seats', first: 'rows * seats - 2', second: 'rows + 1' },
    wrongFirst: ['rows * seats + 2', 'rows * (seats - 2)'],
    calls: [
      ['6, 9', 52, 7],
      ['4, 3', 10, 5],
    ],
  },
]

/** What comes back before and after, in both languages; `bugs` break it in the `return` alone. */
type Shape = {
  readonly name: string
  readonly languages: 'python' | 'both'
  readonly before: string
  readonly after: Readonly<Record<'python' | 'javascript', string>>
  readonly bugs: readonly string[]
  readonly asserts: 'pair' | 'one'
}

const SHAPES: readonly Shape[] = [
  {
    ...{ name: 'a value more', languages: 'python', before: 'first, second', asserts: 'pair' },
    after: { python: 'first, second, first + second', javascript: '' },
    bugs: ['second, first, first + second', 'first + second, second, first', 'first + 1, second, first + second', 'first, first, second'],
  },
  {
    ...{ name: 'a value within an object', languages: 'both', before: 'first', asserts: 'one' },
    after: { python: '{"value": first}', javascript: '{ value: first }' },
    bugs: ['{"value": second}', '{"value": first + 1}', '{"value": -first}', '{"value": first if first > 16 else second}'],
  },
]

const REST = 'the value is computed otherwise'

function casesOf(framework: Framework, domain: Domain, shape: Shape): readonly HealCase[] {
  const language = framework === 'pytest' ? 'python' : 'javascript'
  if (shape.languages === 'python' && language !== 'python') return []
  const right = shape.after[language]
  const name = `${framework}: ${domain.name}: ${shape.name}`
  const written = language === 'python' ? shape.bugs : shape.bugs.map(inJavaScript)
  return [
    { ...sides(framework, domain, shape, domain.first, right), name, honest: true },
    ...domain.wrongFirst.map((first, at) => ({
      ...sides(framework, domain, shape, first, right),
      name: `${name}, ${REST} (${at + 1})`,
      honest: false,
    })),
    ...written.map((result) => ({
      ...sides(framework, domain, shape, domain.first, result),
      name: `${name} becomes ${result}`,
      honest: false,
    })),
  ]
}

function inJavaScript(python: string): string {
  const inline = python.replace(/(\w+) if (.+) else (\w+)/, '$2 ? $1 : $3')
  return inline.replace('{"value": ', '{ value: ').replace('}', ' }')
}

function sides(framework: Framework, domain: Domain, shape: Shape, first: string, result: string): Omit<HealCase, 'name' | 'honest'> {
  const message = `Change what ${domain.name} gives back`
  if (framework === 'pytest') {
    const source = (text: string, come: string) =>
      `def ${domain.name}(${domain.parameters}):\n    first = ${text}\n    second = ${domain.second}\n    return ${come}\n`
    const asserts = domain.calls.map(([words, one, two]) =>
      shape.asserts === 'pair'
        ? `    a, b = ${domain.name}(${words})\n    assert a == ${one}\n    assert b == ${two}\n`
        : `    assert ${domain.name}(${words}) == ${one}\n`,
    )
    return {
      ...{ framework, message },
      before: {
        [`${domain.name}.py`]: source(domain.first, shape.before),
        [`test_${domain.name}.py`]: `from ${domain.name} import ${domain.name}\n\n\ndef test_${domain.name}():\n${asserts.join('')}`,
      },
      after: { [`${domain.name}.py`]: source(first, result) },
    }
  }
  const isVitest = framework === 'vitest'
  const load = isVitest
    ? `import { expect, test } from 'vitest'\nimport { ${domain.name} } from './${domain.name}.js'`
    : `const { ${domain.name} } = require('./${domain.name}.js')`
  const source = (text: string, come: string) =>
    `${isVitest ? 'export ' : ''}function ${domain.name}(${domain.parameters}) {\n  const first = ${text}\n  const second = ${domain.second}\n  return ${come}\n}\n${isVitest ? '' : `\nmodule.exports = { ${domain.name} }\n`}`
  const expects = domain.calls.map(([words, one]) => `  expect(${domain.name}(${words})).toBe(${one})\n`).join('')
  return {
    ...{ framework, message },
    before: {
      'package.json': manifest(framework, domain.name),
      [`${domain.name}.js`]: source(domain.first, shape.before),
      [`${domain.name}.test.js`]: `${load}\n\ntest('${domain.name}', () => {\n${expects}})\n`,
    },
    after: { [`${domain.name}.js`]: source(first, result) },
  }
}
