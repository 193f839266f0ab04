import { afterAll, expect, vi } from 'vitest'

/** What files that share a process could leave to the next one; such a file belongs in ISOLATED of vitest.config.ts. */
const shared = () => ({
  environment: { ...process.env },
  folder: process.cwd(),
  hasFakeTimers: vi.isFakeTimers(),
})

const before = shared()
afterAll(() => expect(shared()).toEqual(before))
