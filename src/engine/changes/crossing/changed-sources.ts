import type { FileChange } from '../../../model/file-change.ts'
import type { Parsers } from '../../languages/parsers.ts'
import { createProject, type SourceFile } from '../resolve/project.ts'
import type { Trees } from '../uses/use-site.ts'

/** A file in both versions, each as its own tree has it. */
export type ChangedSource = {
  readonly by: 'caller' | 'test'
  readonly before: SourceFile
  readonly after: SourceFile
}

/** The changed files that may use a changed name: product and tests, those that are new or gone left out. */
export function changedSources(
  product: readonly FileChange[],
  tests: readonly FileChange[],
  trees: Trees,
  parsers: Parsers,
): readonly ChangedSource[] {
  const earlier = createProject(new Map(tests.flatMap(({ path, before }) => (before === null ? [] : [[path, before] as const]))), parsers)
  const of = (by: ChangedSource['by'], changes: readonly FileChange[], before: Pick<Trees['before'], 'file'>): readonly ChangedSource[] =>
    changes.flatMap(({ path }) => {
      const [old, now] = [before.file(path), trees.after.file(path)]
      return old === null || now === null ? [] : [{ by, before: old, after: now }]
    })
  return [...of('caller', product, trees.before), ...of('test', tests, earlier)]
}
