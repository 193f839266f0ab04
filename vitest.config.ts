import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'
import { LongestFirst } from './test/support/longest-first.ts'

/** Unit tests that change what their whole process shares: each of these files has a process of its own. */
const ISOLATED = [
  'test/engine/languages/parsers.test.ts', // aborts the WebAssembly runtime that all parsers share
  'test/sandbox/**/*.test.ts', // counts and kills the processes that it leaves running
  'test/server/intake/verify-in-process.test.ts', // measures how free its own main thread is
  'test/server/ingest/run-reader.test.ts', // starts processes, and ends some of them for want of memory
  'test/support/actions/run-workflow.test.ts', // sets a variable of the environment
]
const UNIT = ['test/{architecture,model,protocol,config,engine,sandbox,llm,runner,server,support,bench}/**/*.test.{ts,tsx}']
const unit = { testTimeout: 20_000 } // tests of limits, on a machine that is busy with others
const db = { globalSetup: ['test/support/postgres.ts'], setupFiles: ['test/support/own-database.ts'] }

export default defineConfig({
  logLevel: 'error', // @actions/* point to source maps that they do not ship: 30 warnings
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    // A third of the time tests wait for each other's processes: one worker more than cores. Each file has a database of its own; four of
    // them fit the connections of one Postgres
    maxWorkers: Math.min(availableParallelism() + 1, 4),
    sequence: { sequencer: LongestFirst },
    server: { deps: { inline: [/@actions\//] } },
    reporters: ['default', ['junit', { outputFile: 'reports/junit.xml' }], './test/support/closing-line.ts'],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.{ts,tsx}'],
      exclude: ['src/server/history/generated/**'],
      reporter: ['text-summary', 'json'],
      reportsDirectory: 'reports/coverage',
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: UNIT,
          exclude: [...configDefaults.exclude, ...ISOLATED],
          isolate: false, // modules, grammars and schemas are loaded once for a worker, not once for a file
          setupFiles: ['test/support/nothing-left.ts'],
          ...unit,
        },
      },
      { extends: true, test: { name: 'unit-isolated', include: ISOLATED, ...unit } },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
          ...db,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 1 },
          ...db,
        },
      },
    ],
  },
})
