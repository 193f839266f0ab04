import { type HalfAnswer, withBytes } from './half-answer.ts'

/** Of a log nobody can know. */
export const cutArchive: HalfAnswer = {
  name: 'an archive that is cut',
  parts: ['download'],
  spoil: (answer) =>
    answer.headers['content-type']?.startsWith('text/') ? null : withBytes(answer, answer.bytes.subarray(0, answer.bytes.length >> 1)),
}
