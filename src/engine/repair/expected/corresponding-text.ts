/** Words, numbers, signs and spaces, one by one. */
const TOKEN = /[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu
/** Pairs of tokens that are compared: more takes too long. */
const MOST_PAIRS = 2_000_000
/** Share of the old tokens that has to be in the new text: less is another text. */
const LEAST_SHARED = 0.5
/** The same, where one of its ends is not there. */
const LEAST_SHARED_AT_AN_END = 0.8

/** The part of a longer text that an expected part has become. `isStart`: it is the beginning; `isEnd`: it reaches to the end. */
export type PartAnchors = { readonly isStart: boolean; readonly isEnd: boolean }

/**
 * What stands in `now` where `old` would have stood: the stretch whose tokens agree best with those of `old`, which begins and ends as that
 * does, or where the text does. `null` where no stretch does, or where two do equally well.
 */
export function correspondingText(old: string, now: string, { isStart, isEnd }: PartAnchors): string | null {
  const [was, is] = [old.match(TOKEN) ?? [], now.match(TOKEN) ?? []]
  if (was.length === 0 || is.length === 0 || was.length * is.length > MOST_PAIRS) return null
  const ends = alignedEnds(was, is, isStart)
  const allowed = isEnd ? ends.slice(-1) : ends.slice(1)
  const best = Math.max(...allowed.map(({ score }) => score))
  const winners = allowed.filter(({ score }) => score === best)
  const [winner] = winners
  if (winner === undefined || winners.length > 1) return null
  const end = ends.indexOf(winner)
  const stretch = is.slice(winner.start, end)
  const [hasStart, hasEnd] = [isStart || stretch[0] === was[0], isEnd || stretch.at(-1) === was.at(-1)]
  // where the text itself begins or ends, an end of the old part may have gone
  const isWhole = (hasStart || winner.start === 0) && (hasEnd || end === is.length)
  const least = hasStart && hasEnd ? LEAST_SHARED : LEAST_SHARED_AT_AN_END
  return isWhole && winner.shared >= was.length * least ? stretch.join('') : null
}

type End = { readonly score: number; readonly start: number; readonly shared: number }

/** For each end in the new text the best alignment of all old tokens that ends there. */
function alignedEnds(was: readonly string[], is: readonly string[], isStart: boolean): readonly End[] {
  let row: End[] = Array.from({ length: is.length + 1 }, (_, at) => ({ score: isStart ? -at : 0, start: isStart ? 0 : at, shared: 0 }))
  for (const token of was) {
    const next: End[] = [{ ...(row[0] ?? NONE), score: (row[0]?.score ?? 0) - 1 }]
    for (const [at, other] of is.entries()) {
      const [diagonal, above, left] = [row[at] ?? NONE, row[at + 1] ?? NONE, next[at] ?? NONE]
      const isSame = token === other
      const options: End[] = [
        { ...diagonal, score: diagonal.score + (isSame ? 2 : -1), shared: diagonal.shared + Number(isSame) },
        { ...above, score: above.score - 1 },
        { ...left, score: left.score - 1 },
      ]
      next.push(options.reduce((one, two) => (two.score > one.score ? two : one)))
    }
    row = next
  }
  return row
}

const NONE: End = { score: Number.NEGATIVE_INFINITY, start: 0, shared: 0 }
