import type { DependencyChange } from '../../model/failure-analysis.ts'
import { code } from './markdown.ts'

const NAMED = 3

/** "Packages that changed: `requests` `2.31.0` → `2.32.0` (`poetry.lock`)."; '' where none did. Direct ones first. */
export function describeDependencies(changes: readonly DependencyChange[]): string {
  if (changes.length === 0) return ''
  const ordered = changes.toSorted((a, b) => Number(a.relation === 'transitive') - Number(b.relation === 'transitive'))
  const named = ordered.slice(0, NAMED).map(describe)
  const more = changes.length > NAMED ? ` and ${changes.length - NAMED} more` : ''
  return `Packages that changed: ${named.join(', ')}${more}.`
}

function describe({ name, before, after, manifest }: DependencyChange): string {
  const version = (text: string | null) => (text === null ? 'none' : code(text, 60))
  return `${code(name, 80)} ${version(before)} → ${version(after)} (${code(manifest, 80)})`
}
