import type { Octokit } from '../github/client.ts'
import { statusOf } from '../github/target.ts'
import { isOutage } from '../github/whose-fault.ts'

const TRIES = 3
/** Seconds before each look after a lost answer: GitHub lists what it was just told to make a little later. */
const LOOKS = [0, 2, 4, 8]
const ONE_LOOK = [0]

/**
 * Makes a thing that must exist once: looks for it before every try, because a request whose answer was lost may have been done.
 * `create` must not be repeated by the client itself.
 */
export async function createOnce<Thing>(
  octokit: Pick<Octokit, 'pause'>,
  find: () => Promise<Thing | null>,
  create: () => Promise<Thing>,
): Promise<Thing> {
  const known = await find()
  if (known !== null) return known
  for (let tried = 1; ; tried += 1) {
    try {
      return await create()
    } catch (error) {
      if (!mayHaveHappened(error)) throw error
      const found = await lookAgain(octokit, find, statusOf(error) === 422 ? ONE_LOOK : LOOKS)
      if (found !== null) return found
      if (tried === TRIES) throw error
    }
  }
}

/** Throws where the last look got no answer: then nothing may be made. */
async function lookAgain<Thing>(
  octokit: Pick<Octokit, 'pause'>,
  find: () => Promise<Thing | null>,
  waits: readonly number[],
): Promise<Thing | null> {
  for (const [index, seconds] of waits.entries()) {
    if (seconds > 0) await octokit.pause(seconds)
    try {
      const found = await find()
      if (found !== null) return found
    } catch (error) {
      if (index === waits.length - 1 || !isOutage(error)) throw error
    }
  }
  return null
}

/** GitHub's 5xx and lost connections (which Octokit reports as 500) say nothing about the deed; 422 may say that it exists already. */
function mayHaveHappened(error: unknown): boolean {
  const status = statusOf(error)
  return status >= 500 || status === 422
}
