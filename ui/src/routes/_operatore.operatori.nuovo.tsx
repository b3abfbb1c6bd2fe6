import { createFileRoute } from '@tanstack/react-router';
import { EnableOperator } from '~/amministrazione/EnableOperator';
import { treeQuery } from '~/amministrazione/queries';
import { listQuery } from '~/common/queries';

export const Route = createFileRoute('/_operatore/operatori/nuovo')({
  loader: ({ context: { queryClient } }) =>
    Promise.all([queryClient.ensureQueryData(treeQuery), queryClient.ensureQueryData(listQuery('RUOLO'))]),
  component: EnableOperator,
});
