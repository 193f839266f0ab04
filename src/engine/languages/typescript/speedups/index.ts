import type { Speedups } from '../../facets/speedups.ts'
import { pausesIn } from '../cures/waiting.ts'
import { fakedPauses, pausesOfProduct } from './faked-pauses.ts'
import { repeatedSetups } from './repeated-setups.ts'

export const scriptSpeedups: Speedups = { pauses: pausesIn, repeatedSetups, pausesOfProduct, fakedPauses }
