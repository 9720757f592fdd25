//! Applying facts. Nothing here refuses: what does not fit was refused by `decide`.

use std::sync::Arc;

use imbl::{OrdMap, OrdSet};

use super::{
    Actividad, Autor, CampoActividad, CampoInsumo, CampoTarea, CampoUnidad, Campos, Celda, CodigoActividad, Insumo,
    Modificacion, Orden, Plan, Tabla, Tarea, UnidadOrganica, totales::Sign,
};
use crate::{Change, Id, entry::Body};

impl Plan {
    /// Applies an entry and takes its version.
    pub fn apply_entry(&mut self, body: &Body) {
        let author = Autor { persona: body.persona, instante: body.instante };
        if escribe(&body.changes) {
            self.with_rama(|rama| {
                rama.autores.insert(body.persona);
            });
        }
        for change in &body.changes {
            self.apply(change);
            for celda in Celda::of(change) {
                self.autores.insert(celda, author);
            }
        }
        self.version = body.version;
    }

    /// Applies one fact. Cannot fail; a fact about a row that is not there is a no-op.
    pub fn apply(&mut self, change: &Change) {
        match change {
            Change::UnidadRegistrada(row) => self.put(row.id, row),
            Change::UnidadEditada { id, ahora, .. } => self.edit_unidad(*id, ahora),
            Change::ObjetivoRegistrado(row) => self.put(row.id, row),
            Change::ObjetivoEditado { id, ahora, .. } => self.edit(*id, ahora),
            Change::AccionRegistrada(row) => self.put(row.id, row),
            Change::AccionEditada { id, ahora, .. } => self.edit(*id, ahora),
            Change::ActividadCreada(row) => self.add_actividad(row),
            Change::ActividadEditada { id, ahora, .. } => self.edit_actividad(*id, ahora),
            Change::MetaProgramada { id, periodo, ahora, .. } => {
                self.with(*id, |row: &mut Actividad| row.meta.put(*periodo, *ahora));
            }
            Change::TareaCreada(row) => self.add_tarea(row),
            Change::TareaEditada { id, ahora, .. } => self.edit_tarea(*id, ahora),
            Change::ElementoCreado(row) => {
                self.put(row.id, row);
                self.indices.elementos.entry(row.actividad).or_default().insert(row.id);
            }
            Change::ElementoEditado { id, ahora, .. } => self.edit(*id, ahora),
            Change::InsumoCreado(row) => self.add_insumo(row),
            Change::InsumoEditado { id, ahora, .. } => self.edit_insumo(*id, ahora),
            other => self.apply_catalogo(other),
        }
    }

    fn apply_ejecucion(&mut self, change: &Change) {
        match change {
            Change::PoiAprobado(row) => self.aprobacion = Some(Arc::new(row.clone())),
            Change::AvanceRegistrado { actividad, mes, ahora, .. } => self.registrar_avance(*actividad, *mes, *ahora),
            Change::GastoRegistrado { clave, mes, fase, ahora, .. } => {
                self.registrar_gasto(*clave, *mes, *fase, *ahora);
            }
            Change::MesCerrado { mes } => self.ejecucion.cerrado = Some(*mes),
            Change::GenericasFijadas { ahora, .. } => self.genericas = Arc::new(ahora.clone()),
            Change::ModificacionPresentada(row) => self.put(row.id, row),
            Change::ModificacionTramitada { id, ahora, paso, .. } => self.with(*id, |row: &mut Modificacion| {
                row.estado = ahora.clone();
                row.historia.push(*paso);
            }),
            other => self.apply_rama(other),
        }
    }

    fn apply_rama(&mut self, change: &Change) {
        self.with_rama(|rama| match change {
            Change::BorradorEditado { ahora, .. } => rama.modificacion.poner(ahora.clone()),
            Change::MiembroInvitado { persona } => {
                rama.miembros.insert(*persona);
            }
            Change::MiembroRetirado { persona } => {
                rama.miembros.remove(persona);
            }
            Change::BaseActualizada { ahora, .. } => rama.base = *ahora,
            _ => {}
        });
    }

    fn apply_catalogo(&mut self, change: &Change) {
        match change {
            Change::TechoFijado { clave, ahora, .. } => {
                self.techos.insert(*clave, *ahora);
            }
            Change::MarcoPresupuestalFijado { rubro, ahora, .. } => {
                self.marco_presupuestal.insert(*rubro, *ahora);
            }
            Change::RubroRegistrado(row) => {
                self.rubros.insert(row.codigo, Arc::new(row.clone()));
            }
            Change::ClasificadorRegistrado(row) => {
                self.clasificadores.insert(row.codigo.clone(), Arc::new(row.clone()));
            }
            Change::UnidadMedidaRegistrada(row) => self.put(row.id, row),
            Change::VersionNombrada(row) => self.put(row.id, row),
            Change::FeriadosFijados { ahora, .. } => self.feriados = Arc::new(ahora.clone()),
            other => self.apply_ejecucion(other),
        }
    }

    fn put<T: Tabla + Clone>(&mut self, id: Id<T>, row: &T) {
        T::of_mut(self).insert(id, Arc::new(row.clone()));
    }

    fn with<T: Tabla + Clone>(&mut self, id: Id<T>, change: impl FnOnce(&mut T)) {
        if let Some(row) = T::of_mut(self).get_mut(&id) {
            change(Arc::make_mut(row));
        }
    }

    fn edit<T: Tabla + Campos>(&mut self, id: Id<T>, campo: &T::Campo) {
        self.with(id, |row: &mut T| row.poner(campo.clone()));
    }

    fn edit_unidad(&mut self, id: Id<UnidadOrganica>, campo: &CampoUnidad) {
        if let CampoUnidad::Superior(new) = campo {
            let before = self.linea(id);
            let after = new.map(|superior| self.linea(superior)).unwrap_or_default();
            let before = before.get(1..).unwrap_or_default();
            self.totales.rehang(id, before, &after);
            self.ejecucion.totales.rehang(id, before, &after);
        }
        self.edit(id, campo);
    }

    fn add_actividad(&mut self, row: &Actividad) {
        self.put(row.id, row);
        add_place(&mut self.indices.por_unidad, row.unidad, &row.prioridad, row.id);
        self.give_code(&row.codigo, row.id);
        self.indices.por_accion.entry(row.accion).or_default().insert(row.id);
    }

    fn edit_actividad(&mut self, id: Id<Actividad>, campo: &CampoActividad) {
        let Some(before) = self.actividades.get(&id).cloned() else { return };
        match campo {
            CampoActividad::Estado(_) => return self.edit_counted(id, campo),
            CampoActividad::Unidad(unidad) => return self.move_actividad(&before, *unidad, campo),
            CampoActividad::Codigo(code) => {
                self.free_code(&before.codigo, id);
                self.give_code(code, id);
            }
            CampoActividad::Accion(accion) => {
                if let Some(ids) = self.indices.por_accion.get_mut(&before.accion) {
                    ids.remove(&id);
                    if ids.is_empty() {
                        self.indices.por_accion.remove(&before.accion);
                    }
                }
                self.indices.por_accion.entry(*accion).or_default().insert(id);
            }
            CampoActividad::Prioridad(orden) => {
                remove_place(&mut self.indices.por_unidad, before.unidad, &before.prioridad, id);
                add_place(&mut self.indices.por_unidad, before.unidad, orden, id);
            }
            _ => {}
        }
        self.edit(id, campo);
    }

    fn give_code(&mut self, code: &CodigoActividad, id: Id<Actividad>) {
        self.indices.por_codigo.insert(code.clone(), id);
        while self.siguiente_codigo().is_some_and(|next| self.indices.por_codigo.contains_key(&next)) {
            self.indices.corridos += 1;
        }
    }

    /// A code that names another row by now stays that row's.
    fn free_code(&mut self, code: &CodigoActividad, id: Id<Actividad>) {
        if self.indices.por_codigo.get(code) != Some(&id) {
            return;
        }
        self.indices.por_codigo.remove(code);
        if code.pliego() == &*self.entidad.pliego && (1..=self.indices.corridos).contains(&code.numero()) {
            self.indices.corridos = code.numero() - 1;
        }
    }

    /// Its lines and what it spent go along.
    fn move_actividad(&mut self, before: &Actividad, unidad: Id<UnidadOrganica>, campo: &CampoActividad) {
        let (from, to) = (self.linea(before.unidad), self.linea(unidad));
        self.ejecucion.contar(before.id, &from, Sign::Minus);
        self.ejecucion.contar(before.id, &to, Sign::Plus);
        remove_place(&mut self.indices.por_unidad, before.unidad, &before.prioridad, before.id);
        add_place(&mut self.indices.por_unidad, unidad, &before.prioridad, before.id);
        self.edit_counted(before.id, campo);
    }

    /// A withdrawn activity's lines leave the totals; they come back with it.
    fn edit_counted(&mut self, id: Id<Actividad>, campo: &CampoActividad) {
        let lines: Vec<Arc<Insumo>> = self.insumos_de(id).cloned().collect();
        for line in &lines {
            self.uncount(line);
        }
        self.edit(id, campo);
        for line in &lines {
            self.count(line);
        }
    }

    fn add_tarea(&mut self, row: &Tarea) {
        self.put(row.id, row);
        add_place(&mut self.indices.tareas, row.actividad, &row.orden, row.id);
    }

    fn edit_tarea(&mut self, id: Id<Tarea>, campo: &CampoTarea) {
        if let (CampoTarea::Orden(orden), Some(before)) = (campo, self.tareas.get(&id).cloned()) {
            remove_place(&mut self.indices.tareas, before.actividad, &before.orden, id);
            add_place(&mut self.indices.tareas, before.actividad, orden, id);
        }
        self.edit(id, campo);
    }

    fn add_insumo(&mut self, row: &Insumo) {
        self.put(row.id, row);
        add_place(&mut self.indices.insumos, row.actividad, &row.orden, row.id);
        self.count(row);
    }

    fn edit_insumo(&mut self, id: Id<Insumo>, campo: &CampoInsumo) {
        let Some(before) = self.insumos.get(&id).cloned() else { return };
        if let CampoInsumo::Orden(orden) = campo {
            remove_place(&mut self.indices.insumos, before.actividad, &before.orden, id);
            add_place(&mut self.indices.insumos, before.actividad, orden, id);
        }
        self.uncount(&before);
        self.edit(id, campo);
        if let Some(after) = self.insumos.get(&id).cloned() {
            self.count(&after);
        }
    }

    fn count(&mut self, line: &Insumo) {
        if let Some(owners) = self.counted_by(line) {
            let key = (line.rubro, line.tipo());
            self.totales.shift(line.actividad, key, &line.importes(), &owners, Sign::Plus);
        }
    }

    fn uncount(&mut self, line: &Insumo) {
        if let Some(owners) = self.counted_by(line) {
            let key = (line.rubro, line.tipo());
            self.totales.shift(line.actividad, key, &line.importes(), &owners, Sign::Minus);
        }
    }

    /// The units a line counts for; `None` while its activity is withdrawn.
    fn counted_by(&self, line: &Insumo) -> Option<Vec<Id<UnidadOrganica>>> {
        let activity = self.actividades.get(&line.actividad)?;
        activity.estado.es_vigente().then(|| self.linea(activity.unidad))
    }
}

/// Whether who signs an entry of a branch is an author of what it says, its cause and its support
/// included: not who only brings it up to date, or invites others.
fn escribe(changes: &[Change]) -> bool {
    let follows = changes.iter().any(|change| matches!(change, Change::BaseActualizada { .. }));
    let says = |change: &Change| change.es_de_contenido() || matches!(change, Change::BorradorEditado { .. });
    !follows && changes.iter().any(says)
}

fn add_place<P, T>(index: &mut OrdMap<Id<P>, OrdSet<(Orden, Id<T>)>>, parent: Id<P>, orden: &Orden, id: Id<T>) {
    index.entry(parent).or_default().insert((orden.clone(), id));
}

fn remove_place<P, T>(index: &mut OrdMap<Id<P>, OrdSet<(Orden, Id<T>)>>, parent: Id<P>, orden: &Orden, id: Id<T>) {
    if let Some(places) = index.get_mut(&parent) {
        places.remove(&(orden.clone(), id));
        // As it is where nobody ever was: equal plans have equal indices.
        if places.is_empty() {
            index.remove(&parent);
        }
    }
}
