-- The service says that it is ready only on a database that has every migration it knows: it may look which there are.
GRANT SELECT ON public._sqlx_migrations TO sigess_applicazione;
