//! The tables of what follows the approval: read into a checkpoint, and written after an entry.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::catalogo::CodigoClasificador;
use domain::plan::{
    Actividad, Acto, Aprobacion, ClaveTecho, Continuidad, EstadoModificacion, Genericas, Modificacion, Paso,
};
use domain::{Dinero, Id, Mes, Plan};

use super::{
    StoreError, Tx,
    fila::{load, upsert},
    filas::{
        FilaActo, FilaAprobacion, FilaAutor, FilaAvance, FilaContinuidad, FilaEfecto, FilaGasto, FilaGenerica, FilaMes,
        FilaPaso, FilaPia, Sentido,
    },
    touched::{Lista, Touched},
};

/// The lists of Modificaciones, which are written anew.
const LISTAS: [&str; 4] = ["modificacion_autor", "modificacion_paso", "modificacion_acto", "modificacion_efecto"];

impl Tx {
    pub(super) async fn load_aprobacion(&mut self, id: Id<Plan>) -> Result<Option<Arc<Aprobacion>>, StoreError> {
        let rows: Vec<FilaAprobacion> = load(self, id).await?;
        let Some(FilaAprobacion { version, acuerdo, resolucion }) = rows.into_iter().next() else { return Ok(None) };
        let rows: Vec<FilaPia> = load(self, id).await?;
        let mut pia: Vec<(ClaveTecho, Dinero)> = rows.into_iter().map(|row| (row.clave, row.importe)).collect();
        pia.sort_unstable_by_key(|(clave, _)| *clave);
        Ok(Some(Arc::new(Aprobacion { version, acuerdo, resolucion, pia })))
    }

    pub(super) async fn load_cerrado(&mut self, id: Id<Plan>) -> Result<Option<Mes>, StoreError> {
        let rows: Vec<FilaMes> = load(self, id).await?;
        Ok(rows.into_iter().map(|row| row.0).max())
    }

    pub(super) async fn load_genericas(&mut self, id: Id<Plan>) -> Result<Arc<Genericas>, StoreError> {
        let rows: Vec<FilaGenerica> = load(self, id).await?;
        let list = |sentido| {
            let of_it = rows.iter().filter(|row| row.sentido == sentido);
            let mut codes: Vec<CodigoClasificador> = of_it.map(|row| row.codigo.clone()).collect();
            codes.sort_unstable();
            codes
        };
        Ok(Arc::new(Genericas { no_dan: list(Sentido::NoDa), no_reciben: list(Sentido::NoRecibe) }))
    }

    pub(super) async fn load_continuidades(
        &mut self,
        id: Id<Plan>,
    ) -> Result<BTreeMap<Id<Actividad>, Continuidad>, StoreError> {
        let rows: Vec<FilaContinuidad> = load(self, id).await?;
        Ok(rows.into_iter().map(|row| (row.actividad, row.continuidad)).collect())
    }

    pub(super) async fn load_modificaciones(&mut self, id: Id<Plan>) -> Result<Vec<Arc<Modificacion>>, StoreError> {
        let rows: Vec<Modificacion> = load(self, id).await?;
        let mut rows: BTreeMap<Id<Modificacion>, Modificacion> = rows.into_iter().map(|row| (row.id, row)).collect();
        for row in load::<FilaAutor>(self, id).await? {
            rows.entry(row.modificacion).and_modify(|it| it.autores.extend([row.persona]));
        }
        let mut pasos: Vec<FilaPaso> = load(self, id).await?;
        pasos.sort_by_key(|row| row.posicion);
        for FilaPaso { modificacion, paso, .. } in pasos {
            rows.entry(modificacion).and_modify(|it| it.historia.push(paso));
        }
        let mut actos: Vec<FilaActo> = load(self, id).await?;
        actos.sort_by_key(|row| row.posicion);
        for FilaActo { modificacion, acto, .. } in actos {
            rows.entry(modificacion).and_modify(|it| con_acto(it, acto));
        }
        let mut efectos: Vec<FilaEfecto> = load(self, id).await?;
        efectos.sort_by_key(|row| row.clave);
        for FilaEfecto { modificacion, clave, importe } in efectos {
            rows.entry(modificacion).and_modify(|it| con_efecto(it, (clave, importe)));
        }
        Ok(rows.into_values().map(Arc::new).collect())
    }

    pub(super) async fn write_en_marcha(&mut self, plan: &Plan, touched: &Touched) -> Result<(), StoreError> {
        let id = plan.id();
        if touched.aprobacion == Lista::Replaced
            && let Some(row) = plan.aprobacion()
        {
            upsert(self, id, &[FilaAprobacion::of(row)]).await?;
            let pia: Vec<_> =
                row.pia.iter().map(|(clave, importe)| FilaPia { clave: *clave, importe: *importe }).collect();
            upsert(self, id, &pia).await?;
        }
        let advances = touched.avances.iter().filter_map(|actividad| {
            Some(FilaAvance { actividad: *actividad, meses: plan.todos_los_avances().get(actividad)?.clone() })
        });
        upsert(self, id, &advances.collect::<Vec<_>>()).await?;
        let spent = touched
            .gastos
            .iter()
            .filter_map(|clave| Some(FilaGasto { clave: *clave, gasto: plan.gastos().get(clave)?.clone() }));
        upsert(self, id, &spent.collect::<Vec<_>>()).await?;
        let closed: Vec<FilaMes> = touched.meses.iter().copied().map(FilaMes).collect();
        upsert(self, id, &closed).await?;
        let became = touched.continuidades.iter().filter_map(|actividad| {
            Some(FilaContinuidad { actividad: *actividad, continuidad: plan.get(*actividad)?.continuidad })
        });
        upsert(self, id, &became.collect::<Vec<_>>()).await?;
        self.write_genericas(plan, touched).await?;
        self.write_modificaciones(plan, touched).await
    }

    async fn write_genericas(&mut self, plan: &Plan, touched: &Touched) -> Result<(), StoreError> {
        if touched.genericas == Lista::Same {
            return Ok(());
        }
        self.execute("DELETE FROM generica_cerrada WHERE plan = $1", vec![plan.id().to_string().into()]).await?;
        let barred = plan.genericas();
        let row = |sentido| move |codigo: &CodigoClasificador| FilaGenerica { codigo: codigo.clone(), sentido };
        let gives = barred.no_dan.iter().map(row(Sentido::NoDa));
        let rows: Vec<_> = gives.chain(barred.no_reciben.iter().map(row(Sentido::NoRecibe))).collect();
        upsert(self, plan.id(), &rows).await
    }

    async fn write_modificaciones(&mut self, plan: &Plan, touched: &Touched) -> Result<(), StoreError> {
        let rows: Vec<_> = touched.modificaciones.iter().filter_map(|id| plan.get(*id).cloned()).collect();
        upsert(self, plan.id(), &rows).await?;
        for row in &rows {
            for table in LISTAS {
                let sql = format!("DELETE FROM {table} WHERE plan = $1 AND modificacion = $2");
                self.execute(sql, vec![plan.id().to_string().into(), row.id.to_string().into()]).await?;
            }
            self.write_listas(plan.id(), row).await?;
        }
        Ok(())
    }

    async fn write_listas(&mut self, plan: Id<Plan>, row: &Modificacion) -> Result<(), StoreError> {
        let modificacion = row.id;
        let autores = row.autores.iter().map(|persona| FilaAutor { modificacion, persona: *persona });
        upsert(self, plan, &autores.collect::<Vec<_>>()).await?;
        let paso = |(posicion, paso): (i64, &Paso)| FilaPaso { modificacion, posicion, paso: *paso };
        upsert(self, plan, &(0..).zip(&row.historia).map(paso).collect::<Vec<_>>()).await?;
        let EstadoModificacion::Aprobada { actos, efecto, .. } = &row.estado else { return Ok(()) };
        let acto = |(posicion, acto): (i64, &Acto)| FilaActo { modificacion, posicion, acto: acto.clone() };
        upsert(self, plan, &(0..).zip(actos).map(acto).collect::<Vec<_>>()).await?;
        let effect =
            efecto.iter().map(|(clave, importe)| FilaEfecto { modificacion, clave: *clave, importe: *importe });
        upsert(self, plan, &effect.collect::<Vec<_>>()).await
    }
}

fn con_acto(row: &mut Modificacion, acto: Acto) {
    if let EstadoModificacion::Aprobada { actos, .. } = &mut row.estado {
        actos.push(acto);
    }
}

fn con_efecto(row: &mut Modificacion, of_unit: (ClaveTecho, Dinero)) {
    if let EstadoModificacion::Aprobada { efecto, .. } = &mut row.estado {
        efecto.push(of_unit);
    }
}
