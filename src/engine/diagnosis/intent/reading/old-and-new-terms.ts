import type { ProbedFailure } from '../../../../model/runs/test-run.ts'
import type { TextCase } from '../text-case.ts'
import { isTelling } from './replacements.ts'

/** A longer value is a table of its own, which no other test repeats. In characters. */
const LONGEST_VALUE = 120
const EVERYWHERE = /^(?:-?[01](?:\.0*)?|true|false|none|null|undefined|nan|''|""|\[\]|\{\}|\(\))$/i

export type OldAndNewTerms = { readonly before: string; readonly after: string }

/** The values of the failure themselves, where a test could hold them. */
export function comparedTerms({ expected, actual }: Pick<ProbedFailure, 'expected' | 'actual'>): readonly OldAndNewTerms[] {
  const [before, after] = [expected?.literal?.trim() ?? '', actual?.literal?.trim() ?? '']
  const isPlain = (value: string) => value.length > 1 && value.length <= LONGEST_VALUE && !EVERYWHERE.test(value)
  return isPlain(before) && isPlain(after) && before !== after ? [{ before, after }] : []
}

/** What a text would say before and after, if it followed the change: replaced values, and names of declared changes. */
export function oldAndNewTerms({ replaced, declared }: Pick<TextCase, 'replaced' | 'declared'>): readonly OldAndNewTerms[] {
  const named = declared
    .filter(({ kind }) => kind === 'renamed' || kind === 'parameter_renamed' || kind === 'option_renamed')
    .map(({ before, after }) => ({ before, after }))
  const values = replaced.filter(isTelling).map(({ before, after }) => ({ before: before.trim(), after: after.trim() }))
  return [...values, ...named].filter(({ before, after }) => before.length > 1 && after.length > 1)
}
