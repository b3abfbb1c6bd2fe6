-- Data keys, wrapped by a key-encryption key that this database never sees. Destroying a row's keys destroys the
-- data they sealed; the row itself stays for ever as a tombstone.
CREATE SCHEMA chiavi;
REVOKE ALL ON SCHEMA chiavi FROM PUBLIC;

CREATE TABLE chiavi.soggetti (
    soggetto   uuid        PRIMARY KEY,
    incartate  bytea[],                           -- one wrapped key a class, in the order of the classes; NULL after erasure
    kek        text        NOT NULL,              -- id of the key-encryption key
    creata     timestamptz NOT NULL DEFAULT now(),
    cancellata timestamptz,
    base       text,                              -- legal basis of the erasure
    CHECK ((incartate IS NULL) = (cancellata IS NOT NULL))
);

-- A fence: an erased subject stays erased, and no row is ever removed. Rotation and erasure change rows with keys only.
CREATE FUNCTION chiavi.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'keys: % refused', TG_OP;
END $$;
REVOKE ALL ON FUNCTION chiavi.refuse_change() FROM PUBLIC;
CREATE TRIGGER soggetti_erased_for_ever BEFORE UPDATE ON chiavi.soggetti
    FOR EACH ROW WHEN (OLD.incartate IS NULL) EXECUTE FUNCTION chiavi.refuse_change();
CREATE TRIGGER soggetti_never_removed BEFORE DELETE OR TRUNCATE ON chiavi.soggetti
    FOR EACH STATEMENT EXECUTE FUNCTION chiavi.refuse_change();

-- Keys of the system itself: blind indexes, request digests, short-lived sealed rows.
CREATE TABLE chiavi.sistema (
    nome      text  PRIMARY KEY,
    incartata bytea NOT NULL,
    kek       text  NOT NULL
);
