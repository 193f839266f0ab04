/** An edit that no declared change asks for: `line` counts from 1 in the text before. */
export type ForeignEdit = { readonly line: number; readonly reason: string }
