import { createLog } from '../../../src/server/log.ts'
import type { ServerConfig } from '../../../src/server/server-config.ts'
import { startServer } from '../server-under-test.ts'
import { scaledWaits } from './scaled-waits.ts'

/** A worker process for tests to kill: configured by WORKER_CONFIG, with the waits of a world. */
const config = JSON.parse(process.env['WORKER_CONFIG'] ?? '{}') as Partial<ServerConfig>
const replacements = { adjustOctokit: scaledWaits(1 / 1_000), queue: { superviseSeconds: 1, retries: { limit: 4, delaySeconds: 1 } } }
await startServer(replacements, { ...config, metrics: null }, { intake: false, jobs: true }, createLog('silent'))
process.stdout.write('ready\n')
