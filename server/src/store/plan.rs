//! A plan as tables: its header, its rows, and what a new entry makes of them.

use std::{collections::BTreeMap, collections::BTreeSet, sync::Arc};

use domain::plan::{Actividad, Checkpoint, Entidad, Predecesora, Tabla, Tarea};
use domain::{Ejercicio, Hash, Id, Plan};

use super::{
    Asiento, Registro, Row, StoreError, Tx, Value,
    fila::{load, upsert},
    filas::{
        FilaAutoria, FilaAvance, FilaFeriado, FilaGasto, FilaMarco, FilaPredecesora, FilaPredecesoraTarea, FilaTecho,
    },
    touched::{Lista, Touched},
    word::Word,
};

/// Where a plan's log ends, and which line of history it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cabecera {
    pub version: u64,
    pub head: Hash,
    /// Grows with each restored backup, so that replicas know theirs no longer counts.
    pub epoch: u64,
}

impl Tx {
    /// Adds an empty plan, at version 0 of its first epoch.
    ///
    /// # Errors
    /// [`StoreError`], among others when the entity has that year already.
    pub async fn insert_plan(&mut self, plan: &Plan) -> Result<(), StoreError> {
        self.write_header(plan, "").await
    }

    pub(super) async fn write_header(&mut self, plan: &Plan, on_conflict: &str) -> Result<(), StoreError> {
        let sql = format!(
            "INSERT INTO plan (id, ejercicio, nombre, pliego, ubigeo, mision, vision, pdi_inicio, pdi_fin, \
             version, head, epoch) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10, 1) {on_conflict}"
        );
        let entidad = plan.entidad();
        let values: Vec<Value> = vec![
            plan.id().to_string().into(),
            i64::from(plan.ejercicio().year()).into(),
            entidad.nombre.to_string().into(),
            entidad.pliego.to_string().into(),
            entidad.ubigeo.as_str().into(),
            entidad.mision.to_string().into(),
            entidad.vision.to_string().into(),
            i64::from(entidad.pdi.0).into(),
            i64::from(entidad.pdi.1).into(),
            Hash::GENESIS.to_string().into(),
        ];
        self.execute(sql, values).await.map(drop)
    }

    /// Every plan with its year.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn plans(&mut self) -> Result<Vec<(Id<Plan>, Ejercicio)>, StoreError> {
        let rows = self.rows("SELECT id, ejercicio FROM plan", vec![]).await?;
        rows.iter()
            .map(|row| {
                let mut cells = row.reading("plan", &["id", "ejercicio"], 1);
                Ok((cells.text()?, cells.int()?))
            })
            .collect()
    }

    /// Takes the lock of a plan or a branch until the transaction ends; where its log ends.
    ///
    /// # Errors
    /// [`StoreError`]. `None`: there is no such plan.
    pub async fn lock(&mut self, log: Registro) -> Result<Option<Cabecera>, StoreError> {
        let table = log.cabeceras();
        let sql = format!("UPDATE {table} SET version = version WHERE id = $1 RETURNING id, version, head, epoch");
        let row = self.row(sql, vec![log.id().to_string().into()]).await?;
        row.map(|row| read_cabecera(&row, table)).transpose()
    }

    /// Where a log ends.
    ///
    /// # Errors
    /// [`StoreError`]. `None`: there is no such plan, or branch.
    pub async fn cabecera(&mut self, log: Registro) -> Result<Option<Cabecera>, StoreError> {
        let table = log.cabeceras();
        let sql = format!("SELECT id, version, head, epoch FROM {table} WHERE id = $1");
        let row = self.row(sql, vec![log.id().to_string().into()]).await?;
        row.map(|row| read_cabecera(&row, table)).transpose()
    }

    /// The plan its tables hold.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] names the row that cannot become a value.
    pub async fn load_plan(&mut self, id: Id<Plan>) -> Result<Option<(Plan, Cabecera)>, StoreError> {
        let Some(cabecera) = self.cabecera(Registro::Plan(id)).await? else { return Ok(None) };
        let Some((ejercicio, entidad)) = self.load_entidad(id).await? else { return Ok(None) };
        let rows = Checkpoint {
            id,
            ejercicio,
            version: cabecera.version,
            entidad: Arc::new(entidad),
            feriados: Arc::new(self.load_feriados(id).await?),
            rubros: load(self, id).await?,
            clasificadores: load(self, id).await?,
            unidades_medida: load(self, id).await?,
            unidades: load(self, id).await?,
            objetivos: load(self, id).await?,
            acciones: load(self, id).await?,
            marco_presupuestal: in_pairs(load(self, id).await?, |row: FilaMarco| (row.rubro, row.importe)),
            techos: in_pairs(load(self, id).await?, |row: FilaTecho| (row.clave, row.techo)),
            actividades: self.load_actividades(id).await?,
            tareas: self.load_tareas(id).await?,
            elementos: load(self, id).await?,
            insumos: load(self, id).await?,
            versiones: load(self, id).await?,
            aprobacion: self.load_aprobacion(id).await?,
            avances: in_pairs(load(self, id).await?, |row: FilaAvance| (row.actividad, row.meses)),
            gastos: in_pairs(load(self, id).await?, |row: FilaGasto| (row.clave, row.gasto)),
            cerrado: self.load_cerrado(id).await?,
            modificaciones: self.load_modificaciones(id).await?,
            genericas: self.load_genericas(id).await?,
            // A draft has no tables.
            rama: None,
            autores: in_pairs(load(self, id).await?, |row: FilaAutoria| (row.celda, row.autor)),
        };
        Ok(Some((Plan::from_checkpoint(rows), cabecera)))
    }

    /// The empty plan that a log starts from.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn load_empty_plan(&mut self, id: Id<Plan>) -> Result<Option<Plan>, StoreError> {
        Ok(self.load_entidad(id).await?.map(|(ejercicio, entidad)| Plan::new(id, ejercicio, entidad)))
    }

    async fn load_entidad(&mut self, id: Id<Plan>) -> Result<Option<(Ejercicio, Entidad)>, StoreError> {
        let sql = "SELECT id, ejercicio, nombre, pliego, ubigeo, mision, vision, pdi_inicio, pdi_fin \
                   FROM plan WHERE id = $1";
        let Some(row) = self.row(sql, vec![id.to_string().into()]).await? else { return Ok(None) };
        let columns = &["id", "ejercicio", "nombre", "pliego", "ubigeo", "mision", "vision", "pdi_inicio", "pdi_fin"];
        let mut cells = row.reading("plan", columns, 1);
        let _: Id<Plan> = cells.text()?;
        let ejercicio = cells.int()?;
        let entidad = Entidad {
            nombre: cells.text()?,
            pliego: cells.text()?,
            ubigeo: cells.text()?,
            mision: cells.text()?,
            vision: cells.text()?,
            pdi: (cells.int()?, cells.int()?),
        };
        Ok(Some((ejercicio, entidad)))
    }

    async fn load_feriados(&mut self, id: Id<Plan>) -> Result<Vec<chrono::NaiveDate>, StoreError> {
        let mut rows: Vec<FilaFeriado> = load(self, id).await?;
        rows.sort_by_key(|row| row.posicion);
        Ok(rows.into_iter().map(|row| row.fecha).collect())
    }

    async fn load_actividades(&mut self, id: Id<Plan>) -> Result<Vec<Arc<Actividad>>, StoreError> {
        let links: Vec<FilaPredecesora> = load(self, id).await?;
        let mut lists = in_lists(links.into_iter().map(|row| (row.fila, row.posicion, row.predecesora)));
        let became = self.load_continuidades(id).await?;
        let mut rows: Vec<Actividad> = load(self, id).await?;
        for row in &mut rows {
            row.predecesoras = lists.remove(&row.id).unwrap_or_default();
            row.continuidad = became.get(&row.id).copied().unwrap_or_default();
        }
        Ok(rows.into_iter().map(Arc::new).collect())
    }

    async fn load_tareas(&mut self, id: Id<Plan>) -> Result<Vec<Arc<Tarea>>, StoreError> {
        let links: Vec<FilaPredecesoraTarea> = load(self, id).await?;
        let mut lists = in_lists(links.into_iter().map(|row| (row.fila, row.posicion, row.predecesora)));
        let mut rows: Vec<Tarea> = load(self, id).await?;
        for row in &mut rows {
            row.predecesoras = lists.remove(&row.id).unwrap_or_default();
        }
        Ok(rows.into_iter().map(Arc::new).collect())
    }

    /// Writes entries with the rows they touched, as `plan` has them after the last one.
    /// The caller holds the plan's lock.
    ///
    /// # Errors
    /// [`StoreError`]; the transaction must then be dropped.
    pub async fn append(&mut self, plan: &Plan, entries: &[Arc<Asiento>]) -> Result<(), StoreError> {
        let Some(last) = entries.last() else { return Ok(()) };
        let log = Registro::of(plan);
        match log {
            Registro::Plan(_) => {
                let mut touched = Touched::default();
                entries.iter().flat_map(|entry| &entry.body.changes).for_each(|change| touched.add(change));
                self.write_rows(plan, &touched).await?;
            }
            Registro::Rama(_) => self.write_miembros(plan, entries).await?,
        }
        self.insert_asientos(log, entries).await?;
        let sql = format!("UPDATE {} SET version = $2, head = $3 WHERE id = $1", log.cabeceras());
        let version = i64::try_from(last.body.version).unwrap_or(i64::MAX);
        let values = vec![plan.id().to_string().into(), version.into(), last.hash.to_string().into()];
        self.execute(sql, values).await?;
        self.announce(Word { plan: plan.id(), version: last.body.version }).await
    }

    async fn write_rows(&mut self, plan: &Plan, touched: &Touched) -> Result<(), StoreError> {
        let id = plan.id();
        upsert(self, id, &pick(touched.rubros.iter(), |code| plan.rubros().get(code))).await?;
        upsert(self, id, &pick(touched.clasificadores.iter(), |code| plan.clasificadores().get(code))).await?;
        upsert(self, id, &of_kind(plan, &touched.unidades_medida)).await?;
        upsert(self, id, &of_kind(plan, &touched.unidades)).await?;
        upsert(self, id, &of_kind(plan, &touched.objetivos)).await?;
        upsert(self, id, &of_kind(plan, &touched.acciones)).await?;
        upsert(self, id, &marcos(plan, touched)).await?;
        upsert(self, id, &techos(plan, touched)).await?;
        upsert(self, id, &of_kind(plan, &touched.actividades)).await?;
        upsert(self, id, &of_kind(plan, &touched.tareas)).await?;
        upsert(self, id, &of_kind(plan, &touched.elementos)).await?;
        upsert(self, id, &of_kind(plan, &touched.insumos)).await?;
        upsert(self, id, &of_kind(plan, &touched.versiones)).await?;
        self.write_en_marcha(plan, touched).await?;
        self.write_links(plan, touched).await?;
        upsert(self, id, &autorias(plan, touched)).await
    }

    /// Lists that are written anew: predecessors and holidays.
    async fn write_links(&mut self, plan: &Plan, touched: &Touched) -> Result<(), StoreError> {
        let id = plan.id();
        for fila in &touched.predecesoras {
            let sql = "DELETE FROM actividad_predecesora WHERE plan = $1 AND actividad = $2";
            self.execute(sql, vec![id.to_string().into(), fila.to_string().into()]).await?;
        }
        let rows = of_kind(plan, &touched.predecesoras);
        let links: Vec<_> = rows.iter().flat_map(|row| FilaPredecesora::of(row.id, &row.predecesoras)).collect();
        upsert(self, id, &links).await?;
        for fila in &touched.predecesoras_tarea {
            let sql = "DELETE FROM tarea_predecesora WHERE plan = $1 AND tarea = $2";
            self.execute(sql, vec![id.to_string().into(), fila.to_string().into()]).await?;
        }
        let rows = of_kind(plan, &touched.predecesoras_tarea);
        let links: Vec<_> = rows.iter().flat_map(|row| FilaPredecesoraTarea::of(row.id, &row.predecesoras)).collect();
        upsert(self, id, &links).await?;
        if touched.feriados == Lista::Replaced {
            self.execute("DELETE FROM feriado WHERE plan = $1", vec![id.to_string().into()]).await?;
            let days: Vec<_> =
                (0..).zip(plan.feriados()).map(|(posicion, fecha)| FilaFeriado { posicion, fecha: *fecha }).collect();
            upsert(self, id, &days).await?;
        }
        Ok(())
    }
}

fn read_cabecera(row: &Row, table: &'static str) -> Result<Cabecera, StoreError> {
    let mut cells = row.reading(table, &["id", "version", "head", "epoch"], 1);
    let _: Id<Plan> = cells.text()?;
    Ok(Cabecera { version: cells.int()?, head: cells.text()?, epoch: cells.int()? })
}

/// Predecessors by the row that waits for them, each list in its author's order.
fn in_lists<T>(links: impl Iterator<Item = (Id<T>, i64, Predecesora<T>)>) -> BTreeMap<Id<T>, Vec<Predecesora<T>>> {
    let mut links: Vec<_> = links.collect();
    links.sort_by_key(|(_, posicion, _)| *posicion);
    let mut lists: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (fila, _, predecesora) in links {
        lists.entry(fila).or_default().push(predecesora);
    }
    lists
}

fn in_pairs<T, P>(rows: Vec<T>, pair: impl Fn(T) -> P) -> Vec<P> {
    rows.into_iter().map(pair).collect()
}

fn pick<'a, K, T: 'a>(keys: impl Iterator<Item = K>, find: impl Fn(K) -> Option<&'a Arc<T>>) -> Vec<Arc<T>> {
    keys.filter_map(|key| find(key).cloned()).collect()
}

fn of_kind<T: Tabla>(plan: &Plan, ids: &BTreeSet<Id<T>>) -> Vec<Arc<T>> {
    pick(ids.iter(), |id| plan.get(*id))
}

fn marcos(plan: &Plan, touched: &Touched) -> Vec<FilaMarco> {
    let importe = |rubro| plan.marco_presupuestal().get(rubro).copied();
    touched.marcos.iter().filter_map(|rubro| Some(FilaMarco { rubro: *rubro, importe: importe(rubro)? })).collect()
}

fn techos(plan: &Plan, touched: &Touched) -> Vec<FilaTecho> {
    let techo = |clave| plan.techos().get(clave).copied();
    touched.techos.iter().filter_map(|clave| Some(FilaTecho { clave: *clave, techo: techo(clave)? })).collect()
}

fn autorias(plan: &Plan, touched: &Touched) -> Vec<FilaAutoria> {
    let pair = |celda: &domain::plan::Celda| Some(FilaAutoria { celda: *celda, autor: plan.autor(*celda)? });
    touched.celdas.iter().filter_map(pair).collect()
}
