import { z } from 'zod'

/** Why there is no answer: `code` for programs, `fix` says what to do. */
export const Problem = z
  .object({ code: z.string(), message: z.string(), fix: z.string() })
  .meta({ id: 'Problem', description: 'Why there is no answer, and what to do.' })
export type Problem = Readonly<z.infer<typeof Problem>>

export function problem(code: string, message: string, fix: string): Problem {
  return { code, message, fix }
}

/** The same for a repository that does not exist, that GitHub would not show, or that Suture does not watch: nobody learns which. */
export const NO_REPOSITORY = problem(
  'not_found',
  'there is no such repository here, or you may not see it',
  'check owner and name as GitHub spells them, that the App is installed there, and that your token is for this repository',
)

export function noSuch(what: string, fix: string): Problem {
  return problem('not_found', `this repository has no such ${what}`, fix)
}
