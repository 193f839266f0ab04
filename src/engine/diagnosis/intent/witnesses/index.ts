import type { Witness } from '../../../../model/witness.ts'
import type { OldAndNewTerms } from '../reading/old-and-new-terms.ts'
import { staleCaller } from '../signs/followed/caller-left-behind.ts'
import { oldPromise } from '../signs/followed/docs-still-old.ts'
import type { TextCase } from '../text-case.ts'
import { callerWitness, testWitness } from './adapted.ts'
import { docsWitness } from './docs.ts'
import { messageAgainst, messageWitness } from './message.ts'

/**
 * Who else says that a value was meant to change, and who says that it was not: every source once, from texts alone, so that the server
 * finds the same. `names` is 'old' where it contradicts. `compared` are the two values, where a test could hold them.
 */
export function findWitnesses(subject: TextCase, compared: readonly OldAndNewTerms[]): readonly Witness[] {
  const found = [
    messageWitness(subject),
    docsWitness(subject),
    testWitness(subject, compared),
    callerWitness(subject),
    messageAgainst(subject),
    oldPromise(subject),
    staleCaller(subject),
  ]
  return found.filter((one) => one !== null)
}
