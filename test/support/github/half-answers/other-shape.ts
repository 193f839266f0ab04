import { type HalfAnswer, withBytes } from './half-answer.ts'

export const otherShape: HalfAnswer = {
  name: 'an array for an object, an object for an array',
  parts: ['json'],
  spoil: (answer) => {
    const value = JSON.parse(Buffer.from(answer.bytes).toString('utf8'))
    return withBytes(answer, Buffer.from(JSON.stringify(Array.isArray(value) ? { ...value } : [value])))
  },
}
