import { reason } from '../../../../model/reason.ts'
import { type MachineCause, thrownText } from './machine-sign.ts'

const SAID =
  /JavaScript heap out of memory|Cannot allocate memory|\bENOMEM\b|ERR_WORKER_OUT_OF_MEMORY|JS heap out of memory|Unable to allocate [\d.]+ [KMGT]iB|java\.lang\.OutOfMemoryError/

/** A killed process cannot say why: the kernel's memory killer leaves the code of SIGKILL, and V8 its last words in the output. */
export const outOfMemory = {
  name: 'out-of-memory',
  description: 'The test process was killed, or an allocation was refused, for want of memory.',
  verdict: 'infrastructure',
  sign(failure, { reproduction: { first } }) {
    const died = failure.exception === 'ProcessExit'
    if (died && /code (?:137|-9)\b/.test(failure.message)) return { what: reason('out-of-memory', { process: 'killed' }), subject: null }
    const isSaid = SAID.test(thrownText(failure)) || failure.exception === 'MemoryError' || (died && SAID.test(first.output))
    return isSaid ? { what: reason('out-of-memory', { process: 'reported' }), subject: null } : null
  },
} satisfies MachineCause
