import { arityEdits } from '../result/arity-edits.ts'
import { calledOrRead } from '../result/called-or-read.ts'
import { exceptionClass } from '../result/exception-class.ts'
import { recordEdits } from '../result/record-edits.ts'
import { wrappedEdits } from '../result/wrapped-edits.ts'
import type { Strategy } from '../strategy.ts'

export const updateResult: Strategy = {
  name: 'update_result',
  description:
    'Follows the shape of what a function gives back: a property that is called now, a method that is read, several values that are a record, or more or fewer than before, a value that comes within an object; proposes the class of an exception that is raised in place of another.',
  propose: (context) => [
    ...calledOrRead(context),
    ...recordEdits(context),
    ...arityEdits(context),
    ...wrappedEdits(context),
    ...exceptionClass(context),
  ],
}
