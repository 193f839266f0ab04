import { setTimeout as sleep } from 'node:timers/promises'
import { SutureError } from '../../model/error.ts'
import type { Download, Opened } from './download.ts'

export type Downloaded<Value> = { readonly outcome: 'there'; readonly value: Value } | Exclude<Download, Opened>

const WAITS_MS = [250, 1_000, 4_000]

/** Reads a download to its end; where GitHub gave half of it, from the beginning again. Throws `half_answer` after the last try. */
export function readDownload<Value>(
  open: () => Promise<Download>,
  read: (download: Opened) => Promise<Value>,
  signal: AbortSignal,
): Promise<Downloaded<Value>> {
  return readAgain(async () => {
    const download = await open()
    return download.outcome === 'gone' ? download : { outcome: 'there', value: await read(download) }
  }, signal)
}

/** Does again from its beginning what met half an answer of GitHub. Throws `half_answer` after the last try. */
export async function readAgain<Value>(read: () => Promise<Value>, signal: AbortSignal): Promise<Value> {
  for (let tried = 0; ; tried += 1) {
    try {
      return await read()
    } catch (error) {
      const wait = WAITS_MS[tried]
      if (wait === undefined || !(error instanceof SutureError && error.code === 'half_answer')) throw error
      await sleep(wait, undefined, { signal })
    }
  }
}
