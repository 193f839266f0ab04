/** The `share`th of the values, sorted; NaN where there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** `p50 … ms, p95 … ms, p99 … ms (n=…)` */
export function spread(values: readonly number[]): string {
  const at = (share: number) => `p${share * 100} ${Math.round(quantile(values, share))} ms`
  return `${[0.5, 0.95, 0.99].map(at).join(', ')} (n=${values.length})`
}
