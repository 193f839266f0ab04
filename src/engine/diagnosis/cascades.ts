import { createHash } from 'node:crypto'
import type { FailureAnalysis } from '../../model/failure-analysis.ts'
import { partsOf } from '../../model/reason.ts'
import type { NestedReason, PartKind } from '../../model/reasons/parts.ts'
import { messageShape } from './message-shape.ts'
import { IN_THE_PRODUCT } from './verdict-words.ts'

/** The parts of an answer that identify its cause. `message` is the failure's, `frame` the innermost one in the product. */
export type CauseEvidence = Pick<FailureAnalysis, 'verdict' | 'reason' | 'codeChanges' | 'culprits' | 'evidence'> & {
  readonly message: string
  readonly frame: { readonly file: string; readonly function: string } | null
}

/** Failures with one cause, explained once. `lead` is the first of `members` and represents them. Equal causes have equal `id`s. */
export type Cascade<Item> = { readonly id: string; readonly lead: Item; readonly members: readonly [Item, ...Item[]] }

/** Groups by cause; groups and their members stay in the order of the items. */
export function cascades<Item>(items: readonly Item[], evidenceOf: (item: Item) => CauseEvidence): readonly Cascade<Item>[] {
  const groups = Map.groupBy(items, (item) => causeId(evidenceOf(item)))
  return [...groups].flatMap(([id, [lead, ...rest]]) => (lead === undefined ? [] : [{ id, lead, members: [lead, ...rest] }]))
}

/** Analyses with the id of their cause, 12 hexadecimal digits. */
export function withCauses(analyses: readonly FailureAnalysis[]): readonly FailureAnalysis[] {
  return analyses.map((analysis) => ({ ...analysis, cause: causeId(causeEvidence(analysis)) }))
}

export function causeEvidence(analysis: FailureAnalysis): CauseEvidence {
  const { failure, fields } = analysis
  const frame = fields?.frame?.origin === 'product' ? fields.frame : null
  return {
    ...analysis,
    message: failure.errorMessage,
    frame: frame ? { file: frame.file, function: frame.function } : null,
  }
}

/** "12 tests fail for this one reason." where the cause itself is known, "12 tests fail in the same way." where they only look alike. */
export function cascadeSentence(
  count: number,
  subjects: string,
  { verdict, evidence }: Pick<CauseEvidence, 'verdict' | 'evidence'>,
): string {
  const isLookalike = verdict === 'flaky' || verdict === 'unknown' || (IN_THE_PRODUCT.has(verdict) && !isProved(evidence))
  return `${count} ${subjects} fail ${isLookalike ? 'in the same way' : 'for this one reason'}.`
}

function causeId(evidence: CauseEvidence): string {
  return createHash('sha256')
    .update(JSON.stringify(causeOf(evidence)))
    .digest('hex')
    .slice(0, 12)
}

/** The declared change, else the hunk that undoing proved, else what looks alike: the reason's code and what it names, the message and where it was thrown. */
function causeOf({ verdict, reason, codeChanges, culprits, evidence, message, frame }: CauseEvidence): readonly unknown[] {
  const alike = [messageShape(message).shape, frame?.file ?? null, frame?.function ?? null]
  switch (verdict) {
    case 'obsolete_test':
    case 'removed_behaviour': {
      const changes = codeChanges.map(({ kind, file, symbol, after }) => [kind, file, symbol, after].join('\n'))
      return changes.length > 0 ? [verdict, [...new Set(changes)].sort()] : [verdict, reason]
    }
    case 'product_regression':
    case 'behaviour_changed': {
      const places = [...new Set(culprits.map(({ file, line }) => `${file}:${line}`))].sort()
      return [verdict, places, isProved(evidence) ? null : alike]
    }
    case 'environment':
    case 'infrastructure':
      return [verdict, reason]
    case 'flaky':
    case 'unknown':
      return [verdict, message === '' ? reason : namedBy(reason), alike]
  }
}

/** Counts and words of failures differ from test to test where the cause is one; signs do with the words around each test. */
const DIFFERING: ReadonlySet<PartKind> = new Set(['count', 'message', 'signs'])

/** The code, and the parts that name the cause. */
function namedBy(reason: NestedReason): readonly unknown[] {
  const named = partsOf(reason).filter(({ kind }) => !DIFFERING.has(kind))
  return [reason.code, ...named.map(({ kind, value }) => (kind === 'nested' && value !== null ? namedBy(value as NestedReason) : value))]
}

const PROVING: ReadonlySet<string> = new Set(['causal-hunk', 'second-causes'])

/** A run showed that the test passes with just this part of the change undone. */
function isProved(evidence: CauseEvidence['evidence']): boolean {
  return evidence.some(({ rung, outcome }) => PROVING.has(rung) && outcome === 'supports')
}
