import type { Slowdown } from '../../engine/history/slowdown.ts'

/** A test that a pull request makes slower. */
export type SlowTest = Slowdown & { readonly testId: string; readonly file: string | null }
