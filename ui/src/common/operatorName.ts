/** Who works at the command line: no operator. */
const COMMAND_LINE = '00000000-0000-0000-0000-000000000000';

/** How an operator is named where readings are told: also when no list has the name. */
export function operatorName({ id, nominativo }: { id: string; nominativo: string }): string {
  if (id === COMMAND_LINE) return 'Riga di comando';
  return nominativo || `operatore ${id.slice(0, 8)}`;
}
