/** The version of the runner; the bundle's name and every report carry it. */
export const RUNNER_VERSION = '0.1.0'
