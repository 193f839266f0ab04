import { manifest } from '../../manifest.ts'
import type { HealCase } from '../../promise-case.ts'
import { DOMAINS, type Domain } from './domains.ts'
import { COMMONJS, ES_MODULES, type Modules } from './script-shapes.ts'

/** Arguments by their place: two parameters got new names and each other's place. A caller that stayed as it was says that this is a mistake. */
export const byPlace = (): readonly HealCase[] =>
  DOMAINS.flatMap((domain) =>
    (['pytest', 'jest', 'vitest'] as const).flatMap((framework) => [false, true].map((honest) => caseOf(framework, domain, honest))),
  )

function caseOf(framework: HealCase['framework'], domain: Domain, honest: boolean): HealCase {
  const { module, old, plain } = domain
  const texts = framework === 'pytest' ? python : script(framework === 'jest' ? COMMONJS : ES_MODULES)
  const [end, test] = framework === 'pytest' ? ['py', `test_${module}.py`] : ['js', `${module}.test.js`]
  const before = {
    ...(framework === 'pytest' ? {} : { 'package.json': manifest(framework, module) }),
    [`${module}.${end}`]: texts.product(domain, old, old),
    [`panel.${end}`]: texts.caller(domain, '3, 5'),
    [test]: texts.test(domain),
  }
  const after = {
    // the first of the old ones is now the second of the new
    [`${module}.${end}`]: texts.product(domain, [plain[1], plain[0]], plain),
    ...(honest ? { [`panel.${end}`]: texts.caller(domain, '5, 3') } : {}),
  }
  const said = `Rename ${old[0]} to ${plain[1]} and ${old[1]} to ${plain[0]}, which comes first now`
  const name = `${framework}: arguments of ${module} by place, ${honest ? 'as meant' : 'exchanged'}`
  return { name, framework, honest, before, after, message: honest ? said : `Better names in ${module}` }
}

type Pair = readonly [string, string]
type Texts = {
  readonly product: (domain: Domain, used: Pair, order: Pair) => string
  readonly caller: (domain: Domain, words: string) => string
  readonly test: (domain: Domain) => string
}

const bodyOf = ({ joined: [start, between, end] }: Domain, [one, other]: Pair): string => `${start}${one}${between}${other}${end}`

const python: Texts = {
  product: (domain, used, order) => `def settle(${order.join(', ')}):\n    return ${bodyOf(domain, used)}\n`,
  caller: ({ module }, words) => `from ${module} import settle\n\n\ndef first_day():\n    return settle(${words})\n`,
  test: ({ module, of }) => `from ${module} import settle\n\n\ndef test_settle():\n    assert settle(3, 5) == ${of}\n`,
}

function script({ exports, load, head }: Modules): Texts {
  return {
    product: (domain, used, order) => exports(['settle'], `function settle(${order.join(', ')}) {\n  return ${bodyOf(domain, used)}\n}\n`),
    caller: ({ module }, words) =>
      exports(['firstDay'], `${load(module, ['settle'])}\nfunction firstDay() {\n  return settle(${words})\n}\n`),
    test: ({ module, of }) => `${head}${load(module, ['settle'])}\ntest('settle', () => {\n  expect(settle(3, 5)).toBe(${of})\n})\n`,
  }
}
