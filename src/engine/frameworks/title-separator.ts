/** Between a file and the titles of a test: ours and Vitest's, Jest's, and the one of common reports. */
export const TITLE_SEPARATOR = / (?:>|›|::) /g
