function told(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is missing: the tests run through npm run e2e`);
  return value;
}

/** Where the service is. */
export const origin = () => told('E2E_ORIGIN');
/** Where its identity provider is. */
export const identity = () => told('E2E_IDENTITY');
/** Where the simulated ANPR is; no browser has any business there. */
export const anpr = () => told('E2E_ANPR');
