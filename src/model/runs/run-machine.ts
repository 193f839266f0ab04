import { z } from 'zod'

/**
 * What is known of the machine that ran the tests. `isolation`: whether what a test left running ended with a process namespace of its own,
 * or had to be looked for. `ended`: programs that set-up steps had left running, which were ended before the tests.
 */
export const RunMachine = z.object({
  isolation: z.enum(['namespace', 'search']),
  ended: z.array(z.string().max(40)).max(50),
})
export type RunMachine = Readonly<z.infer<typeof RunMachine>>
