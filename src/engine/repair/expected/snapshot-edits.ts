import type { ProbedFailure } from '../../../model/runs/test-run.ts'
import type { SourceFile } from '../../changes/resolve/project.ts'
import type { SyntaxNode } from '../../languages/language.ts'
import { textOf, visit } from '../../languages/syntax.ts'
import type { RepairContext } from '../strategy.ts'
import { unedited, type ValueEdits } from '../values/value-edit.ts'
import type { FailingAssertion } from './failing-assertions.ts'
import { comparedText, inlineText, storedText } from './snapshot-text.ts'
import { valueOfText } from './value-text.ts'

const INLINE = /InlineSnapshot$/
const STORED = /^(?:toMatchSnapshot|toThrowErrorMatchingSnapshot)$/

/**
 * The snapshot of a failing matcher with the framework's own new text. Nothing but that text changes: other entries, the order and the
 * layout of the file stay. `null` where the matcher compares no snapshot.
 */
export function snapshotEdits(
  { file, assertion }: FailingAssertion,
  failure: Pick<ProbedFailure, 'expected' | 'actual'>,
  context: Pick<RepairContext, 'analysis' | 'parsers' | 'testFiles' | 'trees'>,
): ValueEdits | null {
  if (!INLINE.test(assertion.matcher) && !STORED.test(assertion.matcher)) return null
  const [was, now] = [textIn(failure.expected, file, context), textIn(failure.actual, file, context)]
  if (was === null || now === null) return unedited('no-literal-form')
  return INLINE.test(assertion.matcher) ? inlineEdits({ file, assertion }, was, now) : storedEdits(file, was, now, context)
}

function textIn(value: ProbedFailure['actual'], { language }: SourceFile, { parsers }: Pick<RepairContext, 'parsers'>): string | null {
  const read = value?.literal ? valueOfText(value.literal, language, parsers) : null
  return read?.kind === 'leaf' && read.literal.kind === 'string' ? read.literal.value : null
}

function inlineEdits({ file, assertion }: FailingAssertion, was: string, now: string): ValueEdits {
  const { language, tree, text } = file
  const call = assertion.expected
  const argument = call === null ? undefined : inlineArgument(file, assertion.statement, was)
  if (argument === undefined) return unedited('not-literal')
  const before = textOf(tree, argument)
  const line = text.slice(text.lastIndexOf('\n', argument.start - 1) + 1, argument.start)
  const isTemplate = language.syntax.is(argument, 'template')
  const after =
    isTemplate || now.includes('\n')
      ? inlineText(now, line, before)
      : language.literals.print({ kind: 'string', value: now }, { quote: "'" })
  if (after === null) return unedited('no-literal-form')
  return {
    kind: 'edits',
    edits: [{ file: file.path, range: { start: argument.start, end: argument.end }, replacement: after, value: { before, after } }],
  }
}

/** The string of the statement that reads as the old snapshot. */
function inlineArgument({ language, tree }: SourceFile, statement: SyntaxNode, was: string): SyntaxNode | undefined {
  const found: SyntaxNode[] = []
  visit(statement, (node) => {
    const literal = language.syntax.is(node, 'string', 'template') ? language.literals.parse(tree, node) : null
    if (literal?.kind === 'string' && comparedText(literal.value).trim() === was.trim()) found.push(node)
    return literal === null
  })
  return found.length === 1 ? found[0] : undefined
}

/** The one entry of this test that holds the old text. */
function storedEdits(
  file: SourceFile,
  was: string,
  now: string,
  { analysis, testFiles, trees }: Pick<RepairContext, 'analysis' | 'testFiles' | 'trees'>,
): ValueEdits {
  const path = file.language.tests.snapshotsOf(analysis.failure.testFile)
  const stored = path === null || !testFiles.has(path) ? null : trees.after.file(path)
  if (path === null || stored === null) return unedited('not-literal')
  const { language, tree } = stored
  const bare = (text: string): string => text.replace(/ (?:>|›) |\s+/g, '')
  const title = bare(analysis.failure.testId.slice(analysis.failure.testFile.length))
  const found: SyntaxNode[] = []
  visit(tree.root, (node) => {
    const [target, value] = language.syntax.is(node, 'reassignment')
      ? [language.syntax.targetOf(node), language.syntax.assignedValue(node)]
      : []
    if (target === undefined || value === undefined) return true
    const [key] = target.children.filter((child) => language.syntax.is(child, 'template', 'string'))
    const [name, held] = [key, value].map((part) => (part === undefined ? null : language.literals.parse(tree, part)))
    const isOwn = name?.kind === 'string' && bare(name.value).startsWith(title)
    if (isOwn && held?.kind === 'string' && comparedText(held.value) === was) found.push(value)
    return false
  })
  const [only, ...others] = found
  if (only === undefined || others.length > 0) return unedited(only === undefined ? 'not-literal' : 'several-places')
  const value = { before: textOf(tree, only), after: storedText(now) }
  return { kind: 'edits', edits: [{ file: path, range: { start: only.start, end: only.end }, replacement: value.after, value }] }
}
