-- The schedule: lags between what follows and what goes before, in working days; and the
-- versions that have a name, which are places in the log.

ALTER TABLE actividad_predecesora ADD COLUMN desfase BIGINT NOT NULL DEFAULT 0 CHECK (desfase BETWEEN -250 AND 250);

ALTER TABLE tarea_predecesora ADD COLUMN desfase BIGINT NOT NULL DEFAULT 0 CHECK (desfase BETWEEN -250 AND 250);

CREATE TABLE version_nombrada (
  plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  id TEXT NOT NULL CHECK (length(id) = 36),
  nombre TEXT NOT NULL CHECK (nombre <> ''),
  version BIGINT NOT NULL CHECK (version >= 0),
  PRIMARY KEY (plan, id),
  UNIQUE (plan, nombre)
);
