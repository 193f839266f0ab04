import { openHistory } from '../../../src/server/history/connection/open-history.ts'
import { listTestPeriods } from '../../../src/server/history/periods/test-periods.ts'
import { listTestExecutions } from '../../../src/server/history/reads/executions.ts'
import { readTestHistory } from '../../../src/server/history/reads/test-history.ts'
import { findTestCase } from '../../../src/server/history/reads/tests.ts'

/** A process that reads all that is stored of one test, first of a small one, and prints by how many bytes its peak grew. */
const [url = '', small = '', large = ''] = process.argv.slice(2)
const history = openHistory(url, { connections: 1 })

async function analyse(id: string): Promise<number> {
  const test = await findTestCase(history.database, 1, id)
  if (!test) throw new Error('the test is missing')
  await readTestHistory(history.database, 1, test)
  await listTestPeriods(history.database, 1, { since: new Date(0), until: new Date('2100-01-01'), testCaseIds: [id] })
  return (await listTestExecutions(history.database, 1, id, { limit: 10_000 })).length
}

const peak = () => process.resourceUsage().maxRSS * 1_024
await analyse(small)
const before = peak()
const executions = await analyse(large)
process.stdout.write(JSON.stringify({ executions, bytes: peak() - before }))
await history.close()
