import { z } from 'zod'

/** Where somebody other than the changed lines says that a change was meant, and which of the two values or names it says. */
export const Witness = z.object({
  kind: z.enum(['message', 'docs', 'changelog', 'caller', 'test', 'person']),
  /** A path with a line, a commit, or a login. */
  at: z.string(),
  quote: z.string(),
  names: z.enum(['old', 'new', 'both']),
})
export type Witness = Readonly<z.infer<typeof Witness>>
