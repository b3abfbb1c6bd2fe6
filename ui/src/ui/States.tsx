import { useRouter } from '@tanstack/react-router';
import type { ErrorComponentProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Fault } from '~/graphql/client';
import { Alert } from './Alert';

/** While data are on their way: blocks of the height that they will have. */
export function Loading({ rows = 6 }: { rows?: number }) {
  return (
    <div className="attesa" aria-busy="true">
      <span className="visually-hidden" role="status">
        Caricamento in corso
      </span>
      {Array.from({ length: rows }, (_, i) => (
        <span key={i} aria-hidden="true" />
      ))}
    </div>
  );
}

/** Nothing to show, and what can be done about it. */
export function Empty({ children }: { children?: ReactNode }) {
  return (
    <div className="vuoto">
      <p className="mb-0">Nessun record presente</p>
      {children}
    </div>
  );
}

/** What went wrong, with the way to try again. */
export function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const fault = error instanceof Fault ? error : null;
  return (
    <Alert tone="danger" title={fault?.message ?? 'Si è verificato un errore inatteso.'}>
      {fault?.requestId ? <p>Riferimento per l’assistenza: {fault.requestId}</p> : null}
      <button type="button" className="btn btn-outline-primary btn-sm" onClick={onRetry}>
        Riprova
      </button>
    </Alert>
  );
}

/** What a route shows when its data cannot be had. */
export function PageFailure({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <Failure
      error={error}
      onRetry={() => {
        reset();
        void router.invalidate();
      }}
    />
  );
}

interface Answer<T> {
  data: T | undefined;
  error: Error | null;
  isPending: boolean;
  refetch: () => unknown;
}

/** The states of a question that is not part of a route: waiting, failed, answered. */
export function Loaded<T>({
  from,
  rows,
  children,
}: {
  from: Answer<T>;
  rows?: number;
  children: (data: T) => ReactNode;
}) {
  if (from.data !== undefined) return children(from.data);
  if (from.error) return <Failure error={from.error} onRetry={() => void from.refetch()} />;
  return <Loading {...(rows === undefined ? {} : { rows })} />;
}
