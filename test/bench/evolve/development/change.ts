/** Texts of a repository by path. */
export type Tree = ReadonlyMap<string, string>

/** `[path, find, put]`; path `*`: every file. A text occurs once, a pattern at least once. `[path, null, text]` adds a file, `[path, null, null]` removes it. */
export type Edit = readonly [path: string, find: string | RegExp | null, put: string | null]

/** What a change does, in the words of the mined commits: `test/bench/evolve/development/shares.ts` says how many there are of each. */
export type Kind =
  | 'value'
  | 'default'
  | 'removal'
  | 'parameter'
  | 'rename'
  | 'move'
  | 'shape'
  | 'mock'
  | 'setup'
  | 'exception'
  | 'async'
  | 'deprecation'
  | 'bug'
  | 'hidden bug'
  | 'flake'
  | 'dependency'
  | 'feature'
  | 'tidying'

/** Kinds whose tests should change, because the change was meant. */
export const MEANT: ReadonlySet<Kind> = new Set<Kind>([
  ...([
    'value',
    'default',
    'removal',
    'parameter',
    'rename',
    'move',
    'shape',
    'mock',
    'setup',
    'exception',
    'async',
    'deprecation',
  ] as const),
  'dependency',
])

/** One commit as a person would make it. All texts are in the names of the first day; the development spells them as they are now. */
export type Change = {
  readonly name: string
  readonly kind: Kind
  /** The honest subject of the commit. */
  readonly says: string
  /** A subject that says little. */
  readonly mumbles?: string
  readonly product: readonly Edit[]
  /** What a careful person changes in docs besides. */
  readonly docs?: readonly Edit[]
  /** What a right repair does to the tests, and new tests. */
  readonly tests?: readonly Edit[]
  /** Words that have another name afterwards. */
  readonly renames?: readonly (readonly [old: string, now: string])[]
  /** Paths that begin with the first begin with the second afterwards. */
  readonly moves?: readonly (readonly [old: string, now: string])[]
  /** What is wrong with it: edits of the product that nobody meant. */
  readonly fault?: readonly Edit[]
  /** A fault that right repairs still notice: a repair that does not is declined. */
  readonly probe?: readonly Edit[]
  /** What mends a flaky test later: edits of the product or of the tests. */
  readonly cure?: { readonly product?: readonly Edit[]; readonly tests?: readonly Edit[] }
  /** Files whose tests fail until they are repaired; by default those that `tests` edits. Of a bug, those that notice it. */
  readonly breaks?: readonly string[]
}
