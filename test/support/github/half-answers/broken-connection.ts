import type { HalfAnswer } from './half-answer.ts'

export const brokenConnection: HalfAnswer = {
  name: 'a connection that breaks in the middle',
  parts: ['json', 'download'],
  spoil: (answer) => (answer.bytes.length < 2 ? null : { ...answer, breakAfter: answer.bytes.length >> 1 }),
}
