import type { Cause } from './cause.ts'
import { type Domain, FEE } from './domain.ts'

type Framework = 'jest' | 'vitest'

/** A product function of the fee; `more` stands in its module besides. */
const fee = (framework: Framework, { fee: name }: Domain, sign: string, more = '') => ({
  [`src/${name}.js`]:
    framework === 'jest'
      ? `function ${name}(amount) {\n  return amount ${sign} 50 ? 0 : 5\n}\n${more}\nmodule.exports = { ${name} }\n`
      : `export function ${name}(amount) {\n  return amount ${sign} 50 ? 0 : 5\n}\n${more}`,
})
const checksIn = (framework: Framework, path: string, { fee: name }: Domain) => {
  const up = '../'.repeat(path.split('/').length - 1) || './'
  const load =
    framework === 'jest'
      ? `const { ${name} } = require('${up}src/${name}.js')\n`
      : `import { expect, test } from 'vitest'\nimport { ${name} } from '${up}src/${name}.js'\n`
  return { [path]: `${load}\ntest('free from 50', () => {\n  expect(${name}(50)).toBe(0)\n})\n` }
}
const configured = (framework: Framework, text: string) =>
  framework === 'jest' ? { 'jest.config.js': `module.exports = ${text}\n` } : { 'vitest.config.mjs': `export default { test: ${text} }\n` }

function collected(framework: Framework, name: string, config: string, path: string): Cause {
  return {
    name,
    before: (domain) => ({ ...configured(framework, config), ...fee(framework, domain, FEE.right), ...checksIn(framework, path, domain) }),
    fault: (domain) => fee(framework, domain, FEE.wrong),
  }
}

/** A test is taken away, its snapshot stays. */
function obsolete(framework: Framework, words: readonly string[], env: Readonly<Record<string, string>> = {}): Cause {
  const head = framework === 'jest' ? '' : "import { expect, test } from 'vitest'\n\n"
  const shown = (title: string) => `test('${title}', () => {\n  expect('${title}').toMatchSnapshot()\n})\n`
  const guide =
    framework === 'jest' ? '// Jest Snapshot v1, https://goo.gl/fbAQLP' : '// Vitest Snapshot v1, https://vitest.dev/guide/snapshot.html'
  const entry = (title: string) => `\nexports[\`${title} 1\`] = \`${framework === 'jest' ? `"${title}"` : `"${title}"`}\`;\n`
  return {
    name: 'an obsolete snapshot',
    ...{ words, env },
    before: () => ({
      'src/label.test.js': `${head}${shown('long')}\n${shown('short')}`,
      'src/__snapshots__/label.test.js.snap': `${guide}\n${entry('long')}${entry('short')}`,
    }),
    fault: () => ({ 'src/label.test.js': `${head}${shown('long')}` }),
  }
}

const TABLE = (domain: Domain) => ({ 'src/table.json': `{ "module": "${domain.module}", "open": [] }\n` })
const OPEN = (domain: Domain) => ({ 'src/table.json': `{ "module": "${domain.module}", "open": ["ledger"] }\n` })

/** Causes for which Jest ends red although every test passes that names alone would find. */
export const JEST: readonly Cause[] = [
  collected('jest', 'testMatch', "{ testMatch: ['**/*.test.js', '**/*.check.js'] }", 'src/fees.check.js'),
  collected('jest', 'testRegex', "{ testRegex: '(/checks/.*|\\\\.test)\\\\.js$' }", 'checks/fees.js'),
  collected(
    'jest',
    'projects',
    "{ projects: [{ displayName: 'unit' }, { displayName: 'checks', testMatch: ['<rootDir>/checks/*.js'] }] }",
    'checks/fees.js',
  ),
  obsolete('jest', ['--ci']),
  {
    name: 'coverageThreshold',
    before: (domain) => ({
      ...configured(
        'jest',
        "{ collectCoverage: true, collectCoverageFrom: ['src/*.js'], coverageThreshold: { global: { functions: 100 } } }",
      ),
      ...fee('jest', domain, FEE.right),
      ...checksIn('jest', 'src/fees.test.js', domain),
    }),
    fault: (domain) => fee('jest', domain, FEE.right, '\nfunction unused() {\n  return 1\n}\n'),
  },
  {
    name: 'globalTeardown',
    before: (domain) => ({
      ...configured('jest', "{ globalTeardown: './teardown.js' }"),
      ...TABLE(domain),
      'teardown.js':
        "const { open } = require('./src/table.json')\n\nmodule.exports = () => {\n  if (open.length > 0) throw new Error(`left open: ${open}`)\n}\n",
    }),
    fault: OPEN,
  },
  {
    name: 'a reporter of the project',
    before: (domain) => ({
      ...configured('jest', "{ reporters: ['default', './reporter.js'] }"),
      ...TABLE(domain),
      'reporter.js':
        "const { open } = require('./src/table.json')\n\nmodule.exports = class {\n  getLastError() {\n    return open.length > 0 ? new Error(`left open: ${open}`) : undefined\n  }\n}\n",
    }),
    fault: OPEN,
  },
]

/** The same for Vitest. */
export const VITEST: readonly Cause[] = [
  collected('vitest', 'include', "{ include: ['**/*.test.js', '**/*.check.js'] }", 'src/fees.check.js'),
  collected(
    'vitest',
    'projects',
    "{ projects: [{ test: { name: 'unit' } }, { test: { name: 'checks', include: ['checks/*.js'] } }] }",
    'checks/fees.js',
  ),
  {
    name: 'in-source tests',
    before: (domain) => ({
      ...configured('vitest', "{ includeSource: ['src/*.js'] }"),
      ...fee('vitest', domain, FEE.right, inSource(domain)),
    }),
    fault: (domain) => fee('vitest', domain, FEE.wrong, inSource(domain)),
  },
  obsolete('vitest', [], { CI: 'true' }),
  {
    name: 'an unhandled rejection',
    before: (domain) => ({ ...fee('vitest', domain, FEE.right, inform('Promise.resolve()')), ...informed(domain) }),
    fault: (domain) => fee('vitest', domain, FEE.right, inform("Promise.reject(new Error('nobody was informed'))")),
  },
  {
    name: 'a test alone, which the project forbids',
    env: { CI: 'true' },
    before: () => ({ 'src/label.test.js': alone('test') }),
    fault: () => ({ 'src/label.test.js': alone('test.only') }),
  },
  {
    name: 'a reporter of the project',
    before: (domain) => ({
      ...configured('vitest', "{ reporters: ['default', './reporter.mjs'] }"),
      ...TABLE(domain),
      'reporter.mjs':
        "import { readFileSync } from 'node:fs'\n\nexport default class {\n  onTestRunEnd() {\n    const { open } = JSON.parse(readFileSync(new URL('./src/table.json', import.meta.url)))\n    if (open.length > 0) process.exitCode = 1\n  }\n}\n",
    }),
    fault: OPEN,
  },
]

function alone(call: string): string {
  return `import { expect, test } from 'vitest'\n\ntest('long', () => {\n  expect('long').toHaveLength(4)\n})\n\n${call}('short', () => {\n  expect('short').toHaveLength(5)\n})\n`
}

function inSource({ fee: name }: Domain): string {
  return `\nif (import.meta.vitest) {\n  const { expect, test } = import.meta.vitest\n  test('free from 50', () => {\n    expect(${name}(50)).toBe(0)\n  })\n}\n`
}

function inform(what: string): string {
  return `\nexport function inform() {\n  ${what}\n}\n`
}

function informed({ fee: name }: Domain) {
  return {
    'src/inform.test.js': `import { test } from 'vitest'\nimport { inform } from './${name}.js'\n\ntest('informs', async () => {\n  inform()\n  await new Promise((resolve) => setTimeout(resolve, 20))\n})\n`,
  }
}
