import { healKind } from '../heal-case.ts'
import type { HealCase } from '../promise-case.ts'
import { pythonShapes } from './half-renames-resolved/python-shapes.ts'
import { scriptShapes } from './half-renames-resolved/script-shapes.ts'
import { DOMAINS, type Domain, type Shape } from './half-renames-resolved/shape.ts'

type Framework = HealCase['framework']

/** A rename that a caller did not follow, which reaches the function by a name that only the project's own settings explain. */
export const halfRenamesResolved = healKind('half-renames-resolved', () =>
  (['pytest', 'jest', 'vitest'] as const).flatMap((framework) => {
    const domains = DOMAINS.map((domain) => (framework === 'pytest' ? snakeNames(domain) : domain))
    const [shapes = []] = domains.map((domain) => shapesOf(framework, domain))
    // each shape in one of the domains, which take turns
    return shapes.flatMap((_, at) => {
      const domain = domains[at % domains.length]
      const shape = domain === undefined ? undefined : shapesOf(framework, domain)[at]
      return domain === undefined || shape === undefined
        ? []
        : [changeOf(framework, domain, shape, false), changeOf(framework, domain, shape, true)]
    })
  }),
)

function shapesOf(framework: Framework, domain: Domain): readonly Shape[] {
  return framework === 'pytest' ? pythonShapes(domain) : scriptShapes(framework, domain)
}

function changeOf(framework: Framework, domain: Domain, shape: Shape, honest: boolean): HealCase {
  const [old, renamed] = domain.names
  const { at, files, between = {}, caller } = shape
  const test = shape.test ?? { path: at.replace(/\.js$/, '.test.js'), from: `./${at.replace(/^.*\//, '')}` }
  const written = (name: string) =>
    Object.fromEntries(Object.entries(between).map(([path, text]) => [path, typeof text === 'string' ? text : text(name)]))
  return {
    ...{ framework, honest, name: `${framework}: ${shape.name}: ${domain.core}${honest ? ', followed' : ''}` },
    message: `Rename ${old} to ${renamed}`,
    before: {
      ...files,
      ...written(old),
      [at]: sourceOf(framework, domain, old),
      [caller.path]: caller.text(old),
      [test.path]: testOf(framework, domain, test.from),
    },
    after: { ...written(renamed), [at]: sourceOf(framework, domain, renamed), ...(honest ? { [caller.path]: caller.text(renamed) } : {}) },
  }
}

function sourceOf(framework: Framework, { parameters, body }: Domain, name: string): string {
  if (framework === 'pytest') return `def ${name}(${parameters}):\n    return ${body}\n`
  const made = `function ${name}(${parameters}) {\n  return ${body}\n}\n`
  return framework === 'vitest' ? `export ${made}` : `${made}\nmodule.exports = { ${name} }\n`
}

function testOf(framework: Framework, { names: [old], call, value, module }: Domain, from: string): string {
  if (framework === 'pytest') return `from ${from} import ${old}\n\n\ndef test_${module}():\n    assert ${old}(${call}) == ${value}\n`
  const load =
    framework === 'vitest'
      ? `import { expect, test } from 'vitest'\nimport { ${old} } from '${from}'`
      : `const { ${old} } = require('${from}')`
  return `${load}\n\ntest('${module}', () => {\n  expect(${old}(${call})).toBe(${value})\n})\n`
}

function snakeNames(domain: Domain): Domain {
  const [old, renamed] = domain.names.map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
  return { ...domain, names: [old ?? '', renamed ?? ''] }
}
