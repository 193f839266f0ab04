import { SutureError } from '../../model/error.ts'

/**
 * An answer that GitHub did not mean: cut off, a page for people, or without what its description promises. It says nothing about the
 * world, not even whether a write was done. Octokit passes it on as an error of status 500, so that what repeats a lost answer repeats it.
 */
export function halfAnswer(what: string, why: string, cause?: unknown): SutureError {
  return new SutureError('half_answer', `GitHub gave half an answer to ${what}: ${why}`, 'the request is tried again', { cause })
}
