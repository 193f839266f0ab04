import type { FrameworkName } from '../../../../model/framework-name.ts'
import type { CuredFile, CureEdit } from '../../facets/cures.ts'
import { textOf } from '../../syntax.ts'
import { scriptSyntax } from '../syntax.ts'
import { codeIn, ending, quoteOf } from './test-at.ts'

const { is } = scriptSyntax
const TOOLS = { vitest: { module: 'vitest', tool: 'vi' }, jest: { module: '@jest/globals', tool: 'jest' } } as const
const LOADS = /^(?:const|let|var)\s[^=]*=\s*(?:await\s+)?(?:require|import)\(/

/** The object with which a framework fakes and waits. */
export function toolOf(framework: FrameworkName): 'vi' | 'jest' {
  return framework === 'vitest' ? 'vi' : 'jest'
}

/** Brings names of the framework into a file that imports its other ones; where they are global, nothing. */
export function fromFramework(file: CuredFile, framework: FrameworkName, names: readonly string[]): readonly CureEdit[] {
  const { module } = framework === 'vitest' ? TOOLS.vitest : TOOLS.jest
  return named(file, module, names, false)
}

/** Brings names of a module into a file: into the list that is there, else by a line of its own. */
export function named(file: CuredFile, module: string, names: readonly string[], isNeeded = true): readonly CureEdit[] {
  const own = file.imports().filter(({ specifier }) => specifier === module || specifier === module.replace(/^node:/, ''))
  const missing = [...new Set(names)].filter((name) => !own.some(({ imported, local }) => imported === name && local === name))
  if (missing.length === 0) return []
  const listed = own.filter(({ imported, item, statement }) => imported !== null && imported !== 'default' && item !== statement).at(-1)
  if (listed !== undefined)
    return [{ file: file.path, start: listed.item.end, end: listed.item.end, replacement: `, ${missing.join(', ')}` }]
  if (!isNeeded && own.length === 0) return []
  const quote = quoteOf(file)
  const [imported] = file.imports().map(({ statement }) => statement)
  const first =
    imported === undefined ? undefined : codeIn(file.tree.root).find(({ start, end }) => start <= imported.start && imported.end <= end)
  const isModule = first !== undefined && is(first, 'import')
  const line = isModule
    ? `import { ${missing.join(', ')} } from ${quote}${module}${quote}`
    : `const { ${missing.join(', ')} } = require(${quote}${module}${quote})`
  const at = first?.start ?? codeIn(file.tree.root)[0]?.start ?? 0
  return [{ file: file.path, start: at, end: at, replacement: `${line}${ending(file)}\n` }]
}

/** Lines of their own behind what a file imports, before its first test. */
export function afterImports(file: CuredFile, lines: readonly string[]): readonly CureEdit[] {
  const statements = codeIn(file.tree.root)
  const isLead = (text: string) =>
    LOADS.test(text) || /^(?:vi|jest)\.(?:mock|unmock|setTimeout)\(/.test(text) || /^(['"])use strict\1/.test(text)
  const first = statements.find((node) => !is(node, 'import') && !isLead(textOf(file.tree, node)))
  if (first === undefined || lines.length === 0) return []
  return [{ file: file.path, start: first.start, end: first.start, replacement: `${lines.join('\n')}\n\n` }]
}

/** A name that the file does not use yet. */
export function unusedName(file: CuredFile, wanted: string): string {
  const taken = (name: string) => new RegExp(`\\b${name}\\b`).test(file.text)
  let name = wanted
  for (let count = 2; taken(name); count += 1) name = `${wanted}${count}`
  return name
}

/** A step of indentation, as the file has it. */
export function stepOf({ text }: CuredFile): string {
  return /^\t/m.test(text) ? '\t' : (/^( {2,4})\S/m.exec(text)?.[1] ?? '  ')
}
