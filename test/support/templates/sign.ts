import type { Feature } from '../../../src/engine/diagnosis/intent/intent-case.ts'

// Copy to src/engine/diagnosis/intent/signs/<group>/<name>.ts (the name is the file's), and name it in the list of
// src/engine/diagnosis/intent/index.ts. The weight is in log-odds: above 0 it speaks for an intended change. `seen: null` counts nothing.

/** Several changed places are rarely an accident. */
export const signTemplate = {
  name: 'many-hunks',
  description: 'The causal part of the change stands in more than two places.',
  weight: 0.5,
  read: ({ hunks }) => ({ seen: hunks.length > 2, detail: `${hunks.length} changed places` }),
} satisfies Feature
