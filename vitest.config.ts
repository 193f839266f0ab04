import { defineConfig } from 'vitest/config'

const db = { globalSetup: ['test/support/postgres.ts'], setupFiles: ['test/support/own-database.ts'] }

export default defineConfig({
  logLevel: 'error', // @actions/* point to source maps that they do not ship: 30 warnings
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
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
          include: [
            'test/{model,protocol,config,engine,sandbox,llm,runner,server,support}/**/*.test.{ts,tsx}',
            'test/architecture.test.ts',
          ],
        },
      },
      {
        extends: true,
        test: { name: 'integration', include: ['test/integration/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 120_000, ...db },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
          ...db,
        },
      },
    ],
  },
})
