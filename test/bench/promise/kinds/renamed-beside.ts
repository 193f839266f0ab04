import { healKind } from '../heal-case.ts'
import { manifest } from '../manifest.ts'
import type { HealCase } from '../promise-case.ts'

/** A function is renamed and its body broken in the same commit: the repaired test has to go on failing. */
export const renamedBeside = healKind('renamed-beside-bug', () =>
  DOMAINS.flatMap((domain) => domain.bodies.flatMap((wrong) => FRAMEWORKS.map((framework) => bug(framework, domain, wrong)))).concat(
    DOMAINS.flatMap((domain) => FRAMEWORKS.map((framework) => honest(framework, domain))),
  ),
)

type Framework = HealCase['framework']
const FRAMEWORKS: readonly Framework[] = ['pytest', 'jest', 'vitest']

/** An arithmetic function of two numbers, written alike in both languages. */
type Domain = {
  readonly module: string
  readonly names: readonly [string, string]
  readonly parameters: string
  readonly right: string
  readonly bodies: readonly string[]
  readonly expected: readonly (readonly [string, number])[]
}

const DOMAINS: readonly Domain[] = [
  {
    ...{ module: 'tariff', names: ['charge', 'price_of_trip'], parameters: 'zones, riders', right: 'zones * riders * 2 + 1' },
    bodies: ['zones * riders * 2', 'zones * riders + 1', 'zones + riders * 2 + 1'],
    expected: [
      ['2, 3', 13],
      ['1, 1', 3],
    ],
  },
  {
    ...{ module: 'shelf', names: ['capacity', 'room_on'], parameters: 'boards, width', right: '(boards - 1) * width' },
    bodies: ['boards * width', '(boards + 1) * width', '(boards - 1) + width'],
    expected: [
      ['4, 10', 30],
      ['2, 7', 7],
    ],
  },
  {
    ...{ module: 'rota', names: ['shifts', 'shifts_needed'], parameters: 'days, crews', right: 'days * 3 - crews' },
    bodies: ['days * 3 + crews', 'days - crews', 'crews - days * 3'],
    expected: [
      ['5, 2', 13],
      ['7, 1', 20],
    ],
  },
]

function bug(framework: Framework, domain: Domain, wrong: string): HealCase {
  return { ...sides(framework, domain, wrong), name: `${framework}: ${domain.module} becomes ${wrong}`, honest: false }
}

function honest(framework: Framework, domain: Domain): HealCase {
  return { ...sides(framework, domain, domain.right), name: `${framework}: ${domain.module}`, honest: true }
}

function sides(framework: Framework, domain: Domain, body: string): Omit<HealCase, 'name' | 'honest'> {
  const [old, renamed] = domain.names
  const message = `Rename ${old} to ${renamed}`
  if (framework === 'pytest') {
    const source = (name: string, text: string) => `def ${name}(${domain.parameters}):\n    return ${text}\n`
    const asserts = domain.expected.map(([words, value]) => `    assert ${old}(${words}) == ${value}\n`).join('')
    return {
      ...{ framework, message },
      before: {
        [`${domain.module}.py`]: source(old, domain.right),
        [`test_${domain.module}.py`]: `from ${domain.module} import ${old}\n\n\ndef test_${domain.module}():\n${asserts}`,
      },
      after: { [`${domain.module}.py`]: source(renamed, body) },
    }
  }
  const [start, load] =
    framework === 'vitest'
      ? ['export ', `import { expect, test } from 'vitest'\nimport { ${old} } from`]
      : ['', `const { ${old} } = require(`]
  const close = framework === 'vitest' ? ` './${domain.module}.js'` : `'./${domain.module}.js')`
  const source = (name: string, text: string) =>
    `${start}function ${name}(${domain.parameters}) {\n  return ${text}\n}\n${framework === 'jest' ? `\nmodule.exports = { ${name} }\n` : ''}`
  const expects = domain.expected.map(([words, value]) => `  expect(${old}(${words})).toBe(${value})\n`).join('')
  return {
    ...{ framework, message },
    before: {
      'package.json': manifest(framework, domain.module),
      [`${domain.module}.js`]: source(old, domain.right),
      [`${domain.module}.test.js`]: `${load}${close}\n\ntest('${domain.module}', () => {\n${expects}})\n`,
    },
    after: { [`${domain.module}.js`]: source(renamed, body) },
  }
}
