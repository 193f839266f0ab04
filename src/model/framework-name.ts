import { z } from 'zod'

/** The test frameworks that Suture can run; a new one is a file in engine/frameworks and a name here. */
export const FrameworkName = z.enum(['pytest', 'jest', 'vitest', 'junit'])
export type FrameworkName = z.infer<typeof FrameworkName>
