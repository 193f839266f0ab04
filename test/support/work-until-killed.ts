import { createLog } from '../../src/server/log.ts'
import { startServer } from './server-under-test.ts'

/** A worker process for tests: its job says that it began and never ends by itself. */
const [databaseUrl = ''] = process.argv.slice(2)
const begin = {
  name: 'handle-delivery',
  expireInSeconds: 600,
  run: async () => {
    process.stdout.write('began\n')
    await new Promise(() => {})
  },
} as const
await startServer({ jobs: [begin] }, { databaseUrl }, { intake: false, jobs: true }, createLog('silent'))
