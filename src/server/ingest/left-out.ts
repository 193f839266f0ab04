import { MB } from './run-limits.ts'

/** Something of a run that was not read, or not whole: a sentence for its answer, with texts of others in it. */
export type LeftOut = { readonly kind: 'log at both ends' | 'log' | 'artifact' | 'many'; readonly sentence: string }

const SHOWN = 3 // of one kind
const REST: Readonly<Record<LeftOut['kind'], (count: number) => string>> = {
  'log at both ends': (count) => `So were the logs of ${count} more jobs.`,
  log: (count) => `${count} more logs could not be read.`,
  artifact: (count) => `${count} more artifacts could not be read, or not whole.`,
  many: (count) => `${count} more limits were met.`,
}

/** Few sentences for all that was left out. */
export function leftOutWords(all: readonly LeftOut[]): readonly string[] {
  return [...Map.groupBy(all, ({ kind }) => kind)].flatMap(([kind, some]) => {
    const shown = some.slice(0, SHOWN).map(({ sentence }) => sentence)
    return some.length > SHOWN ? [...shown, REST[kind](some.length - SHOWN)] : shown
  })
}

/** A size for people: `77 MB`. */
export function megabytes(bytes: number): string {
  return `${Math.max(1, Math.round(bytes / MB))} MB`
}
