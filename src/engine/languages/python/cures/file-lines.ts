import type { CuredFile, CureEdit } from '../../facets/cures.ts'
import { isComment, textOf } from '../../syntax.ts'
import type { SyntaxNode } from '../../syntax-tree.ts'
import { pythonSyntax } from '../syntax.ts'

/** Modules of Python itself that cures and most tests use; then what is installed; all else is the project's own. */
const STANDARD =
  /^(?:__future__|abc|argparse|asyncio|base64|collections|contextlib|copy|csv|dataclasses|datetime|decimal|enum|functools|hashlib|http|importlib|inspect|io|itertools|json|logging|math|multiprocessing|operator|os|pathlib|pickle|queue|random|re|secrets|shutil|signal|socket|sqlite3|statistics|string|subprocess|sys|tempfile|textwrap|threading|time|typing|unittest|urllib|uuid|warnings|weakref)$/
const INSTALLED = /^(?:pytest|numpy|freezegun|time_machine)$/

type Imported = { readonly statement: SyntaxNode; readonly group: number }

/** Import lines that a file lacks, each in the group where such lines stand: Python's own, what is installed, the project's. */
export function importing(file: CuredFile, lines: readonly string[]): readonly CureEdit[] {
  const missing = [...new Set(lines)].filter((line) => !hasImport(file, line))
  const statements = importsOf(file)
  const [first] = statements
  if (missing.length === 0) return []
  if (first === undefined) {
    const at = firstCode(file)
    return [{ file: file.path, start: at, end: at, replacement: `${grouped(missing)}\n\n\n` }]
  }
  return [...Map.groupBy(missing, groupOf)]
    .toSorted(([one], [other]) => one - other)
    .map(([group, own]): CureEdit => {
      const text = own.toSorted().join('\n')
      const isPlain = ({ statement }: Imported) => textOf(file.tree, statement).startsWith('import ')
      const same = statements.filter((one) => one.group === group)
      const last = text.startsWith('import ') ? same.findLast(isPlain) : same.at(-1)
      if (last !== undefined) return insert(file, last.statement.end, `\n${text}`)
      if (same[0] !== undefined) return insert(file, same[0].statement.start, `${text}\n`)
      const earlier = statements.findLast((one) => one.group < group)
      return earlier === undefined ? insert(file, first.statement.start, `${text}\n\n`) : insert(file, earlier.statement.end, `\n\n${text}`)
    })
}

function insert({ path }: CuredFile, at: number, replacement: string): CureEdit {
  return { file: path, start: at, end: at, replacement }
}

function grouped(lines: readonly string[]): string {
  const groups = [...Map.groupBy(lines, groupOf)].toSorted(([one], [other]) => one - other)
  return groups.map(([, own]) => own.toSorted().join('\n')).join('\n\n')
}

function groupOf(line: string): number {
  const [, root = ''] = /^(?:from|import)\s+(\.*\w*)/.exec(line) ?? []
  return STANDARD.test(root) ? 0 : INSTALLED.test(root) ? 1 : 2
}

/** The import statements at the top of a file, up to its first other code. */
function importsOf(file: CuredFile): readonly Imported[] {
  const statements = codeOf(file)
  const end = statements.findIndex((node) => !pythonSyntax.is(node, 'import') && !isLead(node))
  const top = end < 0 ? statements : statements.slice(0, end)
  return top.flatMap((node) => (pythonSyntax.is(node, 'import') ? [{ statement: node, group: groupOf(textOf(file.tree, node)) }] : []))
}

function codeOf(file: CuredFile): readonly SyntaxNode[] {
  return file.tree.root.children.filter((node) => node.named && !isComment(node))
}

function isLead(node: SyntaxNode): boolean {
  return pythonSyntax.isDocstring(node) || node.type === 'future_import_statement'
}

function firstCode(file: CuredFile): number {
  return codeOf(file).find((node) => !isLead(node))?.start ?? file.text.length
}

function hasImport(file: CuredFile, line: string): boolean {
  const [, module = '', name = null] = /^(?:from (\S+) )?import (\S+)/.exec(line) ?? []
  return file.imports().some(({ specifier, imported, local }) => {
    if (module === '') return imported === null && local === name && specifier === name
    return specifier === module && imported === name && local === name
  })
}

/** A definition of its own before the first function or class of a file. */
export function fixtureLines(file: CuredFile, lines: readonly string[]): readonly CureEdit[] {
  const first = file.tree.root.children.find(({ type }) => /^(?:decorated|function|class)_definition$/.test(type))
  if (first === undefined) return []
  return [{ file: file.path, start: first.start, end: first.start, replacement: `${lines.join('\n')}\n\n\n` }]
}

/** A name that the file does not use yet. */
export function freeName(file: CuredFile, wanted: string): string {
  const taken = (name: string) => new RegExp(`\\b${name}\\b`).test(file.text)
  let name = wanted
  for (let count = 2; taken(name); count += 1) name = `${wanted}_${count}`
  return name
}
