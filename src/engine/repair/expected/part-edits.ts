import type { ProbedFailure } from '../../../model/runs/test-run.ts'
import type { SourceFile } from '../../changes/resolve/project.ts'
import { literalPairs } from '../../diagnosis/intent/reading/literal-pairs.ts'
import type { SourceValue } from '../../languages/facets/source-values.ts'
import type { SyntaxNode } from '../../languages/language.ts'
import { textOf } from '../../languages/syntax.ts'
import type { RepairContext } from '../strategy.ts'
import { distance } from '../values/distance.ts'
import { unedited, type ValueEdits } from '../values/value-edit.ts'
import { anchoredEdits, lostEnds } from './anchored-text.ts'
import { correspondingText, type PartAnchors } from './corresponding-text.ts'
import { type EditContext, expectationEdits } from './expectation-edits.ts'
import type { FailingAssertion } from './failing-assertions.ts'
import { lineByLine } from './line-by-line.ts'
import { ownMessage } from './own-message.ts'
import { plainPattern } from './pattern-text.ts'

type PartContext = EditContext & Pick<RepairContext, 'hunks' | 'trees'>

/** The texts of a failure: what was expected to be part of what came. */
export type PartValues = {
  readonly was: SourceValue | null
  readonly now: SourceValue | null
  readonly failure: Pick<ProbedFailure, 'expected'>
}

/** Edits of what an assertion expects to find in a value: a piece of text, a pattern, a message, an item. `null` where it expects no part. */
export function partEdits(
  { file, assertion }: FailingAssertion,
  { was, now, failure }: PartValues,
  context: PartContext,
): ValueEdits | null {
  if (assertion.isNegated || !/^(?:contains|matches|throws)$/.test(assertion.relation)) return null
  const node = partNode(file, assertion)
  if (node === null || now === null) return null
  if ('items' in now && was !== null) return itemEdits(file, node, was, now.items, context)
  if (now.kind !== 'leaf' || now.literal.kind !== 'string') return null
  const came = now.literal.value
  if (file.language.syntax.is(node, 'regex')) return regexEdits(file, node, came, context)
  if (was?.kind !== 'leaf' || was.literal.kind !== 'string') return null
  if (failure.expected === null) return unedited('no-counterpart')
  return textEdits({ file, assertion }, node, { was, now, old: was.literal.value, came }, context)
}

type TextPart = { readonly was: SourceValue; readonly now: SourceValue; readonly old: string; readonly came: string }

function textEdits({ file, assertion }: FailingAssertion, node: SyntaxNode, part: TextPart, context: PartContext): ValueEdits {
  const { was, now, came } = part
  const isPattern = assertion.relation !== 'contains' && file.language.assertions.messageKeyword !== null
  const pattern = isPattern ? plainPattern(part.old, false) : null
  if (isPattern && pattern === null) return unedited('not-literal')
  const old = pattern?.text ?? part.old
  const anchors = pattern ?? { isStart: false, isEnd: false }
  const isOpen = assertion.relation === 'throws' && !anchors.isEnd
  const text = newPart(old, came, anchors, context) ?? (isOpen ? ownMessage(old, came, context) : null)
  if (text === null) return unedited('no-counterpart')
  const canAnchor = isPattern || (assertion.relation !== 'contains' && file.language.assertions.messageKeyword === null)
  const ends = canAnchor && old.includes(text) ? lostEnds(old, text, came) : null
  if (ends !== null) return anchoredEdits(file, node, { text, ends, pattern }, context)
  const actual: SourceValue = { kind: 'leaf', node: now.node, literal: { kind: 'string', value: pattern?.write(text) ?? text } }
  return expectationEdits(file, node, { actual, was, mode: { isPart: false } }, context)
}

/** The expression of the part: `match=…` of a block that raises, the operand of `in`, the matcher's argument. */
function partNode({ language, tree }: SourceFile, { relation, expected, statement }: FailingAssertion['assertion']): SyntaxNode | null {
  const { messageKeyword } = language.assertions
  if (relation !== 'throws' || messageKeyword === null) return expected
  const { keyword } = language.syntax
  const queue = [statement]
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const named = keyword(next)
    if (named?.name !== undefined && named.value !== undefined && textOf(tree, named.name) === messageKeyword) return named.value
    if (!language.syntax.is(next, 'block')) queue.push(...next.children)
  }
  return null
}

function regexEdits(file: SourceFile, node: SyntaxNode, came: string, context: PartContext): ValueEdits {
  const before = textOf(file.tree, node)
  const [, body = '', flags = ''] = /^\/([\s\S]*)\/(\w*)$/.exec(before) ?? []
  const pattern = plainPattern(body, true)
  if (pattern === null || !context.testFiles.has(file.path)) return unedited('not-literal')
  const text = newPart(pattern.text, came, pattern, context)
  if (text === null) return unedited('no-counterpart')
  const after = `/${pattern.write(text)}/${flags}`
  return {
    kind: 'edits',
    edits: [{ file: file.path, range: { start: node.start, end: node.end }, replacement: after, value: { before, after } }],
  }
}

/** What a text has become in what came: by the changed lines where these say it, else by what stands around it there. */
function newPart(old: string, came: string, anchors: PartAnchors, { hunks }: PartContext): string | null {
  if (anchors.isStart && anchors.isEnd) return came
  const told = new Set(
    hunks
      .flatMap(lineByLine)
      .flatMap(literalPairs)
      .flatMap((pair) => {
        const text = exchanged(old, pair)
        return text !== null && text !== old && fits(text, came, anchors) ? [text] : []
      }),
  )
  const [only, ...others] = told
  if (only !== undefined && others.length === 0) return only
  const found = correspondingText(old, came, anchors)
  return found !== null && found !== old && fits(found, came, anchors) ? found : null
}

/** A text after one of its pieces, or the literal that it is a piece of, was exchanged. */
function exchanged(old: string, { kind, before, after }: ReturnType<typeof literalPairs>[number]): string | null {
  if (kind !== 'string' || before.trim().length < LEAST_LENGTH) return null
  if (old.includes(before)) return old.replace(before, () => after) // a text with a dollar sign is no pattern
  if (!before.includes(old)) return null
  return correspondingText(old, after, { isStart: before.startsWith(old), isEnd: before.endsWith(old) })
}

/** Shorter texts are in every other one. */
const LEAST_LENGTH = 3

function fits(text: string, came: string, { isStart, isEnd }: PartAnchors): boolean {
  return (isStart ? came.startsWith(text) : came.includes(text)) && (!isEnd || came.endsWith(text))
}

/** The one item that an expected one may have become. */
function itemEdits(file: SourceFile, node: SyntaxNode, was: SourceValue, items: readonly SourceValue[], context: PartContext): ValueEdits {
  const ranked = items.map((item) => ({ item, apart: distance(was, item) })).toSorted((one, other) => one.apart - other.apart)
  const [first, second] = ranked
  if (first === undefined || first.apart >= UNLIKE || second?.apart === first.apart) return unedited('no-counterpart')
  return expectationEdits(file, node, { actual: first.item, was, mode: { isPart: false } }, context)
}

/** Two values that share less than a third. */
const UNLIKE = 1.2
