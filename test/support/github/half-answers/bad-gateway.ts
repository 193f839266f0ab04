import { type HalfAnswer, page } from './half-answer.ts'

export const badGateway: HalfAnswer = {
  name: "a proxy's page",
  parts: ['json', 'address', 'download'],
  spoil: (answer) => page(answer, 502),
}
