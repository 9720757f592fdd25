-- What follows the approval of a plan: its acts and the PIA, what is executed, and the
-- Modificaciones. The draft of one has no tables: it is its own log over the plan it began as.

CREATE TABLE aprobacion (
  plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  version TEXT NOT NULL,
  acuerdo_numero TEXT NOT NULL CHECK (acuerdo_numero <> ''),
  acuerdo_fecha TEXT NOT NULL CHECK (length(acuerdo_fecha) = 10),
  resolucion_numero TEXT NOT NULL CHECK (resolucion_numero <> ''),
  resolucion_fecha TEXT NOT NULL CHECK (length(resolucion_fecha) = 10),
  PRIMARY KEY (plan, version),
  UNIQUE (plan),
  FOREIGN KEY (plan, version) REFERENCES version_nombrada (plan, id) DEFERRABLE INITIALLY DEFERRED
);

-- Céntimos that each unit had programmed itself when the plan was approved.
CREATE TABLE pia (
  plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  unidad TEXT NOT NULL,
  rubro TEXT NOT NULL,
  importe BIGINT NOT NULL CHECK (importe > 0),
  PRIMARY KEY (plan, unidad, rubro),
  FOREIGN KEY (plan, unidad) REFERENCES unidad (plan, id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (plan, rubro) REFERENCES rubro (plan, codigo) DEFERRABLE INITIALLY DEFERRED
);

-- Executed quantities in ten-thousandths; a month nobody wrote in is NULL.
CREATE TABLE avance (
  plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  actividad TEXT NOT NULL,
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
  PRIMARY KEY (plan, actividad),
  FOREIGN KEY (plan, actividad) REFERENCES actividad (plan, id) DEFERRABLE INITIALLY DEFERRED
);

-- c: certificado, d: devengado, céntimos of each month. A negative one takes back an earlier one.
CREATE TABLE gasto (
  plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  actividad TEXT NOT NULL,
  rubro TEXT NOT NULL,
  c1 BIGINT,
  c2 BIGINT,
  c3 BIGINT,
  c4 BIGINT,
  c5 BIGINT,
  c6 BIGINT,
  c7 BIGINT,
  c8 BIGINT,
  c9 BIGINT,
  c10 BIGINT,
  c11 BIGINT,
  c12 BIGINT,
  d1 BIGINT,
  d2 BIGINT,
  d3 BIGINT,
  d4 BIGINT,
  d5 BIGINT,
  d6 BIGINT,
  d7 BIGINT,
  d8 BIGINT,
  d9 BIGINT,
  d10 BIGINT,
  d11 BIGINT,
  d12 BIGINT,
  PRIMARY KEY (plan, actividad, rubro),
  FOREIGN KEY (plan, actividad) REFERENCES actividad (plan, id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (plan, rubro) REFERENCES rubro (plan, codigo) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE mes_cerrado (
  plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  mes BIGINT NOT NULL CHECK (mes BETWEEN 1 AND 12),
  PRIMARY KEY (plan, mes)
);

CREATE TABLE generica_cerrada (
  plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  codigo TEXT NOT NULL CHECK (codigo <> ''),
  sentido TEXT NOT NULL CHECK (sentido IN ('NoDa', 'NoRecibe')),
  PRIMARY KEY (plan, codigo, sentido)
);

-- What a Modificacion made of an activity; one without a row is EnCurso.
CREATE TABLE actividad_continuidad (
  plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  actividad TEXT NOT NULL,
  clase TEXT NOT NULL CHECK (clase IN ('EnCurso', 'Suspendida', 'Reemplazada')),
  reemplazo TEXT CHECK (reemplazo <> actividad),
  CHECK ((clase = 'Reemplazada') = (reemplazo IS NOT NULL)),
  PRIMARY KEY (plan, actividad),
  FOREIGN KEY (plan, actividad) REFERENCES actividad (plan, id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (plan, reemplazo) REFERENCES actividad (plan, id) DEFERRABLE INITIALLY DEFERRED
);

-- `cambios` are facts as the log writes them: a copy to read, never a row to add up. `texto` is the
-- opinion, the observation or the reason of its state.
CREATE TABLE modificacion (
  plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  id TEXT NOT NULL CHECK (length(id) = 36),
  titulo TEXT NOT NULL CHECK (titulo <> ''),
  rama TEXT NOT NULL CHECK (length(rama) = 36),
  base BIGINT NOT NULL CHECK (base >= 0),
  causa TEXT NOT NULL
    CHECK (causa IN ('Entorno', 'Estrategias', 'DecisionGobierno', 'IncrementoOReduccion', 'NormaDeTecho')),
  evaluacion TEXT,
  clase TEXT NOT NULL CHECK (clase IN ('FuncionalProgramatico', 'Institucional')),
  sustento TEXT NOT NULL CHECK (sustento <> ''),
  ruta TEXT CHECK (ruta IN ('Cambiada', 'RevisadaSinCambio')),
  motivo TEXT,
  cambios TEXT NOT NULL CHECK (cambios <> ''),
  estado TEXT NOT NULL
    CHECK (estado IN ('Presentada', 'ConOpinion', 'Observada', 'Rechazada', 'Retirada', 'Aprobada')),
  texto TEXT,
  numero BIGINT CHECK (numero >= 1),
  version TEXT,
  CHECK ((causa = 'Estrategias') = (evaluacion IS NOT NULL)),
  CHECK ((COALESCE(ruta, '') = 'RevisadaSinCambio') = (motivo IS NOT NULL)),
  CHECK ((estado IN ('ConOpinion', 'Observada', 'Rechazada')) = (texto IS NOT NULL)),
  CHECK ((estado = 'Aprobada') = (numero IS NOT NULL AND version IS NOT NULL)),
  PRIMARY KEY (plan, id),
  UNIQUE (plan, numero),
  FOREIGN KEY (plan, version) REFERENCES version_nombrada (plan, id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE modificacion_autor (
  plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  modificacion TEXT NOT NULL,
  persona TEXT NOT NULL REFERENCES persona (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (plan, modificacion, persona),
  FOREIGN KEY (plan, modificacion) REFERENCES modificacion (plan, id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE modificacion_paso (
  plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  modificacion TEXT NOT NULL,
  posicion BIGINT NOT NULL CHECK (posicion >= 0),
  persona TEXT NOT NULL REFERENCES persona (id) DEFERRABLE INITIALLY DEFERRED,
  fecha TEXT NOT NULL CHECK (length(fecha) = 10),
  clase TEXT NOT NULL
    CHECK (clase IN ('Presentacion', 'Opinion', 'Observacion', 'Rechazo', 'Retiro', 'Aprobacion')),
  PRIMARY KEY (plan, modificacion, posicion),
  FOREIGN KEY (plan, modificacion) REFERENCES modificacion (plan, id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE modificacion_acto (
  plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  modificacion TEXT NOT NULL,
  posicion BIGINT NOT NULL CHECK (posicion >= 0),
  clase TEXT NOT NULL CHECK (clase IN ('AcuerdoConcejo', 'ResolucionAlcaldia')),
  numero TEXT NOT NULL CHECK (numero <> ''),
  fecha TEXT NOT NULL CHECK (length(fecha) = 10),
  PRIMARY KEY (plan, modificacion, posicion),
  FOREIGN KEY (plan, modificacion) REFERENCES modificacion (plan, id) DEFERRABLE INITIALLY DEFERRED
);

-- What an approved one changed of the budget of each unit: PIM is the PIA and these.
CREATE TABLE modificacion_efecto (
  plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  modificacion TEXT NOT NULL,
  unidad TEXT NOT NULL,
  rubro TEXT NOT NULL,
  importe BIGINT NOT NULL CHECK (importe <> 0),
  PRIMARY KEY (plan, modificacion, unidad, rubro),
  FOREIGN KEY (plan, modificacion) REFERENCES modificacion (plan, id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (plan, unidad) REFERENCES unidad (plan, id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (plan, rubro) REFERENCES rubro (plan, codigo) DEFERRABLE INITIALLY DEFERRED
);
