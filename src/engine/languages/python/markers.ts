import { indentationAt, lineBreakOf, type Markers, type Marking, type SourceEdit, type TestMark, tagOf } from '../facets/markers.ts'
import { fieldOf, namedChildren, textOf } from '../syntax.ts'
import type { SyntaxNode, SyntaxTree } from '../syntax-tree.ts'

const WIDTH = 88 // of a line, as most formatters of Python have it
const BLOCK = /^(?:block|\w+_clause|(?:if|with|try|for|while)_statement)$/
/** At the end of a mark's id: the mark brought the import of pytest, and takes it away again. */
const WITH_IMPORT = '+import'
const OWN_MARKER = /\bmark\.(?:skip|xfail)\b/

/**
 * pytest's `xfail` without `strict`: the test goes on running, so that its history goes on, and neither its failure nor its pass turns a run
 * red. A `skip` would end both.
 */
export const pythonMarkers: Markers = {
  mark(tree, titles, mark) {
    const found = definitions(tree, tree.root, titles)
    const [place, ...others] = found
    if (place === undefined) return refused('no function of this name stands there; it may be inherited, or made at run time')
    if (others.length > 0) return refused(`${found.length} functions of this name stand there`)
    const decorators = place.type === 'decorated_definition' ? place.children.filter(({ type }) => type === 'decorator') : []
    if (decorators.some((one) => OWN_MARKER.test(textOf(tree, one)))) return refused('it has a marker of its own already')
    return marked(tree, place, decorators, mark)
  },
  unmark(tree, id) {
    const tags = [tagOf(id), tagOf(id + WITH_IMPORT)]
    const tag = tags.find((one) => tree.text.includes(one))
    if (tag === undefined) return { outcome: 'gone' }
    const decorator = allNodes(tree.root).find((node) => node.type === 'decorator' && textOf(tree, node).includes(tag))
    if (decorator === undefined) return refused('its marker is written in another way now')
    const start = lineStart(tree.text, decorator.start)
    const edit: SourceEdit = { range: { start, end: lineEnd(tree.text, decorator.end) }, replacement: '' }
    return { outcome: 'unmarked', edits: [edit, ...(tag === tags[1] ? unusedImport(tree, edit) : [])] }
  },
}

function refused(why: string): { readonly outcome: 'refused'; readonly why: string } {
  return { outcome: 'refused', why }
}

/** Functions at this path, with their decorators; what stands in a condition belongs to what is around it. */
function definitions(tree: SyntaxTree, block: SyntaxNode, [title, ...rest]: readonly string[]): readonly SyntaxNode[] {
  return namedChildren(block).flatMap((node): readonly SyntaxNode[] => {
    const definition = node.type === 'decorated_definition' ? fieldOf(node, 'definition') : node
    const name = definition === undefined ? undefined : fieldOf(definition, 'name')
    const isNamed = name !== undefined && textOf(tree, name) === title
    if (definition?.type === 'function_definition') return isNamed && rest.length === 0 ? [node] : []
    if (definition?.type === 'class_definition') {
      const body = fieldOf(definition, 'body')
      return isNamed && rest.length > 0 && body !== undefined ? definitions(tree, body, rest) : []
    }
    return BLOCK.test(node.type) ? definitions(tree, node, [title ?? '', ...rest]) : []
  })
}

function marked(tree: SyntaxTree, place: SyntaxNode, decorators: readonly SyntaxNode[], { id, reason }: TestMark): Marking {
  const indentation = indentationAt(tree.text, place.start)
  if (indentation === null) return refused('it does not begin on a line of its own')
  const newLine = lineBreakOf(tree.text)
  const pytest = importedName(tree)
  const text = JSON.stringify(`${reason} ${tagOf(pytest === null ? id + WITH_IMPORT : id)}`)
  const short = `@${pytest ?? 'pytest'}.mark.xfail(strict=False, reason=${text})`
  const lines =
    indentation.length + short.length <= WIDTH
      ? [short]
      : [`@${pytest ?? 'pytest'}.mark.xfail(`, '    strict=False,', `    reason=${text},`, ')']
  const edit: SourceEdit = {
    range: { start: place.start, end: place.start },
    replacement: `${lines.join(`${newLine}${indentation}`)}${newLine}${indentation}`,
  }
  const isWhole = decorators.some((one) => /\bparametrize\b/.test(textOf(tree, one)))
  return { outcome: 'marked', edits: [...(pytest === null ? [newImport(tree, newLine)] : []), edit], marker: lines.join(newLine), isWhole }
}

/** The name by which the module knows pytest; `null` where it does not. */
function importedName(tree: SyntaxTree): string | null {
  for (const node of namedChildren(tree.root).filter(({ type }) => type === 'import_statement')) {
    for (const one of namedChildren(node)) {
      if (one.type === 'dotted_name' && textOf(tree, one) === 'pytest') return 'pytest'
      const [name, alias] = [fieldOf(one, 'name'), fieldOf(one, 'alias')]
      if (name !== undefined && alias !== undefined && textOf(tree, name) === 'pytest') return textOf(tree, alias)
    }
  }
  return null
}

/** Behind the docstring and what has to come first, before everything else. */
function newImport(tree: SyntaxTree, newLine: string): SourceEdit {
  const [first, ...others] = namedChildren(tree.root).filter(({ type }) => type !== 'comment')
  const isDocstring = first?.type === 'expression_statement' && namedChildren(first)[0]?.type === 'string'
  const after = [...(isDocstring || first === undefined ? [] : [first]), ...others].find(({ type }) => type !== 'future_import_statement')
  const start = after?.start ?? tree.text.length
  const isImport = after !== undefined && /^import_/.test(after.type)
  return { range: { start, end: start }, replacement: `import pytest${newLine}${isImport ? '' : newLine.repeat(2)}` }
}

/** The import that nothing but the marker needed. */
function unusedImport(tree: SyntaxTree, { range }: SourceEdit): readonly SourceEdit[] {
  const line = namedChildren(tree.root).find((node) => node.type === 'import_statement' && textOf(tree, node) === 'import pytest')
  const rest = `${tree.text.slice(0, range.start)}${tree.text.slice(range.end)}`
  if (line === undefined || (rest.match(/\bpytest\b/g) ?? []).length > 1) return []
  const next = namedChildren(tree.root).find(({ start }) => start > line.start)
  const end = next === undefined || /^import_/.test(next.type) ? lineEnd(tree.text, line.end) : next.start
  return [{ range: { start: line.start, end }, replacement: '' }]
}

function allNodes(node: SyntaxNode): readonly SyntaxNode[] {
  return [node, ...node.children.flatMap(allNodes)]
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}

function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset)
  return at < 0 ? text.length : at + 1
}
