import type { Resource } from '../api.ts'
import { flaky } from './flaky.ts'
import { healings } from './healings.ts'
import { health } from './health.ts'
import { optimizationsElsewhere } from './optimizations-elsewhere.ts'
import { predictions } from './predictions.ts'
import { quarantines } from './quarantines.ts'
import { regressions } from './regressions.ts'
import { staleLooks } from './stale-looks.ts'
import { testHistory } from './test-history.ts'
import { tests } from './tests.ts'
import { tokens } from './tokens.ts'
import { trends } from './trends.ts'
import { user } from './user.ts'

/** Everything that is served, in the order of the description. */
export const RESOURCES: readonly Resource[] = [
  health,
  tests,
  testHistory,
  flaky,
  staleLooks,
  quarantines,
  healings,
  predictions,
  regressions,
  trends,
  optimizationsElsewhere,
  tokens,
  user,
]
