import type { SourceFile } from '../../changes/resolve/project.ts'
import { type MovedLookup, movedLookups } from '../../changes/uses/patched-lookups.ts'
import { textOf } from '../../languages/syntax.ts'
import { expectationFindings, type RepairContext, reachEdits, type StrategyFinding } from '../strategy.ts'
import type { ValueEdit } from '../values/value-edit.ts'

/** How sure a lookup is that the source declares to have moved. */
const DECLARED = 0.97

/**
 * Points patched names at the place where the product looks them up now. Where declared moves took the lookup there, the test reaches the same
 * code; where a function only reaches it in another way, what the test replaces is another thing, and a person has to say yes.
 */
export function patchTargets(context: RepairContext): readonly StrategyFinding[] {
  const { testFiles, trees, changes, analysis } = context
  const lookups = [...testFiles.keys()].flatMap((path) => {
    const file = trees.after.file(path)
    return file === null ? [] : movedLookups(file, trees, changes).map((lookup) => ({ file, lookup }))
  })
  const declared = lookups.filter(({ lookup }) => lookup.changes.length > 0)
  const followed = [...Map.groupBy(declared, ({ file }) => file)].flatMap(([file, own]) => {
    const moves = [...new Set(own.flatMap(({ lookup }) => lookup.changes))]
    const edits = own.map(({ lookup: { string, after } }) => ({ ...string.inside, replacement: after }))
    return reachEdits(file.path, moves, edits, DECLARED)
  })
  const others = lookups.filter(({ lookup }) => lookup.changes.length === 0)
  const isAsked = others.some(({ lookup }) => lookup.name === analysis.fields?.missingName)
  return isAsked ? [...followed, ...expectationFindings(context, others.map(targetEdit))] : followed
}

function targetEdit({ file, lookup }: { readonly file: SourceFile; readonly lookup: MovedLookup }): ValueEdit {
  const { string, after } = lookup
  const { start, end, inside } = string
  const before = textOf(file.tree, string)
  const replacement = before.slice(0, inside.start - start) + after + before.slice(inside.end - start)
  return { file: file.path, range: { start, end }, replacement, value: { before, after: replacement } }
}
