/** Where published packages are looked up. */
export type RegistryName = 'pypi' | 'npm'
