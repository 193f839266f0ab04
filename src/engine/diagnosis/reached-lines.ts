import type { Reproduction } from '../../model/reproduction.ts'
import type { Subject } from '../../model/test-ref.ts'
import type { Hunk } from './causes/hunks.ts'

/** Lines of the head by file: those that the failing test ran, and those that loading the modules which it imports ran. */
export type ReachedLines = ReadonlyMap<string, ReadonlySet<number>>

/** `null` where no rerun recorded lines of this test. `closure` are the files that it imports; of a file as a whole only loading counts. */
export function reachedLines(
  { reruns }: Pick<Reproduction, 'reruns'>,
  { kind, id, file }: Subject,
  closure: ReadonlySet<string>,
): ReachedLines | null {
  const coverage = reruns.map((run) => run.coverage).find((one) => one?.outcome === 'measured')
  const own = coverage?.tests[file]?.[id] ?? (kind === 'test' ? undefined : {})
  if (coverage === undefined || own === undefined) return null
  const lines = new Map(Object.entries(own).map(([path, numbers]) => [path, new Set(numbers)]))
  for (const [path, numbers] of Object.entries(coverage.imported)) {
    if (closure.has(path) || lines.has(path)) lines.set(path, new Set([...(lines.get(path) ?? []), ...numbers]))
  }
  return lines
}

/** Whether a changed line was run; where lines were only taken away, whether one beside them was. */
export function isExecuted({ file, after: { line, count } }: Pick<Hunk, 'file' | 'after'>, reached: ReachedLines): boolean {
  const lines = reached.get(file)
  if (lines === undefined) return false
  const [from, to] = count > 0 ? [line, line + count - 1] : [line - 1, line]
  return [...lines].some((one) => from <= one && one <= to)
}
