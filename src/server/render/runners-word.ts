/** Said wherever something that only a run can show is shown: code of the repository runs beside the runner, and could speak for it. */
export const RUNNERS_WORD = "What runs showed is the runner's word: the repository's own code ran in the same job."
