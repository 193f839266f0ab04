import { z } from 'zod'

/** The ten ways a test can fail; the order is that of the published result contract. */
export const FailureType = z.enum([
  'syntax_error',
  'import_error',
  'attribute_error',
  'assertion_failed',
  'timeout',
  'mock_error',
  'type_error',
  'key_error',
  'runtime_error',
  'flaky',
])
export type FailureType = z.infer<typeof FailureType>
