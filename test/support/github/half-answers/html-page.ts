import { type HalfAnswer, page } from './half-answer.ts'

export const htmlPage: HalfAnswer = { name: 'a page for people', parts: ['json', 'address'], spoil: (answer) => page(answer, 200) }
