import type { FailureAnalyser } from './failure-analyser.ts'

export const keyError = {
  type: 'key_error',
  description: 'A mapping does not hold the key that was looked for.',
  isThrown: (exception) => /^(?:KeyError|MissingPropertyException)$/.test(exception),
  isSaid: () => false,
  patterns: [],
  read: ({ text }) => {
    const key = /^(?:KeyError: )?(?:'([^']*)'|"([^"]*)"|(.+))$/m.exec(text.trim())
    return { key: key?.[1] ?? key?.[2] ?? key?.[3] ?? null }
  },
} satisfies FailureAnalyser
