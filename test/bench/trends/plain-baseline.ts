/** Where the mean of the last five values is so many times the mean of all before them, at each of them: what a plain dashboard alarms at. */
export function plainAlarms(values: readonly number[], threshold: number): readonly number[] {
  return values.flatMap((_, index) => {
    const ratio = lastFive(values.slice(0, index + 1))
    return ratio !== null && ratio >= threshold ? [index] : []
  })
}

/** The mean of the last five values, divided by the mean of those before; null where there are too few. */
export function lastFive(values: readonly number[]): number | null {
  if (values.length < 10) return null
  const mean = (of: readonly number[]) => of.reduce((sum, value) => sum + value, 0) / of.length
  return mean(values.slice(-5)) / mean(values.slice(0, -5))
}
