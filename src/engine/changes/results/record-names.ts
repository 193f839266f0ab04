import type { SourceFile } from '../resolve/project.ts'
import { lastPart } from '../uses/use-site.ts'
import type { RecordResult } from './record-result.ts'
import type { RecordUse } from './record-uses.ts'

/** A name for each record that a file takes apart: one that means nothing else there, and another one for each in the same function. */
export function recordNames(file: SourceFile, { record }: RecordResult, uses: readonly RecordUse[]): ReadonlyMap<RecordUse, string> {
  const words = lastPart(record?.home.name ?? 'Result')
  const own = words
    .replace(/^_+/, '')
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_')
    .toLowerCase()
  const taken = file.bindings().boundNames
  const names = new Map<RecordUse, string>()
  const inScope = new Map<string, number>()
  for (const use of uses) {
    if (use.kind !== 'unpack') continue
    const scope = `${use.scope.start} ${use.scope.end}`
    let count = inScope.get(scope) ?? 0
    const name = (): string => `${own}${count === 0 ? '' : count + 1}`
    while (taken.has(name())) count += 1
    names.set(use, name())
    inScope.set(scope, count + 1)
  }
  return names
}
