//! One fact beside a plan that may have gone on since: it applies, it is so already, or both
//! changed the same field.

use serde::{Deserialize, Serialize};

use super::dicha::Dicha;
use crate::{
    Change, Id, Plan,
    plan::{Actividad, Autor, CampoInsumo, Campos, Celda, Insumo, Periodo, Tabla, Valor},
    tiempo::Mes,
};

/// A field that a branch and the plan in force changed, each to something else.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error(
    "Otra persona cambió {campo} de «{fila}» en el plan vigente: allí es {vigente} y el borrador dice {propio}. Elija uno (Art. 8.2.3)."
)]
pub struct Conflicto {
    pub celda: Celda,
    /// What the row is called.
    pub fila: String,
    /// What the field is called.
    pub campo: String,
    /// What the branch says.
    pub propio: String,
    /// What the plan in force says.
    pub vigente: String,
    /// Who wrote what the plan in force says.
    pub autor: Option<Autor>,
}

/// What comparing a fact with a plan says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cotejo {
    Aplica,
    Ya,
    Choca(Conflicto),
}

/// Compares a fact with the plan it would be applied to: `propio` is what the fact says.
pub(crate) fn cotejar(plan: &Plan, change: &Change) -> Cotejo {
    match change {
        Change::UnidadRegistrada(row) => creada(plan, row.id, row),
        Change::UnidadEditada { id, antes, ahora } => editada(plan, *id, antes, ahora),
        Change::ObjetivoRegistrado(row) => creada(plan, row.id, row),
        Change::ObjetivoEditado { id, antes, ahora } => editada(plan, *id, antes, ahora),
        Change::AccionRegistrada(row) => creada(plan, row.id, row),
        Change::AccionEditada { id, antes, ahora } => editada(plan, *id, antes, ahora),
        Change::ActividadCreada(row) => creada(plan, row.id, row),
        Change::ActividadEditada { id, antes, ahora } => editada(plan, *id, antes, ahora),
        Change::MetaProgramada { id, periodo, antes, ahora } => meta(plan, *id, *periodo, (*antes, *ahora)),
        Change::TareaCreada(row) => creada(plan, row.id, row),
        Change::TareaEditada { id, antes, ahora } => editada(plan, *id, antes, ahora),
        Change::ElementoCreado(row) => creada(plan, row.id, row),
        Change::ElementoEditado { id, antes, ahora } => editada(plan, *id, antes, ahora),
        Change::InsumoCreado(row) => creada(plan, row.id, row),
        Change::InsumoEditado { id, antes, ahora } => insumo(plan, *id, antes, ahora),
        Change::UnidadMedidaRegistrada(row) => creada(plan, row.id, row),
        Change::VersionNombrada(row) => creada(plan, row.id, row),
        other => sin_fila(plan, other),
    }
}

/// A fact about what has no row of its own.
fn sin_fila(plan: &Plan, change: &Change) -> Cotejo {
    let celda = Celda::of(change).first().copied().unwrap_or(Celda::FERIADOS);
    match change {
        Change::TechoFijado { clave, antes, ahora } => {
            valor(celda, plan.techos().get(clave), antes.as_ref(), Some(ahora))
        }
        Change::MarcoPresupuestalFijado { rubro, antes, ahora } => {
            valor(celda, plan.marco_presupuestal().get(rubro), antes.as_ref(), Some(ahora))
        }
        Change::FeriadosFijados { antes, ahora } => {
            valor(celda, Some(plan.feriados()), Some(antes.as_slice()), Some(ahora.as_slice()))
        }
        Change::AvanceRegistrado { actividad, mes, antes, ahora } => {
            valor(celda, plan.avances(*actividad)[*mes].as_ref(), antes.as_ref(), ahora.as_ref())
        }
        Change::GastoRegistrado { clave, mes, fase, antes, ahora } => {
            valor(celda, plan.gasto(*clave).get(*fase, *mes).as_ref(), antes.as_ref(), ahora.as_ref())
        }
        Change::MesCerrado { mes } => {
            let before = Mes::todos().rfind(|it| it < mes);
            valor(celda, plan.cerrado().as_ref(), before.as_ref(), Some(mes))
        }
        Change::PoiAprobado(row) => valor(celda, plan.aprobacion(), None, Some(row)),
        Change::RubroRegistrado(row) => valor(celda, plan.rubros().get(&row.codigo).map(|it| &**it), None, Some(row)),
        Change::ClasificadorRegistrado(row) => {
            valor(celda, plan.clasificadores().get(&row.codigo).map(|it| &**it), None, Some(row))
        }
        Change::GenericasFijadas { antes, ahora } => valor(celda, Some(plan.genericas()), Some(antes), Some(ahora)),
        // A branch follows what became of each.
        Change::ModificacionPresentada(row) => match plan.get(row.id) {
            Some(there) if **there == *row => Cotejo::Ya,
            _ => Cotejo::Aplica,
        },
        // What is of a draft has no place in another plan.
        _ => Cotejo::Choca(sin_nombre(celda)),
    }
}

fn valor<T: PartialEq + ?Sized>(celda: Celda, now: Option<&T>, antes: Option<&T>, ahora: Option<&T>) -> Cotejo {
    match now {
        now if now == ahora => Cotejo::Ya,
        now if now == antes => Cotejo::Aplica,
        _ => Cotejo::Choca(sin_nombre(celda)),
    }
}

fn sin_nombre(celda: Celda) -> Conflicto {
    let (fila, campo) = ("el plan".to_owned(), "un dato".to_owned());
    Conflicto { celda, fila, campo, propio: "otro".into(), vigente: "otro".into(), autor: None }
}

fn creada<T: Tabla + PartialEq>(plan: &Plan, id: Id<T>, row: &T) -> Cotejo {
    match plan.get(id) {
        Some(there) if **there == *row => Cotejo::Ya,
        None if !plan.ocupado(id.uuid()) => Cotejo::Aplica,
        _ => Cotejo::Choca(sin_nombre(Celda { fila: id.uuid(), campo: u8::MAX })),
    }
}

fn editada<T: Dicha>(plan: &Plan, id: Id<T>, antes: &T::Campo, ahora: &T::Campo) -> Cotejo {
    let celda = Celda { fila: id.uuid(), campo: T::numero(antes) };
    let Some(row) = plan.get(id) else { return Cotejo::Choca(sin_nombre(celda)) };
    let now = row.leer(antes);
    match () {
        () if now == *ahora => Cotejo::Ya,
        () if now == *antes => Cotejo::Aplica,
        () => Cotejo::Choca(choque(plan, &**row, celda, (ahora, &now))),
    }
}

/// The conflict of a field: what the fact says, and what the plan says.
fn choque<T: Dicha>(plan: &Plan, row: &T, celda: Celda, (propio, vigente): (&T::Campo, &T::Campo)) -> Conflicto {
    let (campo, vigente) = T::decir(plan, vigente);
    let (_, propio) = T::decir(plan, propio);
    Conflicto { celda, fila: row.titulo().to_owned(), campo, propio, vigente, autor: plan.autor(celda) }
}

/// The kind of what a line costs and its parts are one field: a month of a line that is
/// valued in another way by now is a conflict of the whole.
fn insumo(plan: &Plan, id: Id<Insumo>, antes: &CampoInsumo, ahora: &CampoInsumo) -> Cotejo {
    let Some(row) = plan.get(id) else { return editada(plan, id, antes, ahora) };
    if es_parte_de(ahora, &row.valor) {
        return editada(plan, id, antes, ahora);
    }
    let now = CampoInsumo::Valor(row.valor.clone());
    let celda = Celda { fila: id.uuid(), campo: Insumo::numero(&now) };
    Cotejo::Choca(choque(plan, &**row, celda, (ahora, &now)))
}

/// Whether a line valued like this has the field.
pub(super) fn es_parte_de(campo: &CampoInsumo, valor: &Valor) -> bool {
    match campo {
        CampoInsumo::Precio(_) | CampoInsumo::CantidadMes(..) => matches!(valor, Valor::PorCantidad { .. }),
        CampoInsumo::ImporteMes(..) => !matches!(valor, Valor::PorCantidad { .. }),
        _ => true,
    }
}

fn meta(
    plan: &Plan,
    id: Id<Actividad>,
    periodo: Periodo,
    (antes, ahora): (Option<crate::Cantidad>, Option<crate::Cantidad>),
) -> Cotejo {
    let celda = Celda { fila: id.uuid(), campo: Celda::numero_periodo(periodo) };
    let Some(row) = plan.get(id) else { return Cotejo::Choca(sin_nombre(celda)) };
    let now = row.meta.get(periodo);
    if now == ahora {
        return Cotejo::Ya;
    }
    if now == antes {
        return Cotejo::Aplica;
    }
    let said = |value: Option<crate::Cantidad>| value.map_or_else(|| "en blanco".to_owned(), |it| it.to_string());
    let campo = match periodo {
        Periodo::Anual => "la meta anual".to_owned(),
        Periodo::Mes(mes) => format!("la meta de {mes}"),
    };
    let (fila, autor) = (row.nombre.to_string(), plan.autor(celda));
    Cotejo::Choca(Conflicto { celda, fila, campo, propio: said(ahora), vigente: said(now), autor })
}

/// A row that the plan has withdrawn, and the field that says so.
pub(super) fn retirada<T: Dicha>(plan: &Plan, id: Id<T>) -> Option<Conflicto> {
    use crate::plan::Estado::{Retirado, Vigente};
    let row = plan.get(id)?;
    let (out, there) = (T::campo_estado(Retirado)?, T::campo_estado(Vigente)?);
    let celda = Celda { fila: id.uuid(), campo: T::numero(&out) };
    (row.leer(&out) == out).then(|| choque(plan, &**row, celda, (&there, &out)))
}
