import type { z } from 'zod'
import type { Mark } from './mark.ts'

/** The sentences for the codes of one file of `model/reasons/`. */
export type TemplatesFor<Codes> = { readonly [Code in keyof Codes]: (parts: Readonly<z.infer<Codes[Code]>>, mark: Mark) => string }
