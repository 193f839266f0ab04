import { z } from 'zod'
import { StaleDeclaration } from '../model/result/stale-report.ts'
import { PROTOCOL_VERSION } from './version.ts'

/** The largest answer that the server reads, in bytes of JSON. */
export const MAX_STALE_BYTES = 1_000_000
/** Nobody reads more lines of advice. */
export const MOST_THINGS = 60

const Text = z.string().max(1_000)
const Line = z.number().int().min(1).max(10_000_000)
const Count = z.number().int().min(0).max(1_000_000)

/** One thing that a change declares and no test says anything of; `tests` come to it and pass all the same, none where no test comes to it. */
export const StaleThing = z.object({
  file: z.string().min(1).max(4_096),
  lines: z.tuple([Line, Line]),
  declares: z.object({ kind: StaleDeclaration.shape.kind, symbol: Text }),
  tests: z.array(z.string().min(1).max(4_096)).max(10),
  evidence: z.array(Text).max(20),
  suggestion: Text,
})
export type StaleThing = Readonly<z.infer<typeof StaleThing>>

/** What a run sends back. Everything in it is a claim, and the server does nothing but show it. */
export const StaleAnswer = z.object({
  protocol: z.literal(PROTOCOL_VERSION),
  lookId: z.uuid(),
  nonce: z.string(),
  runnerVersion: z.string().max(64),
  things: z.array(StaleThing).max(MOST_THINGS),
  declared: Count,
  checked: Count,
  leftOut: z.array(z.object({ reason: Text, count: Count })).max(50),
  notLooked: z.array(z.object({ what: Text, reason: Text })).max(50),
  machineMs: z.number().min(0).max(86_400_000),
})
export type StaleAnswer = Readonly<z.infer<typeof StaleAnswer>>
