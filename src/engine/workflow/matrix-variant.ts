import type { MatrixInput } from './workflow-parts.ts'

/** The matrix leg in a job's name as Actions writes it: `test (3.11, ubuntu-latest)` → `3.11, ubuntu-latest`; '' without one. */
export function variantText(jobName: string): string {
  return /\(([^()]*)\)$/.exec(jobName)?.[1] ?? ''
}

/**
 * The workflow's matrix inputs for a failing leg. A job name lists the values in the matrix's own order; each input takes the first
 * value that it allows. Inputs that no value fits are left to their defaults.
 */
export function matrixVariant(jobName: string, inputs: readonly MatrixInput[]): Readonly<Record<string, string>> {
  const values = variantText(jobName)
    .split(',')
    .map((value) => value.trim())
  const taken: [string, string][] = []
  for (const { name, values: allowed } of inputs) {
    const at = values.findIndex((value) => allowed.includes(value))
    if (at < 0) continue
    taken.push([name, values[at] ?? ''])
    values.splice(at, 1)
  }
  return Object.fromEntries(taken)
}
