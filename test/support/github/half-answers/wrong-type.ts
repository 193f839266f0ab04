import type { HalfAnswer } from './half-answer.ts'

export const wrongType: HalfAnswer = {
  name: 'a wrong content-type',
  parts: ['json'],
  spoil: (answer) => ({ ...answer, headers: { ...answer.headers, 'content-type': 'application/octet-stream' } }),
}
