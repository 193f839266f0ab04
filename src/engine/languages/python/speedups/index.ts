import type { Speedups } from '../../facets/speedups.ts'
import { pausesIn } from '../cures/waiting.ts'

export const pythonSpeedups: Speedups = { pauses: pausesIn }
