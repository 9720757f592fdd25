-- Drafts of a Modificacion, and scenarios: branches of a plan (SPEC §7). A branch is all log: what it
-- says follows from the plan it began as, at the version `origen`, and from its own entries.

CREATE TABLE rama (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  de TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  origen BIGINT NOT NULL CHECK (origen >= 0),
  modificacion TEXT NOT NULL CHECK (length(modificacion) = 36),
  titulo TEXT NOT NULL CHECK (titulo <> ''),
  clase TEXT NOT NULL CHECK (clase IN ('FuncionalProgramatico', 'Institucional')),
  persona TEXT NOT NULL REFERENCES persona (id) DEFERRABLE INITIALLY DEFERRED,
  instante TEXT NOT NULL CHECK (length(instante) = 27),
  version BIGINT NOT NULL CHECK (version >= 0),
  head TEXT NOT NULL CHECK (length(head) = 64),
  epoch BIGINT NOT NULL CHECK (epoch >= 1),
  UNIQUE (de, modificacion)
);

CREATE TABLE rama_asiento (
  plan TEXT NOT NULL REFERENCES rama (id) DEFERRABLE INITIALLY DEFERRED,
  version BIGINT NOT NULL CHECK (version >= 1),
  command_id TEXT NOT NULL CHECK (length(command_id) = 36),
  persona TEXT NOT NULL REFERENCES persona (id) DEFERRABLE INITIALLY DEFERRED,
  instante TEXT NOT NULL CHECK (length(instante) = 27),
  body TEXT NOT NULL CHECK (body <> ''),
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  resumen TEXT CHECK (length(resumen) = 64),
  PRIMARY KEY (plan, version),
  UNIQUE (plan, command_id)
);

-- Whose drafts: what the log of each says, so that one's own are found without reading all.
CREATE TABLE rama_miembro (
  rama TEXT NOT NULL REFERENCES rama (id) DEFERRABLE INITIALLY DEFERRED,
  persona TEXT NOT NULL REFERENCES persona (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (rama, persona)
);

CREATE INDEX rama_por_miembro ON rama_miembro (persona);
