import { calledOrRead } from '../result/called-or-read.ts'
import type { Strategy } from '../strategy.ts'

export const updateResult: Strategy = {
  name: 'update_result',
  description: 'Follows the shape of what a function gives back: a property that is called now, or a method that is read.',
  propose: (context) => calledOrRead(context),
}
