import { withoutComments } from './masks/comments.ts'
import { codeOfConfiguration } from './masks/configuration.ts'
import { codeOfComponent, codeOfMarkup, codeOfMixedProse } from './masks/markup.ts'
import { codeOfNotebook } from './masks/notebook.ts'
import type { TextKind } from './text-kinds.ts'

/** What of a text is code, at the places that it has there: comments and words for people are blank. */
export function codeOfText(text: string, kind: TextKind): string {
  switch (kind.is) {
    case 'script':
    case 'schema':
      return withoutComments(text, kind.comments)
    case 'commands':
      return withoutComments(text, 'hash')
    case 'markup':
      return codeOfMarkup(text)
    case 'component':
      return codeOfComponent(text, kind.braces)
    case 'mixed_prose':
      return codeOfMixedProse(text)
    case 'notebook':
      return codeOfNotebook(text)
    case 'configuration':
      return codeOfConfiguration(text, kind.comments)
    case 'prose':
      return ''
  }
}
