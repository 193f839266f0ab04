import type { Cure, ShownCause } from './cure.ts'

const dependsOnOthers = ({ cause }: ShownCause): boolean => cause === 'order_dependent' || cause === 'shared_state'
const isSpoiled = (cause: ShownCause): boolean => dependsOnOthers(cause) && cause.polluter !== undefined
const byFactor = (...factors: readonly string[]) => {
  return ({ factor = '' }: ShownCause): boolean => factors.includes(factor)
}

/** Every cure, in the order in which they are tried: what is surest of its reason first. */
export const cures = [
  {
    ...{ name: 'await-result', strategy: 'add_wait', isFor: ({ cause }) => cause === 'async_wait' || cause === 'concurrency' },
    description: 'Waits for a promise, or for a thread, that the test itself started and left alone.',
  },
  {
    ...{ name: 'wait-for-condition', strategy: 'add_wait', isFor: ({ cause }) => cause === 'async_wait' || cause === 'concurrency' },
    description: 'Asks again until what the test is about holds, with an end, in place of a sleep of a fixed time.',
  },
  {
    ...{ name: 'own-environment', strategy: 'update_setup', isFor: isSpoiled },
    description: 'Changes environment variables, the working folder and the path of modules for one test alone.',
  },
  {
    ...{ name: 'put-back', strategy: 'update_setup', isFor: isSpoiled },
    description: 'Puts back what a test changes of the product, of mocks and of timers.',
  },
  {
    ...{ name: 'fresh-object', strategy: 'update_setup', isFor: isSpoiled },
    description: 'Makes what tests share in their file anew for each of them.',
  },
  {
    ...{
      name: 'set-up',
      strategy: 'update_setup',
      isFor: (cause) => dependsOnOthers(cause) && cause.polluter === undefined && cause.cleaner !== undefined,
    },
    description: 'Gives a test the set-up that so far another test made for it.',
  },
  {
    ...{ name: 'own-folder', strategy: 'update_setup' },
    isFor: (cause) => isSpoiled(cause) || cause.cause === 'filesystem' || cause.factor === 'workers',
    description: 'Writes to a temporary folder of the test in place of a path that others share.',
  },
  {
    ...{ name: 'free-port', strategy: 'update_setup', isFor: ({ cause }) => cause === 'concurrency' || cause === 'network' },
    description: 'Listens on a port that is free, and asks the server which one that is.',
  },
  {
    ...{ name: 'sort-both-sides', strategy: 'update_assertion', isFor: byFactor('hash seed') },
    description: 'Compares what comes out of a set in sorted order, on both sides.',
  },
  {
    ...{ name: 'seed', strategy: 'update_setup', isFor: byFactor('random seed') },
    description: 'Fixes what is drawn where the test expects one draw.',
  },
  {
    ...{ name: 'fixed-clock', strategy: 'update_setup', isFor: byFactor('clock') },
    description: 'Fixes the clock where the test expects what holds on one day alone.',
  },
  {
    ...{ name: 'fixed-zone', strategy: 'update_setup', isFor: byFactor('time zone') },
    description: 'Fixes the time zone where the test itself speaks in local time.',
  },
] as const satisfies readonly Cure[]
