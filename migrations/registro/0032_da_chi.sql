-- Who ended somebody else's session: without it the trail says only that it was an administrator. Also which session it
-- was, by the name under which readings have it.

ALTER TABLE accesso.accessi ADD COLUMN da_operatore uuid;
ALTER TABLE accesso.accessi ADD COLUMN sessione uuid;
