import { act, screen, within, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { TextField } from '~/form/fields';
import { required, text } from '~/form/rules';
import { Fault } from '~/graphql/client';
import { renderPage } from '~/test/render';
import { CommandForm } from './CommandForm';
import type { Outcome } from './outcome';

const Schema = v.object({ via: required(), civico: text });
type Values = v.InferOutput<typeof Schema>;
type Payload = Outcome & { ora: Values };
type Send = (values: Values, command: { comando: string; versione: number | null }) => Promise<Payload>;

function payload(change: Partial<Payload> = {}): Payload {
  return {
    esito: 'ESEGUITO',
    rifiuti: [],
    intervenuti: [],
    versione: 4,
    aggiornato: true,
    ora: { via: 'Via Nuova', civico: '1' },
    ...change,
  };
}

async function show(send: Send) {
  const mock = vi.fn(send);
  const page = await renderPage(
    <CommandForm
      schema={Schema}
      initial={{ via: 'Via Vecchia', civico: '1' }}
      version={3}
      send={mock}
      current={(answer) => answer.ora}
      onDone={() => undefined}
      submit="SALVA"
      said="Salvato."
    >
      <TextField name="via" label="Via" required />
      <TextField name="civico" label="Civico" />
    </CommandForm>,
  );
  const user = userEvent.setup();
  const via = () => screen.getByRole('textbox', { name: /Via/ });
  const save = () => user.click(screen.getByRole('button', { name: 'SALVA' }));
  return { ...page, send: mock, user, via, save };
}

describe('a form that sends a command', () => {
  it('sends the version it was loaded with, and the next time the version it was answered', async () => {
    const { send, user, via, save } = await show(() => Promise.resolve(payload()));
    await user.type(via(), ' 2');
    await save();
    expect(send.mock.lastCall?.[0]).toEqual({ via: 'Via Vecchia 2', civico: '1' });
    expect(send.mock.lastCall?.[1].versione).toBe(3);
    expect(via()).toHaveValue('Via Nuova');
    await user.type(via(), '!');
    await save();
    expect(send.mock.lastCall?.[1].versione).toBe(4);
  });

  it('sends once when clicked twice', async () => {
    let answer: (p: Payload) => void = () => undefined;
    const { send, user } = await show(() => new Promise((resolve) => (answer = resolve)));
    const button = screen.getByRole('button', { name: 'SALVA' });
    await user.dblClick(button);
    await user.click(button);
    expect(send).toHaveBeenCalledTimes(1);
    await act(() => {
      answer(payload());
      return Promise.resolve();
    });
  });

  it('keeps its command id after a fault, and takes a new one after an answer', async () => {
    const answers = [() => Promise.reject(new Fault('Rete', 'RETE')), () => Promise.resolve(payload())];
    const { send, save } = await show(() => (answers.shift() ?? (() => Promise.resolve(payload())))());
    await save();
    expect(screen.getByText(/senza rischio di doppioni/)).toBeInTheDocument();
    await save();
    await save();
    const ids = send.mock.calls.map(([, command]) => command.comando);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[1]);
  });

  it('does not send what breaks a rule: a summary takes the focus and leads to the field', async () => {
    const { send, user, via, save } = await show(() => Promise.resolve(payload()));
    await user.clear(via());
    await save();
    expect(send).not.toHaveBeenCalled();
    const summary = screen.getByText('Ci sono campi da correggere').closest('[role=alert]') as HTMLElement;
    await waitFor(() => expect(summary).toHaveFocus());
    await user.click(within(summary).getByRole('link', { name: /Via: Il campo è obbligatorio/ }));
    expect(via()).toHaveFocus();
    expect(via()).toHaveAccessibleDescription(/obbligatorio/);
    expect(via()).toBeInvalid();
  });

  it('puts a refusal of the server on its field, and any other on top', async () => {
    const rifiuti = [
      { codice: 'CAMPO_TROPPO_LUNGO', messaggio: 'Il testo è troppo lungo.', campi: ['civico'] },
      { codice: 'DATI_CANCELLATI', messaggio: 'I dati sono stati cancellati.', campi: [] },
    ];
    const { save } = await show(() => Promise.resolve(payload({ esito: 'RIFIUTATO', rifiuti })));
    await save();
    expect(screen.getByRole('textbox', { name: 'Civico' })).toHaveAccessibleDescription(/troppo lungo/);
    expect(screen.getByText('I dati sono stati cancellati.')).toBeInTheDocument();
  });

  it('shows what happened in between, and puts what was typed on top of it', async () => {
    const superata = payload({
      esito: 'VERSIONE_SUPERATA',
      versione: 7,
      ora: { via: 'Via Altrui', civico: '99' },
      intervenuti: [
        {
          posizione: 10,
          registratoIl: '2024-10-21T09:30:00Z',
          descrizione: 'Indirizzo registrato',
          operatore: { nominativo: 'GALLO STEFANO' },
          dettagli: [{ campo: 'Civico', prima: '1', dopo: '99' }],
        },
      ],
    });
    const answers = [superata, payload()];
    const { send, user, via, save } = await show(() => Promise.resolve(answers.shift() ?? payload()));
    await user.clear(via());
    await user.type(via(), 'Via Mia');
    await save();
    expect(screen.getByText(/GALLO STEFANO/)).toBeInTheDocument();
    expect(via()).toHaveValue('Via Mia');
    await user.click(screen.getByRole('button', { name: 'Riapplica le mie modifiche' }));
    expect(via()).toHaveValue('Via Mia');
    expect(screen.getByRole('textbox', { name: 'Civico' })).toHaveValue('99');
    await save();
    expect(send.mock.lastCall).toEqual([
      { via: 'Via Mia', civico: '99' },
      { comando: expect.any(String) as string, versione: 7 },
    ]);
  });

  it('asks before unsaved changes are left, and only then', async () => {
    const { router, user, via } = await show(() => Promise.resolve(payload()));
    await user.type(via(), '!');
    await act(async () => {
      void router.navigate({ to: '/altrove' as never });
      await Promise.resolve();
    });
    await user.click(await screen.findByRole('button', { name: 'Resta sulla pagina' }));
    expect(via()).toHaveValue('Via Vecchia!');
    await user.clear(via());
    await user.type(via(), 'Via Vecchia');
    await act(() => router.navigate({ to: '/altrove' as never }));
    expect(await screen.findByText('altrove')).toBeInTheDocument();
  });
});
