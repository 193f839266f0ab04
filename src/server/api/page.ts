import { z } from 'zod'

const MAX_LIMIT = 200
const MAX_CURSOR = 8_192 // a test's id may have 4,096 characters

/**
 * The query of a list. The cursor is the key of the last item that was seen, so that what is added or removed meanwhile moves nothing; it is
 * opaque to readers, and `name` keeps one list's cursor out of another's.
 */
export function pageQuery<Key>(name: string, key: z.ZodType<Key>) {
  const cursor = z
    .string()
    .max(MAX_CURSOR)
    .transform((text, context) => {
      const found = z.object({ list: z.literal(name), after: key }).safeParse(decode(text))
      if (found.success) return found.data.after
      context.addIssue('it is no cursor of this list: begin again without one')
      return z.NEVER
    })
  return z.object({
    limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(50).meta({ description: 'The most items in the answer.' }),
    cursor: cursor.optional().meta({ description: 'The `next` of the page before; opaque.' }),
  })
}

function decode(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}

function cursorOf(name: string, after: unknown): string {
  return Buffer.from(JSON.stringify({ list: name, after })).toString('base64url')
}

const Reason = z
  .object({ code: z.string(), message: z.string(), fix: z.string() })
  .meta({ id: 'EmptyReason', description: 'Why there is nothing to list, and what would change that.' })
export type EmptyReason = Readonly<z.infer<typeof Reason>>

/** One page; `next` is null on the last one. `reason` says why nothing is there, where nothing is. */
export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable(), reason: Reason.nullable() })
}

/** Cuts a page out of `rows`, of which one more than `limit` was read; `reason` is only given where there are none at all. */
export async function pageOf<Row, Item>(
  rows: readonly Row[],
  asked: { readonly name: string; readonly limit: number; readonly cursor?: unknown },
  keyOf: (row: Row) => unknown,
  show: (row: Row) => Item,
  reason: () => EmptyReason | Promise<EmptyReason>,
): Promise<{ items: Item[]; next: string | null; reason: EmptyReason | null }> {
  const shown = rows.slice(0, asked.limit)
  const last = shown.at(-1)
  const next = rows.length > asked.limit && last !== undefined ? cursorOf(asked.name, keyOf(last)) : null
  const isEmpty = shown.length === 0 && asked.cursor === undefined
  return { items: shown.map(show), next, reason: isEmpty ? await reason() : null }
}

/** Where something was filtered out, nobody knows whether there is anything at all. */
export const NO_MATCH: EmptyReason = {
  code: 'none_match',
  message: 'nothing that is stored is as asked',
  fix: 'ask for less: leave a filter out',
}
