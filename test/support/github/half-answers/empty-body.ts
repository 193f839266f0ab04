import { type HalfAnswer, withBytes } from './half-answer.ts'

export const emptyBody: HalfAnswer = {
  name: 'an empty body',
  parts: ['json', 'download'],
  // an empty log is a log
  spoil: (answer) => (answer.headers['content-type']?.startsWith('text/') ? null : withBytes(answer, new Uint8Array())),
}
