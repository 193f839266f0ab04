import { z } from 'zod'
import { ContractChange } from '../contract-change.ts'

/** Something that has a name: a symbol, a path, a package, a host. */
export const name = z.string()
export const names = z.array(z.string()).readonly()
/** Quoted text, from a failure or a tool. It never distinguishes one cause from another. */
export const message = z.string()
export const count = z.number()

/** `count` lines of the head from `line` on, counted from 1; the whole file where `line` is null. */
export const place = z.object({ file: z.string(), line: z.number().int().nullable(), count: z.number().int().optional() })
export type Place = Readonly<z.infer<typeof place>>
export const places = z.array(place).readonly()

/** What a sentence about a declared change needs of it. */
export const change = ContractChange.pick({
  kind: true,
  symbol: true,
  file: true,
  line: true,
  before: true,
  after: true,
  oldFile: true,
  newSymbol: true,
})
export type DeclaredChange = Readonly<z.infer<typeof change>>
export const changes = z.array(change).readonly()

/** A package in two versions, as `manifest` names it; null where it is not there. */
export const moved = z.object({ manifest: z.string(), name: z.string(), before: z.string().nullable(), after: z.string().nullable() })
export type MovedPackage = Readonly<z.infer<typeof moved>>
export const allMoved = z.array(moved).readonly()

/** Signs for or against an intended change: the sign's id, and what it saw. */
export const signs = z.array(z.object({ sign: z.string(), detail: z.string() })).readonly()
export type Signs = z.infer<typeof signs>

/** The reason on which this one follows, or which it quotes. */
export const nested = z.object({ code: z.string(), parts: z.record(z.string(), z.unknown()) })
export type NestedReason = Readonly<z.infer<typeof nested>>

const KINDS = new Map<unknown, PartKind>([
  [name, 'name'],
  [names, 'names'],
  [message, 'message'],
  [count, 'count'],
  [place, 'place'],
  [places, 'places'],
  [change, 'change'],
  [changes, 'changes'],
  [moved, 'moved'],
  [allMoved, 'moved'],
  [signs, 'signs'],
  [nested, 'nested'],
])
export type PartKind =
  | 'name'
  | 'names'
  | 'message'
  | 'count'
  | 'place'
  | 'places'
  | 'change'
  | 'changes'
  | 'moved'
  | 'signs'
  | 'nested'
  | 'word'

/** What a part is, by the schema that it is declared with; a `word` is one of a closed list. */
export function kindOf(schema: unknown): PartKind {
  return KINDS.get(schema instanceof z.ZodNullable || schema instanceof z.ZodDefault ? schema.unwrap() : schema) ?? 'word'
}
