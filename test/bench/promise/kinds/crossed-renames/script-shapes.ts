import type { Domain } from './domains.ts'
import { title } from './python-shapes.ts'
import type { Names, Shape } from './shape.ts'

/** How a framework's project writes modules. */
export type Modules = {
  readonly exports: (names: readonly string[], text: string) => string
  readonly load: (module: string, names: readonly string[]) => string
  /** What a test file begins with. */
  readonly head: string
}

export const COMMONJS: Modules = {
  exports: (names, text) => `${text}\nmodule.exports = { ${names.join(', ')} }\n`,
  load: (module, names) => `const { ${names.join(', ')} } = require('./${module}')\n`,
  head: '',
}

export const ES_MODULES: Modules = {
  exports: (_, text) => text.replace(/^(?=function|class|const)/gm, 'export '),
  load: (module, names) => `import { ${names.join(', ')} } from './${module}.js'\n`,
  head: "import { expect, test } from 'vitest'\n",
}

const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
const both = ([one, other]: Names): Names => [camel(one), camel(other)]
const titles = ([one, other]: Names): Names => [title(one), title(other)]
const joined = ([before, between, after]: Domain['joined'], [one, other]: Names, prefix = ''): string =>
  `${before}${prefix}${one}${between}${prefix}${other}${after}`
const fn = (name: string, parameters: string, body: string): string => `function ${name}(${parameters}) {\n  return ${body}\n}\n`
const tests = (modules: Modules, load: string, cases: readonly (readonly [string, number])[]): string =>
  `${modules.head}${load}\ntest('both', () => {\n${cases.map(([text, value]) => `  expect(${text}).toBe(${value})\n`).join('')}})\n`

/** The same shapes for JavaScript; parameters are passed by their place, so that their names alone are nobody's. */
export function scriptShapes(modules: Modules): Readonly<Record<string, Shape>> {
  const { exports, load } = modules
  const settle = (parameters: (order: Names) => string, prefix: string, pass: (names: Names) => string): Shape => ({
    module: ({ joined: text }, written, order) =>
      exports(['settle'], fn('settle', parameters(both(order)), joined(text, both(written), prefix))),
    caller: ({ module }, names) =>
      exports(['firstDay'], `${load(module, ['settle'])}\n${fn('firstDay', '', `settle(${pass(both(names))})`)}`),
    test: ({ module, of }, names) => tests(modules, load(module, ['settle']), [[`settle(${pass(both(names))})`, of]]),
  })
  return {
    functions: {
      module: ({ bodies }, names) =>
        exports(
          both(names),
          both(names)
            .map((name, at) => fn(name, 'n', bodies[at] ?? ''))
            .join('\n'),
        ),
      caller: ({ module }, names) =>
        exports(
          ['show'],
          `${load(module, both(names))}\n${fn('show', 'n', `\`\${${camel(names[0])}(n)} and \${${camel(names[1])}(n)}\``)}`,
        ),
      test: ({ module, sample, results }, names) =>
        tests(
          modules,
          load(module, both(names)),
          both(names).map((name, at) => [`${name}(${sample})`, results[at] ?? 0] as const),
        ),
    },
    methods: {
      module: ({ owner, bodies }, names) =>
        exports(
          [owner],
          `class ${owner} {\n  constructor(n) {\n    this.n = n\n  }\n${both(names)
            .map((name, at) => `\n  ${name}() {\n    return ${bodies[at]?.replace('n', 'this.n')}\n  }\n`)
            .join('')}}\n`,
        ),
      caller: ({ module, owner }, names) =>
        exports(
          ['show'],
          `${load(module, [owner])}\nfunction show(n) {\n  const item = new ${owner}(n)\n  return [item.${camel(names[0])}(), item.${camel(names[1])}()]\n}\n`,
        ),
      test: ({ module, owner, sample, results }, names) =>
        tests(
          modules,
          load(module, [owner]),
          both(names).map((name, at) => [`new ${owner}(${sample}).${name}()`, results[at] ?? 0] as const),
        ),
    },
    options: settle(
      () => 'options',
      'options.',
      ([one, other]) => `{ ${one}: 3, ${other}: 5 }`,
    ),
    'options taken apart': settle(
      ([one, other]) => `{ ${one}, ${other} }`,
      '',
      ([one, other]) => `{ ${one}: 3, ${other}: 5 }`,
    ),
    constants: {
      module: (_, names) => {
        const [one, other] = names.map((name) => name.toUpperCase())
        return exports(
          [one ?? '', other ?? ''],
          `const ${one} = 40\nconst ${other} = 900\n\n${fn('settle', 'amount', `amount < ${one} ? 0 : Math.min(amount, ${other})`)}`,
        )
      },
      caller: ({ module }, names) => {
        const [one = '', other = ''] = names.map((name) => name.toUpperCase())
        return exports(['show'], `${load(module, [one, other])}\n${fn('show', '', `\`from \${${one}} to \${${other}}\``)}`)
      },
      test: ({ module }, names) => {
        const [one = '', other = ''] = names.map((name) => name.toUpperCase())
        return tests(modules, load(module, [one, other]), [
          [one, 40],
          [other, 900],
        ])
      },
    },
    classes: {
      module: ({ bodies }, names) =>
        exports(
          titles(names),
          titles(names)
            .map((name, at) => `class ${name} {\n  of(n) {\n    return ${bodies[at]}\n  }\n}\n`)
            .join('\n'),
        ),
      caller: ({ module }, names) =>
        exports(
          ['show'],
          `${load(module, titles(names))}\n${fn('show', 'n', `[new ${title(names[0])}().of(n), new ${title(names[1])}().of(n)]`)}`,
        ),
      test: ({ module, sample, results }, names) =>
        tests(
          modules,
          load(module, titles(names)),
          titles(names).map((name, at) => [`new ${name}().of(${sample})`, results[at] ?? 0] as const),
        ),
    },
  }
}
