import { statusOf } from '../github/target.ts'

const TRIES = 3

/**
 * Makes a thing that must exist once: looks for it before every try, because a request whose answer was lost may have been done.
 * `create` must not be repeated by the client itself.
 */
export async function createOnce<Thing>(find: () => Promise<Thing | null>, create: () => Promise<Thing>): Promise<Thing> {
  for (let tried = 1; ; tried += 1) {
    const found = await find()
    if (found !== null) return found
    try {
      return await create()
    } catch (error) {
      if (tried === TRIES || !mayHaveHappened(error)) throw error
    }
  }
}

/** GitHub's 5xx and lost connections (which Octokit reports as 500) say nothing about the deed; 422 may say that it exists already. */
function mayHaveHappened(error: unknown): boolean {
  const status = statusOf(error)
  return status >= 500 || status === 422
}
