import { z } from 'zod'
import { message, name, place } from './parts.ts'

/** Why a strategy makes no edit although the test uses what changed, or why an edit that it made is not tried. */
export const DECLINED = {
  'new-name-not-usable': z.strictObject({ file: name }),
  'compares-with-successor': z.strictObject({ file: name }),
  'tests-the-notice': z.strictObject({ file: name }),
  'call-not-adapted': z.strictObject({ file: name }),
  'move-not-followed': z.strictObject({ file: name }),
  'result-not-followed': z.strictObject({
    symbol: name,
    file: name,
    why: z.enum([
      'property-with-arguments',
      'any-exception',
      'class-not-importable',
      'fields-crossed',
      'name-bound-again',
      'no-such-place',
      'places-changed',
      'lost-value-read',
    ]),
  }),
  'not-awaited': z.strictObject({ file: name, why: z.enum(['generator', 'outside-functions', 'handed-on', 'nobody-waits']) }),
  'parameter-replaced': z.strictObject({}),
  'argument-not-plain': z.strictObject({}),
  'two-arguments-one-parameter': z.strictObject({}),
  'parameter-needs-value': z.strictObject({ parameter: name }),
  'parameter-not-reachable': z.strictObject({ parameter: name }),
  'values-disagree': z.strictObject({ parameter: name, one: message, other: message, place }),
  'value-not-at-hand': z.strictObject({ parameter: name, value: message, place }),
  'examples-disagree': z.strictObject({ symbol: name }),
  'default-differs': z.strictObject({ parameter: name, before: message, after: message }),
  'keyword-gone': z.strictObject({}),
  'changes-contradict': z.strictObject({}),
  'tests-contradict': z.strictObject({}),
  'would-not-parse': z.strictObject({}),
  'expected-not-edited': z.strictObject({
    why: z.enum([
      'not-literal',
      'no-literal-form',
      'name-not-there',
      'layout',
      'not-equal-after',
      'of-the-product',
      'several-places',
      'no-counterpart',
      'not-taken',
    ]),
  }),
  'call-not-followed': z.strictObject({ why: z.enum(['not-called', 'exchanged', 'number']) }),
  'not-removed': z.strictObject({
    file: name,
    why: z.enum(['outside-tests', 'still-exercises', 'no-assertion-left', 'whole-file', 'layout', 'more-than-rows', 'still-named']),
  }),
  'value-not-stable': z.strictObject({}),
  'value-not-usable': z.strictObject({ value: message }),
}
