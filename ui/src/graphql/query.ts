import { QueryClient, queryOptions } from '@tanstack/react-query';
import { type Document, Fault, execute } from './client';

/** Faults of the network and overload pass; everything else comes again. */
function worthRepeating(failures: number, error: Error): boolean {
  return failures < 2 && error instanceof Fault && ['RETE', 'UNAVAILABLE'].includes(error.code);
}

/** The cache of what the server said. Nothing of it is written to disk. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        gcTime: 5 * 60_000,
        retry: worthRepeating,
        // A form being filled in must not change under the hands of who fills it in.
        refetchOnWindowFocus: false,
      },
      mutations: { retry: false },
    },
  });
}

/** A question with its key: what it is about, for invalidation, then its document and variables. */
export function question<Result, Variables>(
  about: readonly string[],
  document: Document<Result, Variables>,
  variables: Variables,
) {
  const name = /\bquery\s+(\w+)/.exec(document.toString())?.[1] ?? '';
  return queryOptions({
    queryKey: [...about, name, variables],
    queryFn: ({ signal }) =>
      (execute as (d: Document<Result, Variables>, v: Variables, s: AbortSignal) => Promise<Result>)(
        document,
        variables,
        signal,
      ),
  });
}
