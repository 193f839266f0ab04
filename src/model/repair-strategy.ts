import { z } from 'zod'

/** The names under which a repair says how it was found. */
export const RepairStrategy = z.enum([
  'update_signature',
  'update_assertion',
  'update_import',
  'update_mock',
  'add_async',
  'update_selector',
  'regenerate',
  'add_wait',
  'update_setup',
  'rename_symbol',
  'update_result',
  'use_successor',
  'remove_test',
])
export type RepairStrategy = z.infer<typeof RepairStrategy>
