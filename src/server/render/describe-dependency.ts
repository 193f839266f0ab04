import { mainDependencyChanges } from '../../engine/changes/packages/dependency-changes.ts'
import { packageSentence } from '../../engine/reasons/package-sentence.ts'
import type { DependencyChange } from '../../model/failure-analysis.ts'
import { code } from './markdown.ts'

const NAMED = 3

/** "Packages that changed: `requests` `2.31.0` → `2.32.0` (`poetry.lock`)."; '' where none did. Direct ones first. */
export function describeDependencies(changes: readonly DependencyChange[]): string {
  if (changes.length === 0) return ''
  const main = mainDependencyChanges(changes)
  const named = main.slice(0, NAMED).map((change) => packageSentence(change, (text) => code(text, 80)))
  const more = main.length > NAMED ? ` and ${main.length - NAMED} more` : ''
  return `Packages that changed: ${named.join(', ')}${more}.`
}
