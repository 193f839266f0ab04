import type { Domain } from './domains.ts'

export type Names = readonly [string, string]

/** One kind of siblings in one language, as the texts of three files. */
export type Shape = {
  /** The first name does what the first body says, and so the second. `order` is theirs where they are listed: in a signature, as fields. */
  module(domain: Domain, names: Names, order: Names): string
  caller(domain: Domain, names: Names): string
  /** The tests of both, which say what they should do. */
  test(domain: Domain, names: Names): string
}
