/** Where published packages are looked up. */
export type Registry = 'pypi' | 'npm'
