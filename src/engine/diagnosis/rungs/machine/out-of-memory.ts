import { type MachineCause, thrownText } from './machine-sign.ts'

const SAID =
  /JavaScript heap out of memory|Cannot allocate memory|\bENOMEM\b|ERR_WORKER_OUT_OF_MEMORY|JS heap out of memory|Unable to allocate [\d.]+ [KMGT]iB|java\.lang\.OutOfMemoryError/

/** A killed process cannot say why: the kernel's memory killer leaves the code of SIGKILL, and V8 its last words in the output. */
export const outOfMemory = {
  name: 'memory of the machine',
  description: 'The test process was killed, or an allocation was refused, for want of memory.',
  verdict: 'infrastructure',
  sign(failure, { reproduction: { first } }) {
    const died = failure.exception === 'ProcessExit'
    if (died && /code (?:137|-9)\b/.test(failure.message))
      return { what: 'the test process was killed (exit code 137), as for want of memory', subject: null }
    const isSaid = SAID.test(thrownText(failure)) || failure.exception === 'MemoryError' || (died && SAID.test(first.output))
    return isSaid ? { what: 'the memory ran out', subject: null } : null
  },
} satisfies MachineCause
