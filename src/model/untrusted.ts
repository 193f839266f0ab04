declare const untrusted: unique symbol

/**
 * Text that somebody outside wrote: a log line, a test's name, a commit message.
 * Only the Markdown renderer and prompt builders accept it, so that it can't slip into a page or a command unescaped.
 */
export type Untrusted = string & { readonly [untrusted]: true }

export function asUntrusted(text: string): Untrusted {
  return text as Untrusted
}
