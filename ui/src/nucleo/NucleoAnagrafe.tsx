import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import * as v from 'valibot';
import { CommandForm } from '~/command/CommandForm';
import { placeName } from '~/common/Anagrafica';
import { TextField } from '~/form/fields';
import { required } from '~/form/rules';
import { formatDay, formatInstant } from '~/format/date';
import {
  ConfrontaNucleoDocument,
  type UnComponenteAnagrafeFragment,
  type UnNucleoAnagrafeFragment,
} from '~/gql/graphql';
import { execute } from '~/graphql/client';
import { useMayChange } from '~/soggetto/query';
import { Alert } from '~/ui/Alert';
import { type Column, DataTable } from '~/ui/DataTable';
import { Dialog } from '~/ui/Dialog';
import { Empty } from '~/ui/States';
import { Comparison } from './Comparison';
import { anagrafeQuery, storeAnagrafe } from './queries';

type Member = UnComponenteAnagrafeFragment;

const COLUMNS: Column<Member>[] = [
  {
    id: 'cognome',
    heading: 'Cognome',
    namesRow: true,
    cell: (m) => {
      const name = m.anagrafica?.cognome ?? m.anagrafica?.nome ?? 'Dati cancellati';
      if (!m.scheda) return name;
      return (
        <Link to="/soggetti/$id/anagrafica" params={{ id: m.id }}>
          {name}
        </Link>
      );
    },
  },
  { id: 'nome', heading: 'Nome', cell: (m) => m.anagrafica?.nome },
  { id: 'sesso', heading: 'Sesso', cell: (m) => m.anagrafica?.sesso },
  {
    id: 'nascita',
    heading: 'Data di nascita',
    cell: (m) => formatDay(m.anagrafica?.dataNascita, m.anagrafica?.precisioneNascita),
  },
  { id: 'luogo', heading: 'Luogo nascita', cell: (m) => placeName(m.anagrafica?.luogoNascita ?? null) },
  { id: 'relazione', heading: 'Relazione di parentela', cell: (m) => m.relazione?.descrizione },
];

/** Drawer «Nucleo Anagrafe» (manual, figure 10): as the register has it, not to be changed by hand. */
export function NucleoAnagrafe({ soggetto }: { soggetto: string }) {
  const { nucleoAnagrafe: nucleo } = useSuspenseQuery(anagrafeQuery(soggetto)).data;
  const mayChange = useMayChange(soggetto);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <h2>Nucleo Anagrafe</h2>
      {nucleo ? <Members nucleo={nucleo} /> : <Empty />}
      {nucleo?.confronto ? (
        <Comparison confronto={nucleo.confronto} versione={nucleo.versione} soggetto={soggetto} />
      ) : null}
      {mayChange ? (
        <div className="azioni">
          <button type="button" className="btn btn-primary" onClick={() => setAsking(true)}>
            Confronto Nucleo con Anagrafe
          </button>
        </div>
      ) : null}
      {asking ? (
        <Ask soggetto={soggetto} versione={nucleo?.versione} onClose={() => setAsking(false)} />
      ) : null}
    </>
  );
}

function Members({ nucleo }: { nucleo: UnNucleoAnagrafeFragment }) {
  return (
    <>
      {nucleo.verificato ? null : (
        <Alert tone="warning" title="Il nucleo non è verificato">
          {nucleo.causa ? <p>{nucleo.causa.messaggio}</p> : null}
        </Alert>
      )}
      {nucleo.provenienza ? (
        <p>
          Dati di ANPR al {formatDay(nucleo.provenienza.dataRiferimento)}, consultati il{' '}
          {formatInstant(nucleo.provenienza.consultatoIl)}.
        </p>
      ) : null}
      {nucleo.componenti.length === 0 ? (
        <Empty />
      ) : (
        <DataTable
          caption="Componenti del nucleo in anagrafe"
          captionHidden
          columns={COLUMNS}
          rows={nucleo.componenti}
          rowKey={(m) => m.id}
        />
      )}
    </>
  );
}

const Schema = v.object({ motivo: required('Indicare la pratica per cui si consulta ANPR.') });

function Ask({
  soggetto,
  versione,
  onClose,
}: {
  soggetto: string;
  versione: number | undefined;
  onClose: () => void;
}) {
  const client = useQueryClient();
  return (
    <Dialog title="Confronto Nucleo con Anagrafe" onClose={onClose}>
      <p>Il nucleo viene chiesto di nuovo ad ANPR. La consultazione è registrata con il suo motivo.</p>
      <CommandForm
        schema={Schema}
        initial={{ motivo: '' }}
        version={versione}
        unguarded
        send={async ({ motivo }, command) => {
          const input = { ...command, soggetto, motivo };
          return (await execute(ConfrontaNucleoDocument, { input })).confrontaNucleo;
        }}
        onReload={() => {
          onClose();
          void client.invalidateQueries({ queryKey: ['nuclei'] });
        }}
        onDone={async (payload) => {
          await storeAnagrafe(client, soggetto, payload.nucleo);
          onClose();
        }}
        onCancel={onClose}
        submit="Confronta"
        said="Confronto eseguito."
      >
        <TextField
          name="motivo"
          label="Numero della pratica"
          required
          help="La pratica per cui si consulta ANPR, per esempio il protocollo della richiesta"
        />
      </CommandForm>
    </Dialog>
  );
}
