-- From where people log in: in the trail, which from here on nobody changes, the owner of the database neither; and with a
-- login under way, so that one address cannot take the place of all others.

ALTER TABLE accesso.accessi ADD COLUMN indirizzo inet;
CREATE TRIGGER accessi_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON accesso.accessi
    FOR EACH STATEMENT EXECUTE FUNCTION registro.refuse_change();

ALTER TABLE accesso.login_in_corso ADD COLUMN indirizzo inet;
CREATE INDEX login_in_corso_indirizzo ON accesso.login_in_corso (indirizzo);
