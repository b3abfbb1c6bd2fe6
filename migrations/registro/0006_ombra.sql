-- Where a read model is rebuilt beside the live one, to be compared with it or to take its place. Empty at rest.
CREATE SCHEMA letture_ombra;
REVOKE ALL ON SCHEMA letture_ombra FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA letture_ombra TO sigess_applicazione;
