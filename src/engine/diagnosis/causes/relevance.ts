import { lastPart } from '../../changes/uses/use-site.ts'
import { wholeWord } from '../../languages/whole-word.ts'
import { isExecuted } from '../reached-lines.ts'
import type { DiagnosisContext } from '../rule.ts'
import { testBody } from '../test-body.ts'
import type { CauseUnit } from './cause-units.ts'
import type { Hunk } from './hunks.ts'

/**
 * The units that may cause this failure, likeliest first: those that contain a frame of the failure, then those in a function that the
 * test names, in a file of a frame, in the test's imports, in loaded files. With recorded coverage, units that the test executed come
 * directly after the frames. Unreached files are left out.
 */
export function relevantUnits(units: readonly CauseUnit[], hunks: readonly Hunk[], context: DiagnosisContext): readonly number[] {
  const scored = units.map((unit, index) => ({
    index,
    score: Math.max(...unit.map((at) => (hunks[at] ? scoreOf(hunks[at], context) : 0))),
  }))
  const reached = scored.filter(({ score }) => score > 0)
  return (reached.length > 0 ? reached : scored).toSorted((a, b) => b.score - a.score).map(({ index }) => index)
}

function scoreOf(hunk: Hunk, context: DiagnosisContext): number {
  const { failing, reached, trees } = context
  const frames = failing?.failure?.frames.filter(({ file }) => file === hunk.file) ?? []
  const { line, count } = hunk.after
  if (frames.some((frame) => frame.line >= line && frame.line < line + Math.max(1, count))) return 5
  const around = enclosing(hunk, trees.after)
  if (frames.some((frame) => around !== null && frame.function.endsWith(lastPart(around)))) return 4
  const body = testBody(context)
  const named = around !== null && wholeWord(lastPart(around)).test(body)
  const isRun = reached === null ? null : isExecuted(hunk, reached)
  if (isRun === true) return named || frames.length > 0 ? 4 : 3.5
  const score = byImports(hunk, context, frames.length > 0, named)
  return isRun === false ? Math.min(score, 1) : score
}

function byImports(hunk: Hunk, { closure, reproduction }: DiagnosisContext, isInFrame: boolean, named: boolean): number {
  if (isInFrame) return named ? 4 : 3
  if (closure.has(hunk.file) || closure.has(hunk.oldFile)) return named ? 2.5 : 2
  const isLoaded = reproduction.first.productFiles.some((file) => file === hunk.file || file.endsWith(`/${hunk.file}`))
  return isLoaded || hunk.added.length === 0 ? 1 : 0
}

/** The innermost declaration of the head that holds the hunk's first line, decorators included; its qualified name. */
export function enclosing({ file, after }: Pick<Hunk, 'file' | 'after'>, project: DiagnosisContext['trees']['after']): string | null {
  const source = project.file(file)
  const holds = source
    ?.declarations()
    .filter((one) => {
      const lines = source.text.slice(one.start, one.end).split('\n').length
      return one.firstLine <= after.line && after.line < one.line + lines
    })
    .toSorted((a, b) => a.end - a.start - (b.end - b.start))
  return holds?.[0]?.qualifiedName ?? null
}
