import { exitOf, healKind } from '../../heal-case.ts'
import { manifest } from '../../manifest.ts'
import type { HealCase } from '../../promise-case.ts'
import type { Cause } from './cause.ts'
import { DOMAINS, type Domain } from './domain.ts'
import { JEST, VITEST } from './javascript.ts'
import { PYTEST } from './pytest.ts'

type Framework = HealCase['framework']
const CAUSES: readonly (readonly [Framework, readonly Cause[]])[] = [
  ['pytest', PYTEST],
  ['jest', JEST],
  ['vitest', VITEST],
]

/** The tests are repaired rightly, and the project's own command still ends red: the repair may be offered, exit code 0 may not be given. */
export const falseGreens = healKind(
  'false-greens',
  () =>
    CAUSES.flatMap(([framework, causes]) =>
      causes.flatMap((cause) => DOMAINS.flatMap((domain) => [false, true].map((honest) => caseOf(framework, cause, domain, honest)))),
    ),
  exitOf,
)

function caseOf(framework: Framework, cause: Cause, domain: Domain, honest: boolean): HealCase {
  const [old, renamed] = domain.names
  const env = cause.env ?? {}
  return {
    ...{ name: `${framework}: ${cause.name}, ${domain.module}`, framework, honest, message: `Rename ${old} to ${renamed}` },
    before: { ...product(framework, domain, old), ...tests(framework, domain, cause), ...cause.before(domain) },
    after: { ...product(framework, domain, renamed), ...(honest ? {} : cause.fault(domain)) },
    own: { words: cause.words ?? [], env },
  }
}

function product(framework: Framework, { module }: Domain, name: string): Readonly<Record<string, string>> {
  if (framework === 'pytest')
    return { [`shop/${module}.py`]: `def ${name}(price, count):\n    return price * count + 1\n`, 'shop/__init__.py': '' }
  const body = `function ${name}(price, count) {\n  return price * count + 1\n}\n`
  return { [`src/${module}.js`]: framework === 'jest' ? `${body}\nmodule.exports = { ${name} }\n` : `export ${body}` }
}

function tests(framework: Framework, { module, names: [old] }: Domain, { words = [], env = {} }: Cause): Readonly<Record<string, string>> {
  if (framework === 'pytest')
    return { [`tests/test_${module}.py`]: `from shop.${module} import ${old}\n\n\ndef test_price():\n    assert ${old}(3, 4) == 13\n` }
  const load =
    framework === 'jest'
      ? `const { ${old} } = require('./${module}.js')\n`
      : `import { expect, test } from 'vitest'\nimport { ${old} } from './${module}.js'\n`
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value} `)
  const script = [`${variables.join('')}${framework}`, ...(framework === 'vitest' ? ['run'] : []), ...words].join(' ')
  return {
    'package.json': manifest(framework, module, { scripts: { test: script } }),
    [`src/${module}.test.js`]: `${load}\ntest('price', () => {\n  expect(${old}(3, 4)).toBe(13)\n})\n`,
  }
}
