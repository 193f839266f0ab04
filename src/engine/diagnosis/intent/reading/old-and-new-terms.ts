import type { IntentCase } from '../intent-case.ts'
import { isTelling } from './replacements.ts'

export type OldAndNewTerms = { readonly before: string; readonly after: string }

/** What a text would say before and after, if it followed the change: replaced values, and names of declared changes. */
export function oldAndNewTerms({ replaced, declared }: IntentCase): readonly OldAndNewTerms[] {
  const named = declared
    .filter(({ kind }) => kind === 'renamed' || kind === 'parameter_renamed' || kind === 'option_renamed')
    .map(({ before, after }) => ({ before, after }))
  const values = replaced.filter(isTelling).map(({ before, after }) => ({ before: before.trim(), after: after.trim() }))
  return [...values, ...named].filter(({ before, after }) => before.length > 1 && after.length > 1)
}
