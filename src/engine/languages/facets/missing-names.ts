/** What happens at run time where a name is used that is no longer there. */
export type MissingNames = {
  /** Reading an export or a member that is gone: an error that names it, or a value that means nothing. */
  readonly readAs: 'error' | 'undefined'
}
