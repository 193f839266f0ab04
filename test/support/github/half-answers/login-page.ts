import { type HalfAnswer, page } from './half-answer.ts'

export const loginPage: HalfAnswer = { name: 'a page to sign in at the address', parts: ['download'], spoil: (answer) => page(answer, 200) }
