import { z } from 'zod'
import { CONCLUSIONS } from './reasons/conclusions.ts'
import { CURES } from './reasons/cures.ts'
import { DECLINED } from './reasons/declined.ts'
import { MACHINE } from './reasons/machine.ts'
import { PACKAGES } from './reasons/packages.ts'
import { kindOf, type NestedReason, nested, type PartKind } from './reasons/parts.ts'
import { RUNS } from './reasons/runs.ts'
import { SOURCE_CHANGES } from './reasons/source-changes.ts'
import { TRIAGE } from './reasons/triage.ts'

/** Every code, and the parts that it needs. A new code is one line in a file of `reasons/` and one template in `engine/reasons/`. */
export const REASONS = { ...RUNS, ...MACHINE, ...PACKAGES, ...SOURCE_CHANGES, ...CONCLUSIONS, ...DECLINED, ...TRIAGE, ...CURES }

export type ReasonCode = keyof typeof REASONS
export type PartsOf<Code extends ReasonCode> = Readonly<z.infer<(typeof REASONS)[Code]>>
export type ReasonOf<Code extends ReasonCode> = { readonly code: Code; readonly parts: PartsOf<Code> }

/** Limit on nested reasons: the longest chain that Suture makes has four, but a report comes from outside. */
const MAX_DEPTH = 8

/** The reason for one of Suture's statements, as data; only renderers turn it into a sentence. */
export type Reason = { [Code in ReasonCode]: ReasonOf<Code> }[ReasonCode]
export const Reason = z.unknown().transform((value, context): Reason => {
  const known = readReason(value, MAX_DEPTH)
  if (known !== null) return known
  context.addIssue({ code: 'custom', message: 'no reason that this version knows' })
  return z.NEVER
})

/** Makes a reason. Objects in its parts keep only the fields in the code's schema. */
export function reason<Code extends ReasonCode>(code: Code, parts: PartsOf<Code>): ReasonOf<Code> {
  const schema: z.ZodType<unknown> = REASONS[code]
  return { code, parts: schema.parse(parts) as PartsOf<Code> }
}

/** Whether a reason, nested ones too, has this code. */
export function hasCode<Code extends ReasonCode>(one: NestedReason, code: Code): one is ReasonOf<Code> {
  return one.code === code
}

/** The parts of a reason, with what each is; not those of nested ones. */
export function partsOf({ code, parts }: NestedReason): readonly { readonly kind: PartKind; readonly value: unknown }[] {
  if (!isCode(code)) return []
  const shape: Readonly<Record<string, unknown>> = REASONS[code].shape
  return Object.entries(shape).map(([key, schema]) => ({ kind: kindOf(schema), value: parts[key] ?? null }))
}

function readReason(value: unknown, depth: number): Reason | null {
  const outer = nested.safeParse(value)
  if (!outer.success || depth === 0 || !isCode(outer.data.code)) return null
  const { code } = outer.data
  const parts = REASONS[code].safeParse(outer.data.parts)
  if (!parts.success) return null
  const known = { code, parts: parts.data } as Reason
  const inner = partsOf(known).filter(({ kind, value: part }) => kind === 'nested' && part !== null)
  return inner.every(({ value: part }) => readReason(part, depth - 1) !== null) ? known : null
}

function isCode(code: string): code is ReasonCode {
  return Object.hasOwn(REASONS, code)
}
