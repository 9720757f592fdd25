-- People and how they enter. Outside every plan (Ley 29733).

CREATE TABLE persona (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  nombre TEXT NOT NULL CHECK (nombre <> ''),
  puesto TEXT NOT NULL
);

-- `unidad` names a unit that lives on from one plan to the next, so it has no
-- foreign key: the plan is half of a unit's key.
CREATE TABLE cuenta (
  usuario TEXT NOT NULL PRIMARY KEY CHECK (usuario <> ''),
  persona TEXT NOT NULL REFERENCES persona (id) DEFERRABLE INITIALLY DEFERRED,
  clave TEXT NOT NULL CHECK (clave <> ''),
  rol TEXT NOT NULL CHECK (rol <> ''),
  unidad TEXT CHECK (length(unidad) = 36),
  estado TEXT NOT NULL CHECK (estado IN ('Activa', 'Cerrada'))
);

-- Only the SHA-256 of a session's token is kept.
CREATE TABLE sesion (
  resumen TEXT NOT NULL PRIMARY KEY CHECK (length(resumen) = 64),
  usuario TEXT NOT NULL REFERENCES cuenta (usuario) DEFERRABLE INITIALLY DEFERRED,
  creada TEXT NOT NULL CHECK (length(creada) = 27),
  vista TEXT NOT NULL CHECK (length(vista) = 27),
  expira TEXT NOT NULL CHECK (length(expira) = 27)
);

CREATE INDEX sesion_por_usuario ON sesion (usuario);

-- Failed sign-ins by account and by address, since the first of a window.
CREATE TABLE intento (
  origen TEXT NOT NULL PRIMARY KEY CHECK (origen <> ''),
  cuantos BIGINT NOT NULL CHECK (cuantos > 0),
  desde TEXT NOT NULL CHECK (length(desde) = 27)
);

CREATE TABLE ajuste (
  nombre TEXT NOT NULL PRIMARY KEY CHECK (nombre <> ''),
  valor TEXT NOT NULL
);

CREATE TABLE auditoria (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  instante TEXT NOT NULL CHECK (length(instante) = 27),
  usuario TEXT NOT NULL,
  acto TEXT NOT NULL CHECK (acto <> ''),
  detalle TEXT NOT NULL
);
