import { SutureError } from '../model/error.ts'

/** The number that an option holds. Throws SutureError `bad_usage`. */
export function positiveNumber(option: string, text: string): number {
  const value = Number(text)
  if (!Number.isFinite(value) || value <= 0)
    throw new SutureError('bad_usage', `${option} ${text} is not a number above 0`, `give a number, such as ${option} 10`)
  return value
}
