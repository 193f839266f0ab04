import { type HalfAnswer, withBytes } from './half-answer.ts'

export const truncatedBody: HalfAnswer = {
  name: 'a truncated body',
  parts: ['json'],
  spoil: (answer) => (answer.bytes.length < 2 ? null : withBytes(answer, answer.bytes.subarray(0, answer.bytes.length >> 1))),
}
