import type { Speedups } from '../../facets/speedups.ts'
import { pausesIn } from '../cures/waiting.ts'

export const scriptSpeedups: Speedups = { pauses: pausesIn }
