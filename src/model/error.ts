/** Base of every error that Suture throws on purpose: `code` for programs, `fix` for people. */
export class SutureError extends Error {
  readonly code: string
  readonly fix: string

  constructor(code: string, message: string, fix = '', options: { readonly cause?: unknown } = {}) {
    super(message, options)
    this.name = 'SutureError'
    this.code = code
    this.fix = fix
  }
}
