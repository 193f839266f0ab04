import type { WaitStep } from './wait-step.ts'

/** Modules from which the steps of one file read a runner or a decorator. */
export function neededModules(steps: readonly WaitStep[]): ReadonlySet<string> {
  return new Set(
    steps.flatMap((step) => {
      if (step.kind === 'run') return step.file.language.waiting.runner?.module ?? []
      return step.kind === 'async' && step.decorator !== null ? (step.decorator.split('.')[0] ?? []) : []
    }),
  )
}
