import { Dialog } from '~/ui/Dialog';

/** Asked before a page with unsaved changes is left. */
export function UnsavedChanges({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  return (
    <Dialog title="Ci sono modifiche non salvate" onClose={onStay}>
      <p>Uscendo dalla pagina andranno perse.</p>
      <div className="azioni">
        <button type="button" className="btn btn-outline-primary" onClick={onLeave}>
          Esci senza salvare
        </button>
        <button type="button" className="btn btn-primary" onClick={onStay}>
          Resta sulla pagina
        </button>
      </div>
    </Dialog>
  );
}
