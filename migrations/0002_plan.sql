-- One plan is one Ejercicio of one Entidad: its rows, and the log they follow from.

CREATE TABLE plan (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  ejercicio BIGINT NOT NULL CHECK (ejercicio BETWEEN 2000 AND 2199),
  nombre TEXT NOT NULL,
  pliego TEXT NOT NULL CHECK (length(pliego) = 6),
  ubigeo TEXT NOT NULL CHECK (length(ubigeo) = 6),
  mision TEXT NOT NULL,
  vision TEXT NOT NULL,
  pdi_inicio BIGINT NOT NULL,
  pdi_fin BIGINT NOT NULL CHECK (pdi_fin >= pdi_inicio),
  version BIGINT NOT NULL CHECK (version >= 0),
  head TEXT NOT NULL CHECK (length(head) = 64),
  epoch BIGINT NOT NULL CHECK (epoch >= 1),
  UNIQUE (pliego, ejercicio)
);

CREATE TABLE asiento (
  plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  version BIGINT NOT NULL CHECK (version >= 1),
  command_id TEXT NOT NULL CHECK (length(command_id) = 36),
  persona TEXT NOT NULL REFERENCES persona (id) DEFERRABLE INITIALLY DEFERRED,
  instante TEXT NOT NULL CHECK (length(instante) = 27),
  body TEXT NOT NULL CHECK (body <> ''),
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  PRIMARY KEY (plan, version),
  UNIQUE (plan, command_id)
);

-- A plan as it stood, compressed and written as base64. Immutable.
CREATE TABLE checkpoint (
  plan TEXT NOT NULL,
  version BIGINT NOT NULL CHECK (version >= 1),
  cuerpo TEXT NOT NULL CHECK (cuerpo <> ''),
  PRIMARY KEY (plan, version),
  FOREIGN KEY (plan, version) REFERENCES asiento (plan, version) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE rubro (
  plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  codigo TEXT NOT NULL CHECK (length(codigo) = 2),
  nombre TEXT NOT NULL,
  fuente TEXT NOT NULL CHECK (fuente <> ''),
  PRIMARY KEY (plan, codigo)
);

CREATE TABLE clasificador (
  plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  codigo TEXT NOT NULL CHECK (codigo <> ''),
  nombre TEXT NOT NULL,
  PRIMARY KEY (plan, codigo)
);

CREATE TABLE unidad_medida (
  plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  id TEXT NOT NULL CHECK (length(id) = 36),
  nombre TEXT NOT NULL,
  plural TEXT NOT NULL,
  decimales BIGINT NOT NULL CHECK (decimales BETWEEN 0 AND 4),
  PRIMARY KEY (plan, id)
);

CREATE TABLE feriado (
  plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  posicion BIGINT NOT NULL CHECK (posicion >= 0),
  fecha TEXT NOT NULL CHECK (length(fecha) = 10),
  PRIMARY KEY (plan, posicion)
);

CREATE TABLE unidad (
  plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  id TEXT NOT NULL CHECK (length(id) = 36),
  codigo TEXT NOT NULL,
  nombre TEXT NOT NULL,
  clase TEXT NOT NULL CHECK (clase <> ''),
  superior TEXT CHECK (superior <> id),
  vigente_desde TEXT NOT NULL CHECK (length(vigente_desde) = 10),
  vigente_hasta TEXT CHECK (length(vigente_hasta) = 10),
  orden TEXT NOT NULL CHECK (orden <> ''),
  PRIMARY KEY (plan, id),
  FOREIGN KEY (plan, superior) REFERENCES unidad (plan, id) DEFERRABLE INITIALLY DEFERRED
);

-- Lists of leaves without identity or money are JSON: indicadores, claves, evidencias.

CREATE TABLE objetivo (
  plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  id TEXT NOT NULL CHECK (length(id) = 36),
  codigo TEXT NOT NULL,
  enunciado TEXT NOT NULL,
  indicadores TEXT NOT NULL,
  claves TEXT NOT NULL,
  responsable TEXT,
  orden TEXT NOT NULL CHECK (orden <> ''),
  estado TEXT NOT NULL CHECK (estado IN ('Vigente', 'Retirado')),
  PRIMARY KEY (plan, id),
  FOREIGN KEY (plan, responsable) REFERENCES unidad (plan, id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE accion (
  plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  id TEXT NOT NULL CHECK (length(id) = 36),
  objetivo TEXT NOT NULL,
  codigo TEXT NOT NULL,
  enunciado TEXT NOT NULL,
  indicadores TEXT NOT NULL,
  evidencias TEXT NOT NULL,
  responsable TEXT,
  orden TEXT NOT NULL CHECK (orden <> ''),
  estado TEXT NOT NULL CHECK (estado IN ('Vigente', 'Retirado')),
  PRIMARY KEY (plan, id),
  FOREIGN KEY (plan, objetivo) REFERENCES objetivo (plan, id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (plan, responsable) REFERENCES unidad (plan, id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE marco_presupuestal (
  plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  rubro TEXT NOT NULL,
  importe BIGINT NOT NULL CHECK (importe >= 0),
  PRIMARY KEY (plan, rubro),
  FOREIGN KEY (plan, rubro) REFERENCES rubro (plan, codigo) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE techo (
  plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  unidad TEXT NOT NULL,
  rubro TEXT NOT NULL,
  propuesto BIGINT NOT NULL CHECK (propuesto >= 0),
  aprobado BIGINT CHECK (aprobado >= 0),
  PRIMARY KEY (plan, unidad, rubro),
  FOREIGN KEY (plan, unidad) REFERENCES unidad (plan, id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (plan, rubro) REFERENCES rubro (plan, codigo) DEFERRABLE INITIALLY DEFERRED
);

-- Quantities in ten-thousandths; a month without a target is NULL.
CREATE TABLE actividad (
  plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  id TEXT NOT NULL CHECK (length(id) = 36),
  codigo TEXT NOT NULL CHECK (length(codigo) = 14),
  unidad TEXT NOT NULL,
  accion TEXT NOT NULL,
  nombre TEXT NOT NULL,
  funcion_rof TEXT NOT NULL,
  criterio TEXT NOT NULL CHECK (criterio <> ''),
  lugares TEXT NOT NULL,
  responsable TEXT NOT NULL,
  verificacion TEXT NOT NULL,
  indicador_medida TEXT NOT NULL,
  indicador_sujeto TEXT NOT NULL,
  indicador_atributo TEXT NOT NULL,
  indicador_tipo TEXT NOT NULL CHECK (indicador_tipo IN ('Proceso', 'Insumo')),
  otros_indicadores TEXT NOT NULL,
  agregacion TEXT NOT NULL CHECK (agregacion <> ''),
  meta_anual BIGINT CHECK (meta_anual >= 0),
  m1 BIGINT CHECK (m1 >= 0),
  m2 BIGINT CHECK (m2 >= 0),
  m3 BIGINT CHECK (m3 >= 0),
  m4 BIGINT CHECK (m4 >= 0),
  m5 BIGINT CHECK (m5 >= 0),
  m6 BIGINT CHECK (m6 >= 0),
  m7 BIGINT CHECK (m7 >= 0),
  m8 BIGINT CHECK (m8 >= 0),
  m9 BIGINT CHECK (m9 >= 0),
  m10 BIGINT CHECK (m10 >= 0),
  m11 BIGINT CHECK (m11 >= 0),
  m12 BIGINT CHECK (m12 >= 0),
  inicio TEXT NOT NULL CHECK (length(inicio) = 10),
  fin TEXT NOT NULL CHECK (length(fin) = 10 AND fin >= inicio),
  categoria TEXT NOT NULL,
  sec_func TEXT NOT NULL,
  prioridad TEXT NOT NULL CHECK (prioridad <> ''),
  estado TEXT NOT NULL CHECK (estado IN ('Vigente', 'Retirado')),
  PRIMARY KEY (plan, id),
  -- No UNIQUE (plan, codigo): two rows may swap codes in one entry, and SQLite judges at once.
  FOREIGN KEY (plan, unidad) REFERENCES unidad (plan, id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (plan, accion) REFERENCES accion (plan, id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (plan, indicador_medida) REFERENCES unidad_medida (plan, id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE actividad_predecesora (
  plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  actividad TEXT NOT NULL,
  posicion BIGINT NOT NULL CHECK (posicion >= 0),
  predecesora TEXT NOT NULL CHECK (predecesora <> actividad),
  PRIMARY KEY (plan, actividad, posicion),
  UNIQUE (plan, actividad, predecesora),
  FOREIGN KEY (plan, actividad) REFERENCES actividad (plan, id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (plan, predecesora) REFERENCES actividad (plan, id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE tarea (
  plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  id TEXT NOT NULL CHECK (length(id) = 36),
  actividad TEXT NOT NULL,
  nombre TEXT NOT NULL,
  inicio TEXT NOT NULL CHECK (length(inicio) = 10),
  fin TEXT NOT NULL CHECK (length(fin) = 10 AND fin >= inicio),
  orden TEXT NOT NULL CHECK (orden <> ''),
  estado TEXT NOT NULL CHECK (estado IN ('Vigente', 'Retirado')),
  PRIMARY KEY (plan, id),
  FOREIGN KEY (plan, actividad) REFERENCES actividad (plan, id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE tarea_predecesora (
  plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  tarea TEXT NOT NULL,
  posicion BIGINT NOT NULL CHECK (posicion >= 0),
  predecesora TEXT NOT NULL CHECK (predecesora <> tarea),
  PRIMARY KEY (plan, tarea, posicion),
  UNIQUE (plan, tarea, predecesora),
  FOREIGN KEY (plan, tarea) REFERENCES tarea (plan, id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (plan, predecesora) REFERENCES tarea (plan, id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE elemento (
  plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  id TEXT NOT NULL CHECK (length(id) = 36),
  actividad TEXT NOT NULL,
  descripcion TEXT NOT NULL,
  clase TEXT NOT NULL CHECK (clase IN ('Evento', 'Cantidad', 'Proporcion')),
  cuanto BIGINT CHECK (cuanto >= 0),
  mes BIGINT NOT NULL CHECK (mes BETWEEN 1 AND 12),
  situacion TEXT NOT NULL CHECK (situacion <> ''),
  estado TEXT NOT NULL CHECK (estado IN ('Vigente', 'Retirado')),
  CHECK ((clase = 'Evento') = (cuanto IS NULL)),
  PRIMARY KEY (plan, id),
  FOREIGN KEY (plan, actividad) REFERENCES actividad (plan, id) DEFERRABLE INITIALLY DEFERRED
);

-- q: monthly quantities in ten-thousandths, of a line por cantidad only. s: monthly céntimos,
-- typed or derived, so that SQL can recount the money of lines and activities in force.
CREATE TABLE insumo (
  plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  id TEXT NOT NULL CHECK (length(id) = 36),
  actividad TEXT NOT NULL,
  clasificador TEXT NOT NULL,
  detalle TEXT NOT NULL,
  unidad_medida TEXT NOT NULL,
  rubro TEXT NOT NULL,
  forma TEXT NOT NULL CHECK (forma IN ('PorCantidad', 'PorImporte', 'PorDetallar')),
  precio BIGINT CHECK (precio >= 0),
  q1 BIGINT CHECK (q1 >= 0),
  q2 BIGINT CHECK (q2 >= 0),
  q3 BIGINT CHECK (q3 >= 0),
  q4 BIGINT CHECK (q4 >= 0),
  q5 BIGINT CHECK (q5 >= 0),
  q6 BIGINT CHECK (q6 >= 0),
  q7 BIGINT CHECK (q7 >= 0),
  q8 BIGINT CHECK (q8 >= 0),
  q9 BIGINT CHECK (q9 >= 0),
  q10 BIGINT CHECK (q10 >= 0),
  q11 BIGINT CHECK (q11 >= 0),
  q12 BIGINT CHECK (q12 >= 0),
  s1 BIGINT NOT NULL CHECK (s1 >= 0),
  s2 BIGINT NOT NULL CHECK (s2 >= 0),
  s3 BIGINT NOT NULL CHECK (s3 >= 0),
  s4 BIGINT NOT NULL CHECK (s4 >= 0),
  s5 BIGINT NOT NULL CHECK (s5 >= 0),
  s6 BIGINT NOT NULL CHECK (s6 >= 0),
  s7 BIGINT NOT NULL CHECK (s7 >= 0),
  s8 BIGINT NOT NULL CHECK (s8 >= 0),
  s9 BIGINT NOT NULL CHECK (s9 >= 0),
  s10 BIGINT NOT NULL CHECK (s10 >= 0),
  s11 BIGINT NOT NULL CHECK (s11 >= 0),
  s12 BIGINT NOT NULL CHECK (s12 >= 0),
  orden TEXT NOT NULL CHECK (orden <> ''),
  estado TEXT NOT NULL CHECK (estado IN ('Vigente', 'Retirado')),
  CHECK ((forma = 'PorCantidad') = (precio IS NOT NULL AND q1 IS NOT NULL)),
  PRIMARY KEY (plan, id),
  FOREIGN KEY (plan, actividad) REFERENCES actividad (plan, id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (plan, clasificador) REFERENCES clasificador (plan, codigo) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (plan, unidad_medida) REFERENCES unidad_medida (plan, id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (plan, rubro) REFERENCES rubro (plan, codigo) DEFERRABLE INITIALLY DEFERRED
);

-- Who last overwrote a field. `fila` is a row of any kind, so it has no foreign key.
CREATE TABLE autoria (
  plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  fila TEXT NOT NULL CHECK (length(fila) = 36),
  campo BIGINT NOT NULL CHECK (campo BETWEEN 0 AND 255),
  persona TEXT NOT NULL REFERENCES persona (id) DEFERRABLE INITIALLY DEFERRED,
  instante TEXT NOT NULL CHECK (length(instante) = 27),
  PRIMARY KEY (plan, fila, campo)
);

CREATE INDEX actividad_por_unidad ON actividad (plan, unidad);
CREATE INDEX insumo_por_actividad ON insumo (plan, actividad);
CREATE INDEX tarea_por_actividad ON tarea (plan, actividad);
CREATE INDEX elemento_por_actividad ON elemento (plan, actividad);
