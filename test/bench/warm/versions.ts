import type { PinnedFramework } from '../../support/frameworks/install.ts'

/** Versions of each framework that the probes are measured with. */
export const VERSIONS: Readonly<Record<PinnedFramework, readonly string[]>> = {
  pytest: ['7.4.4', '8.4.2', '9.2.0'],
  jest: ['29.7.0', '30.5.2'],
  vitest: ['3.2.7', '4.1.12', '5.1.2'],
}
