import { healKind } from '../../heal-case.ts'
import { manifest } from '../../manifest.ts'
import type { HealCase } from '../../promise-case.ts'
import { FIELD_TEXTS, FUNCTION_TEXTS, HARMLESS_TEXTS } from './python-texts.ts'
import { HARMLESS_SCRIPT_TEXTS, SCRIPT_TEXTS } from './script-texts.ts'
import type { Place, TextOf } from './text-of.ts'

/**
 * A name is renamed in the source, and a text that is no source still has it: the rename is half-finished. Its honest neighbours are the
 * same texts under the new name, and texts that have the old name and call nothing by it.
 */
export const halfRenamesPossible = healKind('half-rename-in-other-texts', () => [
  ...PYTHON.flatMap((domain, turn) => [
    ...asked('pytest', FUNCTION_TEXTS, domain.function, { ...domain.at, now: domain.function[1] }, turn),
    ...asked('pytest', FIELD_TEXTS, domain.field, { ...domain.at, now: domain.field[1] }, turn),
    ...harmless('pytest', HARMLESS_TEXTS, domain.function, { ...domain.at, now: domain.function[1] }, turn),
  ]),
  ...(['jest', 'vitest'] as const).flatMap((framework, turn) => {
    const { function: names, at } = SCRIPTS[turn] ?? PYTHON[0]
    return [
      ...asked(framework, SCRIPT_TEXTS, names, { ...at, now: names[1] }, 0),
      ...harmless(framework, HARMLESS_SCRIPT_TEXTS, names, { ...at, now: names[1] }, 0),
    ]
  }),
])

type Names = readonly [old: string, now: string]
type Domain = { readonly at: Omit<Place, 'now'>; readonly function: Names; readonly field: Names }

/** The first has names of two words, the second plain words of English. */
const PYTHON: readonly [Domain, Domain] = [
  {
    at: { pack: 'rail', module: 'tariff', type: 'Tariff', object: 'tariff', table: 'tariffs' },
    ...{ function: ['fare_of', 'price_of_trip'], field: ['base_rate', 'basic_price'] },
  },
  {
    at: { pack: 'works', module: 'crew', type: 'Crew', object: 'crew', table: 'crews' },
    ...{ function: ['charge', 'cost'], field: ['wage', 'pay'] },
  },
]
const SCRIPTS: readonly [Domain, Domain] = [
  { at: PYTHON[0].at, function: ['fareOf', 'priceOfTrip'], field: ['baseRate', 'basicPrice'] },
  { at: PYTHON[1].at, function: ['charge', 'cost'], field: ['wage', 'pay'] },
]

function asked(
  framework: HealCase['framework'],
  texts: Readonly<Record<string, TextOf>>,
  names: Names,
  at: Place,
  turn: number,
): readonly HealCase[] {
  const [old, now] = names
  const isField = texts === FIELD_TEXTS
  return Object.entries(texts).flatMap(([what, textOf]): readonly HealCase[] => {
    const sides = framework === 'pytest' ? pythonSides(at, old, isField) : scriptSides(framework, at, old)
    const [before, after] = [textOf(old, at), textOf(now, at)]
    const named = { framework, message: `Rename ${old} to ${now}` }
    return [
      { ...named, name: `${framework}: ${what}, ${old}`, honest: false, before: { ...sides.before, ...before }, after: sides.after },
      ...(turn === 0 || isField
        ? [
            {
              ...named,
              name: `${framework}: ${what} follows, ${old}`,
              honest: true,
              before: { ...sides.before, ...before },
              after: { ...sides.after, ...after },
            },
          ]
        : [
            { ...named, name: `${framework}: no ${what}, ${old}`, honest: true, before: { ...sides.before, ...after }, after: sides.after },
          ]),
    ]
  })
}

/** The text is there before and after, with the old name. */
function harmless(
  framework: HealCase['framework'],
  texts: Readonly<Record<string, TextOf>>,
  [old, now]: Names,
  at: Place,
  turn: number,
): readonly HealCase[] {
  return Object.entries(texts).map(([what, textOf]) => {
    const sides = framework === 'pytest' ? pythonSides(at, old, false) : scriptSides(framework, at, old)
    const text = textOf(old, at)
    return {
      ...{ framework, name: `${framework}: ${what}, ${old} ${turn}`, honest: true, message: `Rename ${old} to ${now}` },
      before: { ...sides.before, ...text },
      after: sides.after,
    }
  })
}

function pythonSides({ pack, module, type, now }: Place, old: string, isField: boolean): Pick<HealCase, 'before' | 'after'> {
  const [func, field] = isField ? ['worth_of', old] : [old, 'rank']
  const source = `from dataclasses import dataclass\n\n\n@dataclass\nclass ${type}:\n    name: str\n    ${field}: int = 7\n\n    def doubled(self):\n        return self.${field} * 2\n\n\ndef ${func}(zones, riders):\n    return zones * riders * 2 + 1\n`
  const test = isField
    ? `from ${pack}.${module} import ${type}\n\n\ndef test_field():\n    assert ${type}("a").${field} == 7\n\n\ndef test_doubled():\n    assert ${type}("a").doubled() == 14\n`
    : `from ${pack}.${module} import ${type}, ${func}\n\n\ndef test_two():\n    assert ${func}(2, 3) == 13\n\n\ndef test_name():\n    assert ${type}("a").name == "a"\n`
  return {
    before: {
      [`${pack}/__init__.py`]: '',
      [`${pack}/${module}.py`]: source,
      [`tests/test_${module}.py`]: test,
      'pytest.ini': '[pytest]\npythonpath = .\n',
    },
    after: { [`${pack}/${module}.py`]: source.replaceAll(new RegExp(`\\b${old}\\b`, 'g'), now) },
  }
}

function scriptSides(framework: 'jest' | 'vitest', { module, now }: Place, old: string): Pick<HealCase, 'before' | 'after'> {
  const isModule = framework === 'vitest'
  const source = (name: string) =>
    `${isModule ? 'export ' : ''}function ${name}(zones, riders) {\n  return zones * riders * 2 + 1\n}\n${isModule ? '' : `\nmodule.exports = { ${name} }\n`}`
  const load = isModule
    ? `import { expect, test } from 'vitest'\nimport { ${old} } from '../src/${module}.js'`
    : `const { ${old} } = require('../src/${module}')`
  return {
    before: {
      'package.json': manifest(framework, 'rail-shop'),
      [`src/${module}.js`]: source(old),
      [`test/${module}.test.js`]: `${load}\n\ntest('two', () => {\n  expect(${old}(2, 3)).toBe(13)\n})\n`,
    },
    after: { [`src/${module}.js`]: source(now) },
  }
}
