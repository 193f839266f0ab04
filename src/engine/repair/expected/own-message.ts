import type { RepairContext } from '../strategy.ts'

/** Pieces of a message between what may be written into it: names in quotes, numbers, paths. */
const BETWEEN = /["'`“”‘’<>{}[\]()\d/\\]+/
/** Shorter pieces are in every text. */
const LEAST_PIECE = 12
/** Share of a message that has to be written in the product: the rest may be computed. */
const LEAST_WRITTEN = 0.5
/** Longer ones are reports and no messages. */
const MOST_LENGTH = 300

/**
 * The first line of a message that came in place of a quite different one, where the product says it in its own words. One of the runtime, such
 * as that of a missing member, is nowhere in its texts: that is what a bug says, and never expected.
 */
export function ownMessage(old: string, came: string, { trees }: Pick<RepairContext, 'trees'>): string | null {
  const [line = ''] = came.split('\n')
  if (old.includes('\n') || line === old || line.length > MOST_LENGTH) return null
  const pieces = line.split(BETWEEN).map((piece) => piece.trim())
  const long = pieces.filter((piece) => piece.length >= LEAST_PIECE)
  const texts = trees.product.flatMap((path) => trees.after.text(path) ?? [])
  const written = long.filter((piece) => texts.some((text) => text.includes(piece)))
  const length = (some: readonly string[]): number => some.reduce((sum, { length: one }) => sum + one, 0)
  return written.length > 0 && length(written) >= LEAST_WRITTEN * length(pieces) ? line : null
}
