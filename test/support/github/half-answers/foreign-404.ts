import { type HalfAnswer, page } from './half-answer.ts'

export const foreign404: HalfAnswer = { name: "a proxy's 404", parts: ['json', 'address'], spoil: (answer) => page(answer, 404) }
