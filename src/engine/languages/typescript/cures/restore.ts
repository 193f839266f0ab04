import type { FrameworkName } from '../../../../model/framework-name.ts'
import type { CuredFile, CureEdit } from '../../facets/cures.ts'
import { afterImports, fromFramework, stepOf, unusedName } from './file-lines.ts'
import type { Container } from './script-state.ts'
import { ending } from './test-at.ts'

/** What is remembered when a file is loaded, and what puts it back after each test. */
export type Restoring = { readonly remember: readonly string[]; readonly after: readonly string[] }

/** One hook of a file that puts everything back after each test. */
export function restoring(
  file: CuredFile,
  framework: FrameworkName,
  all: readonly Restoring[],
  tools: readonly string[] = [],
): readonly CureEdit[] {
  const end = ending(file)
  const step = stepOf(file)
  const after = [...new Set(all.flatMap((one) => one.after))].map((line) => `${step}${line}${/[{}]$/.test(line) ? '' : end}`)
  const remember = [...new Set(all.flatMap((one) => one.remember))].map((line) => `${line}${end}`)
  const lines = [...remember, ...(remember.length > 0 ? [''] : []), 'afterEach(() => {', ...after, `})${end}`]
  return [...fromFramework(file, framework, ['afterEach', ...tools]), ...afterImports(file, lines)]
}

/** Properties of an object, as they are when the file is loaded. */
export function properties(file: CuredFile, object: string, keys: readonly string[]): Restoring {
  const name = unusedName(file, `${camel(object)}Before`)
  const parts = [...new Set(keys)].map((key) => `${key}: ${object}.${key}`).join(', ')
  return { remember: [`const ${name} = { ${parts} }`], after: [`Object.assign(${object}, ${name})`] }
}

/** What a collection holds, in place: everybody who has it sees that. */
export function contents(file: CuredFile, expression: string, container: Container): Restoring {
  const name = unusedName(file, `${camel(expression)}Before`)
  switch (container) {
    case 'list':
      return { remember: [`const ${name} = [...${expression}]`], after: [`${expression}.splice(0, ${expression}.length, ...${name})`] }
    case 'map':
      return {
        remember: [`const ${name} = new Map(${expression})`],
        after: [`${expression}.clear()`, `${name}.forEach((value, key) => ${expression}.set(key, value))`],
      }
    case 'set':
      return {
        remember: [`const ${name} = new Set(${expression})`],
        after: [`${expression}.clear()`, `${name}.forEach((value) => ${expression}.add(value))`],
      }
    case 'object':
      return {
        remember: [`const ${name} = structuredClone(${expression})`],
        after: [`Object.keys(${expression}).forEach((key) => delete ${expression}[key])`, `Object.assign(${expression}, ${name})`],
      }
  }
}

function camel(expression: string): string {
  return (expression.split('.').at(-1) ?? '').replace(/\W/g, '')
}
