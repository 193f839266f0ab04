export type Leg = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const listOf = (value: unknown): readonly Leg[] => (Array.isArray(value) ? value.filter(isRecord) : [])
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** The legs of an evaluated `strategy.matrix`, in GitHub's order; one empty leg where there is none. */
export function expandMatrix(matrix: unknown): readonly Leg[] {
  if (!isRecord(matrix)) return [{}]
  const { include, exclude, ...axes } = matrix
  let legs: readonly Leg[] = Object.keys(axes).length === 0 ? [] : [{}]
  for (const [key, values] of Object.entries(axes))
    legs = legs.flatMap((leg) => (Array.isArray(values) ? values : [values]).map((value) => ({ ...leg, [key]: value })))
  const isExcluded = (leg: Leg) => listOf(exclude).some((pattern) => Object.entries(pattern).every(([key, value]) => same(leg[key], value)))
  const original = legs.filter((leg) => !isExcluded(leg))
  const merged = original.map((leg) => ({ ...leg }) as Record<string, unknown>)
  const added: Leg[] = []
  for (const extra of listOf(include)) {
    // an include may add to a leg, also over what an earlier include added, but never over the leg's own values
    const fits = original.flatMap((leg, index) =>
      Object.entries(extra).every(([key, value]) => !(key in leg) || same(leg[key], value)) ? [index] : [],
    )
    for (const index of fits) Object.assign(merged[index] ?? {}, extra)
    if (fits.length === 0) added.push(extra)
  }
  return [...merged, ...added]
}

/** The part of a job's name that tells its legs apart: ` (3.12, ubuntu)`. */
export function legName(leg: Leg): string {
  const values = Object.values(leg).map((value) => (isRecord(value) ? Object.values(value).join(', ') : String(value)))
  return values.length === 0 ? '' : ` (${values.join(', ')})`
}
