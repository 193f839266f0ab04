import type { ContractChange } from '../../../model/contract-change.ts'
import type { SyntaxNode } from '../../languages/language.ts'
import { folderOf } from '../../languages/paths.ts'
import { namedChildren, textOf, visit } from '../../languages/syntax.ts'
import type { SourceFile } from '../resolve/project.ts'
import { recordResult } from '../results/record-result.ts'
import { recordUses } from '../results/record-uses.ts'
import { asPossible, lastPart, type Trees, type UnresolvedUse, unresolvedAt } from '../uses/use-site.ts'
import { nodesTo } from '../waiting/nodes-to.ts'

/**
 * Places of the head's product that still take apart by places what comes back as a record now. Beside the function also those that do so
 * with what they are given, as they did before: it may be such a record.
 */
export function recordCallers(change: ContractChange, trees: Trees): readonly UnresolvedUse[] {
  const result = recordResult(change, trees)
  if (result === null) return []
  const owner = result.target.name.slice(0, result.target.name.length - lastPart(result.target.name).length)
  const target = { kind: 'symbol' as const, file: change.file, name: `${owner}${change.newSymbol ?? lastPart(result.target.name)}` }
  return trees.product
    .flatMap((path) => trees.after.file(path) ?? [])
    .flatMap((file) => {
      const uses = recordUses(trees.after, file, { ...result, target })
      if (typeof uses === 'string') return [unresolvedAt(file, { start: 0, end: 0 })]
      const left = uses.filter(({ kind }) => kind !== 'whole').map(({ node }) => unresolvedAt(file, node))
      const isNear = folderOf(file.path) === folderOf(change.file) || file.text.includes(lastPart(target.name))
      return [...left, ...(isNear ? givenParts(file, trees, result.fields.length) : [])]
    })
}

/** `given[1]` of a parameter, or of an item of one, in a line that the base has too. */
function givenParts(file: SourceFile, trees: Trees, count: number): readonly UnresolvedUse[] {
  const { syntax, literals } = file.language
  const lines = new Set(
    trees.before
      .text(file.path)
      ?.split('\n')
      .map((line) => line.trim()),
  )
  const found: UnresolvedUse[] = []
  visit(file.tree.root, (node) => {
    const [object, index] = syntax.is(node, 'subscript') ? namedChildren(node) : []
    const place = index === undefined ? null : literals.parse(file.tree, index)
    if (object === undefined || place?.kind !== 'integer' || Math.abs(Number(place.text)) >= count + 1) return true
    const use = unresolvedAt(file, node)
    if (syntax.is(object, 'name') && lines.has(use.text) && isHandedIn(file, object)) found.push(asPossible(use))
    return true
  })
  return found
}

/** Whether a name is a parameter, or an item of one. */
export function isHandedIn(file: SourceFile, name: SyntaxNode): boolean {
  const { syntax } = file.language
  const binding = file.bindings().names.find(({ start, end }) => start === name.start && end === name.end)?.binding
  if (binding?.kind === 'parameter') return true
  const text = textOf(file.tree, name)
  const clauses = nodesTo(file, name).flatMap((one) => (syntax.is(one, 'comprehension') ? one.children : [one]))
  return clauses.some((clause) => {
    const [item, gone] = [syntax.targetOf(clause), syntax.assignedValue(clause)]
    const isItem = item !== undefined && textOf(file.tree, item) === text && !syntax.is(clause, 'variable', 'reassignment')
    return isItem && gone !== undefined && gone !== name && syntax.is(gone, 'name') && isHandedIn(file, gone)
  })
}
