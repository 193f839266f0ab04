import type { Edit } from '../../../model/candidate.ts'
import { type Cause, contractCause } from '../../../model/cause.ts'
import type { ContractChange } from '../../../model/contract-change.ts'
import { reason } from '../../../model/reason.ts'
import type { ProbedFailure } from '../../../model/runs/test-run.ts'
import type { SourceFile } from '../../changes/resolve/project.ts'
import { type ExpectedClass, expectedClasses } from '../../changes/results/expected-classes.ts'
import { classOf, isSameClass, type RaisedClass, raisedClasses } from '../../changes/results/raised-class.ts'
import { lastPart } from '../../changes/uses/use-site.ts'
import type { SyntaxNode } from '../../languages/language.ts'
import { lineAt } from '../../languages/syntax.ts'
import { hunkCauses } from '../expected/hunk-causes.ts'
import { declined, type RepairContext, type StrategyFinding } from '../strategy.ts'
import { importOfClass } from './class-import.ts'

/** A person or the gates have to say yes to it either way. */
const OF_AN_EXPECTATION = 0.8
/** Whatever goes wrong is one of these. */
const ANY = /^(?:BaseException|Exception|Error|Throwable)$/

/** The class that a test expects to be raised becomes the one that the source raises now: always a change of what is expected. */
export function exceptionClass(context: RepairContext): readonly StrategyFinding[] {
  return context.changes.flatMap((change) => {
    const classes = raisedClasses(change, context.trees)
    if (classes === null || !isRaised(context.failure, classes.now)) return []
    const found = [...context.testFiles.keys()].flatMap((path) => ofFile(path, change, classes, context))
    const isBroader = ANY.test(classes.now.name) && found.length > 0
    const { symbol } = change
    return isBroader ? declined([change], reason('result-not-followed', { symbol, file: change.file, why: 'any-exception' })) : found
  })
}

/** Where a run showed the failure, it names the new class. */
function isRaised(failure: ProbedFailure | null, { name }: RaisedClass): boolean {
  return (
    failure === null ||
    lastPart(failure.exception) === name ||
    new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(failure.message)
  )
}

type Classes = { readonly old: RaisedClass; readonly now: RaisedClass }

function ofFile(path: string, change: ContractChange, { old, now }: Classes, context: RepairContext): readonly StrategyFinding[] {
  const { trees } = context
  const file = trees.before.file(path)
  if (file === null) return []
  const all = expectedClasses(file).filter(({ expression }) => {
    const found = classOf(trees.before, file, expression)
    return found !== null && isSameClass(found, old)
  })
  const places = all.filter(({ statement }) => isAtFrame(file, statement, context.failure))
  if (places.length === 0) return []
  const isLast = places.length === all.length && usesOf(file, all) === all.length
  const written = importOfClass(file, { change, now, isLast, oldPlace: places[0]?.expression }, trees)
  if (written === null)
    return declined([change], reason('result-not-followed', { symbol: change.symbol, file: path, why: 'class-not-importable' }))
  const contract = contractCause(change)
  const causes = new Map<string, Cause>([[contract.id, contract]])
  const expectation = (range: { readonly start: number; readonly end: number }, replacement: string): Edit => {
    const value = { before: file.text.slice(range.start, range.end), after: replacement }
    const own = [contract, ...hunkCauses(value, context)]
    for (const cause of own) causes.set(cause.id, cause)
    return {
      file: path,
      range: { start: range.start, end: range.end },
      replacement,
      effect: 'expectation',
      value,
      causes: own.map(({ id }) => id),
    }
  }
  const edits: Edit[] = [
    ...places.map(({ name }) => expectation(name, written.name)),
    ...written.swapped.map((range) => expectation(range, written.name)),
    ...written.added.map(({ start, end, replacement }): Edit => {
      return { file: path, range: { start, end }, replacement, effect: 'reach', causes: [contract.id] }
    }),
  ]
  return [{ kind: 'edits', causes: [...causes.values()], edits, confidence: OF_AN_EXPECTATION }]
}

/** Of the assertions those that failed, as far as a run showed that. */
function isAtFrame(file: SourceFile, statement: SyntaxNode, failure: ProbedFailure | null): boolean {
  if (failure === null) return true
  const [from, to] = [lineAt(file.text, statement.start), lineAt(file.text, statement.end - 1)]
  return failure.frames.some((frame) => frame.file === file.path && from <= frame.line && frame.line <= to)
}

/** How often the file uses the old class by its name, besides importing it. */
function usesOf(file: SourceFile, places: readonly ExpectedClass[]): number {
  const [first] = places
  if (first?.expression.kind !== 'name') return 0
  const { name } = first.expression
  return file.bindings().names.filter((one) => one.name === name && one.binding?.kind === 'import').length
}
