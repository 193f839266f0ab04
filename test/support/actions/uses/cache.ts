import type { BuiltInAction } from '../action.ts'

const RESTORE = ['path', 'key', 'restore-keys', 'fail-on-cache-miss', 'lookup-only', 'enableCrossOsArchive']

const run: BuiltInAction['run'] = async ({ inputs, log }) => {
  const key = inputs['key'] ?? ''
  if (key === '') return { failure: 'Input required and not supplied: key' }
  if (inputs['fail-on-cache-miss'] === 'true')
    return { failure: `Failed to restore cache entry. Exiting as fail-on-cache-miss is set. Input key: ${key}` }
  log.write(`Cache not found for input keys: ${key}`)
  return { outputs: { 'cache-hit': '', 'cache-primary-key': key, 'cache-matched-key': '' } }
}

/** Every look-up misses, nothing is saved: a clean machine each time. */
export const cacheRestore: BuiltInAction = { inputs: RESTORE, run }
export const cache: BuiltInAction = { inputs: [...RESTORE, 'save-always', 'upload-chunk-size'], run }
