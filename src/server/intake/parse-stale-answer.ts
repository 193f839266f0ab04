import { cleanTexts } from '../../model/clean-text.ts'
import { MAX_STALE_BYTES, StaleAnswer } from '../../protocol/stale-answer.ts'
import type { StaleJob } from '../../protocol/stale-job.ts'

export type ParsedStaleAnswer =
  | { readonly outcome: 'read'; readonly answer: StaleAnswer }
  | { readonly outcome: 'rejected'; readonly reason: string }

/** Reads what a look sent back and makes sure that it answers this job; `bytes` come from outside and may be anything. */
export function parseStaleAnswer(bytes: Uint8Array, job: Pick<StaleJob, 'lookId' | 'nonce'>): ParsedStaleAnswer {
  const rejected = (reason: string): ParsedStaleAnswer => ({ outcome: 'rejected', reason })
  if (bytes.length > MAX_STALE_BYTES) return rejected(`the report has ${bytes.length} bytes; at most ${MAX_STALE_BYTES} are read`)
  let value: unknown
  try {
    value = cleanTexts(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  } catch {
    return rejected('the report is not JSON')
  }
  const parsed = StaleAnswer.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return rejected(`the report does not match its schema: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.slice(0, 300))
  }
  const { data: answer } = parsed
  if (answer.nonce !== job.nonce || answer.lookId !== job.lookId) return rejected('the report belongs to another job')
  if (answer.checked + answer.things.length > answer.declared) return rejected('it names more than the change declares')
  return { outcome: 'read', answer }
}
