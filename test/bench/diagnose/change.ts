/** What is true of a case: the tests are out of date, the product is broken, or one commit did both. */
export type Truth = 'obsolete' | 'bug' | 'mixed'

/** One change that was made to a code base, with what its author would say; or why there was no place for it. */
export type Change = { readonly summary: string; readonly message: string } | { readonly none: string }
