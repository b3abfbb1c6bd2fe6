interface Props {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

/** The button that adds the next page to a list. */
export function More({ query }: Props) {
  if (!query.hasNextPage) return null;
  return (
    <button
      type="button"
      className="btn btn-outline-primary"
      aria-disabled={query.isFetchingNextPage || undefined}
      onClick={() => {
        if (!query.isFetchingNextPage) query.fetchNextPage();
      }}
    >
      {query.isFetchingNextPage ? 'Caricamento…' : 'Mostra altri'}
    </button>
  );
}
