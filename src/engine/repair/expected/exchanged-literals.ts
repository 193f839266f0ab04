import type { Project, SourceFile } from '../../changes/resolve/project.ts'
import { type LiteralPair, literalPairs } from '../../diagnosis/intent/reading/literal-pairs.ts'
import type { Literal } from '../../languages/facets/literals.ts'
import type { Range, SyntaxNode } from '../../languages/language.ts'
import { literalStyle } from '../../languages/literal-texts.ts'
import { nodeAt, pathTo } from '../../languages/node-path.ts'
import { textOf, visit } from '../../languages/syntax.ts'
import type { RepairContext } from '../strategy.ts'
import type { ValueEdit } from '../values/value-edit.ts'
import type { FailingAssertion } from './failing-assertions.ts'
import { isGiven, isGivenToProduct } from './given-to-product.ts'
import { lineByLine } from './line-by-line.ts'

/** Names are followed through this many steps. */
const MOST_STEPS = 4
/** Literals that are everywhere: one of them becoming another says nothing about a test. */
const TRIVIAL = /^(?:-?[01]|.{0,2})$/s

/**
 * Where a test computes what it expects, there is no value to replace. But where the lines that break it exchange one literal for another, and
 * the expected value is computed from the very same literal, that one is exchanged as well. What the test gives to the product stays.
 */
export function exchangedLiterals({ file, assertion }: FailingAssertion, context: RepairContext): readonly ValueEdit[] {
  const pairs = context.testFiles.has(file.path) ? exchangedBy(context) : []
  if (pairs.length === 0) return []
  return literalEdits(file, nodesBehind(file, assertion.statement, context.trees.after), pairs).filter(
    ({ range }) => !isGiven(file, range, context.trees.after),
  )
}

/** What names something: a key, an option, a field. */
const NAME = /^[\p{L}_][\p{L}\p{N}_.-]{2,}$/u

/**
 * A text that names something may stand in what a test gives to the product as well as in what it expects. Where the lines exchange it, the
 * test is about the new name: with the expected value alone it would ask for less than before. Nothing where it stands on one side only.
 */
export function exchangedNames({ file, assertion }: FailingAssertion, context: RepairContext): readonly ValueEdit[] {
  const told = context.testFiles.has(file.path) ? exchangedBy(context) : []
  const pairs = told.filter(({ before, after }) => NAME.test(before) && NAME.test(after))
  const node = nodeAt(file.tree.root, assertion.statement)
  const body = node === null ? undefined : pathTo(file.tree.root, node).findLast((one) => file.language.syntax.is(one, 'function'))
  if (pairs.length === 0 || body === undefined) return []
  const expected = literalEdits(file, nodesBehind(file, assertion.statement, context.trees.after), pairs)
  const all = literalEdits(file, [body, ...nodesBehind(file, body, context.trees.after)], pairs)
  return expected.length > 0 && all.length > expected.length ? all : []
}

/** Each literal of a pair that stands in these nodes, once. */
function literalEdits(file: SourceFile, nodes: readonly SyntaxNode[], pairs: readonly LiteralPair[]): readonly ValueEdit[] {
  const found = new Map<number, ValueEdit>()
  for (const node of nodes) {
    visit(node, (part) => {
      const literal = file.language.literals.parse(file.tree, part)
      if (literal === null || !/^(?:string|integer|float)$/.test(literal.kind)) return true
      const edit = exchanged(file, part, literal, pairs)
      if (edit !== null) found.set(part.start, edit)
      return false
    })
  }
  return [...found.values()]
}

/** Pairs of which nobody says that the same literal became two others, or that one became what another one was. */
function exchangedBy({ causalHunks, hunks }: RepairContext): readonly LiteralPair[] {
  // where no run showed which lines they are, any may be
  const pairs = (causalHunks.length > 0 ? causalHunks : hunks).flatMap(lineByLine).flatMap(literalPairs)
  const told = pairs.filter(({ before, after }) => before !== after && !TRIVIAL.test(before))
  return told.filter(({ before, after }) => told.every((one) => (one.before !== before || one.after === after) && one.before !== after))
}

/** A statement, and what the names in it hold that only the test uses. */
function nodesBehind(file: SourceFile, statement: Range, project: Project): readonly SyntaxNode[] {
  const nodes: SyntaxNode[] = []
  let ranges: readonly Range[] = [statement]
  for (let step = 0; step < MOST_STEPS && ranges.length > 0; step += 1) {
    const own = ranges
      .flatMap((range) => nodeAt(file.tree.root, range) ?? [])
      .filter((node) => !nodes.some(({ start, end }) => start <= node.start && node.end <= end))
    nodes.push(...own)
    ranges = own.flatMap((node) => heldIn(file, node, project))
  }
  return nodes
}

function heldIn(file: SourceFile, { start, end }: Range, project: Project): readonly Range[] {
  return file.bindings().names.flatMap((name) => {
    if (name.start < start || name.end > end || name.binding?.kind !== 'variable' || name.binding.opaque) return []
    const node = nodeAt(file.tree.root, name)
    return node === null || isGiven(file, name, project) || isGivenToProduct(file, node, project) ? [] : name.binding.values
  })
}

function exchanged(file: SourceFile, node: SyntaxNode, literal: Literal, pairs: readonly LiteralPair[]): ValueEdit | null {
  const { language, tree } = file
  const written = literal.kind === 'string' ? literal.value : 'text' in literal ? literal.text : null
  const kind = literal.kind === 'string' ? 'string' : 'number'
  const pair = pairs.find((one) => one.kind === kind && one.before === written)
  if (pair === undefined) return null
  const now: Literal =
    literal.kind === 'string'
      ? { kind: 'string', value: pair.after }
      : { kind: /^-?\d+$/.test(pair.after) ? 'integer' : 'float', text: pair.after }
  const after = language.values.printLike(tree, node, now, literalStyle(tree, language.syntax.is))
  if (after === null) return null
  const range = { start: node.start, end: node.end }
  return { file: file.path, range, replacement: after, value: { before: textOf(tree, node), after } }
}
