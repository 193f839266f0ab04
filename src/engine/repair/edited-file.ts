/** One edited file of a repair: the head's text, and the text that is offered. */
export type EditedFile = { readonly path: string; readonly before: string; readonly after: string }
