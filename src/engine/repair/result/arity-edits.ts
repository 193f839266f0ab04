import { reason } from '../../../model/reason.ts'
import type { SourceFile } from '../../changes/resolve/project.ts'
import { type ArityResult, arityResult } from '../../changes/results/arity-result.ts'
import { unpackings, usesIn } from '../../changes/results/unpackings.ts'
import type { TextEdit } from '../../changes/uses/list-deletions.ts'
import type { Trees } from '../../changes/uses/use-site.ts'
import { textOf } from '../../languages/syntax.ts'
import { declined, type RepairContext, reachEdits, type StrategyFinding } from '../strategy.ts'
import { OF_A_DECLARED_RESULT } from './confidence.ts'

/** Why the names for values cannot follow. */
type Obstacle = 'places-changed' | 'lost-value-read' | 'no-such-place'

/** As many names as values come back now: the test looks at those that it looked at, and at no other. */
export function arityEdits({ changes, testFiles, trees }: RepairContext): readonly StrategyFinding[] {
  return changes.flatMap((change) => {
    const result = arityResult(change, trees)
    return result === null ? [] : [...testFiles.keys()].flatMap((path) => ofFile(path, result, trees))
  })
}

function ofFile(path: string, result: ArityResult, trees: Trees): readonly StrategyFinding[] {
  const file = trees.before.file(path)
  const edits = file === null ? [] : namesForValues(file, result, trees)
  const { change } = result
  if (typeof edits === 'string') return declined([change], reason('result-not-followed', { symbol: change.symbol, file: path, why: edits }))
  const isGuess = result.now < result.was
  return reachEdits(path, [change], edits, OF_A_DECLARED_RESULT).map((one) => ({ ...one, isGuess }))
}

/** Every list of names that unpacks the values, written anew; why not, where one of them cannot be. */
export function namesForValues(file: SourceFile, result: ArityResult, trees: Trees): readonly TextEdit[] | Obstacle {
  const { was, now, keepsPlaces } = result
  const all = unpackings(trees.before, file, result.target)
  // as many as come back now: such a place follows already
  const found = all.filter(({ names }) => names.length !== now)
  if (found.length === 0) return []
  if (!keepsPlaces) return 'places-changed'
  if (found.some(({ names }) => names.length !== was)) return 'no-such-place'
  const lost = found.flatMap(({ target, scope, names }) =>
    names.slice(now).map((name) => ({ target, scope, name: textOf(file.tree, name) })),
  )
  if (lost.some(({ target, scope, name }) => name !== '_' && usesIn(file, scope, target, name).length > 0)) return 'lost-value-read'
  const unused = nameOfNothing(file)
  return found.map(({ target, names }) => {
    const [kept, last] = [names[Math.min(was, now) - 1] ?? target, names.at(-1) ?? target]
    const more = `, ${unused}`.repeat(Math.max(0, now - was))
    const replacement = `${file.text.slice(target.start, kept.end)}${more}${file.text.slice(last.end, target.end)}`
    return { start: target.start, end: target.end, replacement }
  })
}

/** `_`, unless the file calls it: then it is what translates texts. */
function nameOfNothing(file: SourceFile): string {
  const isCalled = file.bindings().calls.some(({ callee }) => callee.kind === 'name' && callee.name === '_')
  return isCalled || file.imports().some(({ local }) => local === '_') ? '_unused' : '_'
}
