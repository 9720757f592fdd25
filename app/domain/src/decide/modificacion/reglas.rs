//! Every rule on a Modificacion, in the order in which they make sense: what it rests on, whether
//! it still fits, the rows it leaves, what is committed, the budget.

use std::collections::BTreeSet;

use super::{compromisos, filas, presupuesto};
use crate::{
    Actor, Change, Id, Plan, Rejection, Rejections,
    decide::{aprobacion::linea_por_detallar, comun::con_texto},
    plan::{
        Actividad, CampoAccion, CampoObjetivo, Causa, ClaseModificacion, Insumo, Modificacion, RevisionRuta,
        UnidadOrganica,
    },
    rama::{Movimientos, actividad_de, fusionar},
};

/// A refusal names so many of each kind.
pub(super) const NOMBRADOS: usize = 20;
/// Facts of one Modificacion: an entry of the log that still travels.
const MAXIMO_DE_CAMBIOS: usize = 20_000;

/// What a lawful Modificacion does to the plan in force.
pub(super) struct Juicio {
    pub hechos: Vec<Change>,
    pub movimientos: Movimientos,
    unidades: BTreeSet<Id<UnidadOrganica>>,
}

impl Juicio {
    /// Whether a person's own unit is in it; the OPP presents any.
    pub(super) fn toca(&self, actor: &Actor) -> bool {
        actor.rol.conduce() || actor.unidad.is_some_and(|unidad| self.unidades.contains(&unidad))
    }
}

/// The plan in force and what it would be, with the activities that were written in.
pub(super) struct Caso<'a> {
    pub vigente: &'a Plan,
    pub resultado: &'a Plan,
    pub actividades: &'a BTreeSet<Id<Actividad>>,
    pub hechos: &'a [Change],
}

pub(super) fn juzgar(plan: &Plan, it: &Modificacion) -> Result<Juicio, Rejections> {
    motivos(it)?;
    contenido(it)?;
    let hechos = fusionar(plan, &it.cambios).map_err(|list| {
        let refusals = list.into_iter().take(NOMBRADOS).map(|one| Rejection::Conflicto(Box::new(one)));
        Rejections::check(refusals.collect()).err().unwrap_or_else(|| Rejection::SinCambios.into())
    })?;
    if hechos.is_empty() {
        return Err(Rejection::SinCambios.into());
    }
    let mut resultado = plan.clone();
    for fact in &hechos {
        resultado.apply(fact);
    }
    let actividades = hechos.iter().filter_map(|fact| actividad_de(&resultado, fact)).collect();
    let caso = Caso { vigente: plan, resultado: &resultado, actividades: &actividades, hechos: &hechos };
    let movimientos = comprobar(&caso, it.clase)?;
    let unidades = unidades(&caso);
    Ok(Juicio { hechos, movimientos, unidades })
}

/// The rows first: sums of rows that cannot be say nothing.
fn comprobar(caso: &Caso<'_>, clase: ClaseModificacion) -> Result<Movimientos, Rejections> {
    let mut wrong: Vec<Rejection> = filas::invalidas(caso).into_iter().take(NOMBRADOS).collect();
    wrong.extend(por_detallar(caso).take(NOMBRADOS));
    Rejections::check(wrong)?;
    let movements = Movimientos::entre(caso.vigente, caso.resultado, caso.actividades);
    let mut wrong: Vec<Rejection> = compromisos::rotos(caso).into_iter().take(NOMBRADOS).collect();
    wrong.extend(presupuesto::fuera_de_marco(caso, clase, &movements));
    wrong.extend(presupuesto::genericas_cerradas(caso));
    Rejections::check(wrong)?;
    Ok(movements)
}

/// Title, support, a cause that says what it rests on, and the revision of the ruta (Art. 8.2.3).
fn motivos(it: &Modificacion) -> Result<(), Rejections> {
    let mut wrong = Vec::new();
    wrong.extend(con_texto(&it.titulo, "El título de la modificación").err());
    wrong.extend(con_texto(&it.sustento, "El sustento de la modificación").err());
    if let Causa::Estrategias { evaluacion } = &it.causa {
        wrong.extend(con_texto(evaluacion, "La evaluación en que se apoya la causa").err());
    }
    wrong.extend(ruta_revisada(it).err());
    Rejections::check(wrong)
}

fn ruta_revisada(it: &Modificacion) -> Result<(), Rejection> {
    match &it.ruta {
        None if it.causa.cambia_prioridades() => Err(Rejection::RutaSinRevisar { causa: it.causa.nombre().to_owned() }),
        Some(RevisionRuta::Cambiada) if !it.cambios.iter().any(es_de_marco) => Err(Rejection::RutaNoCambiada),
        Some(RevisionRuta::RevisadaSinCambio { .. }) if it.cambios.iter().any(es_de_orden) => {
            Err(Rejection::RutaCambiada)
        }
        None | Some(RevisionRuta::Cambiada) => Ok(()),
        Some(RevisionRuta::RevisadaSinCambio { motivo }) => {
            con_texto(motivo, "El motivo de no cambiar la ruta estratégica")
        }
    }
}

fn es_de_marco(fact: &Change) -> bool {
    matches!(
        fact,
        Change::ObjetivoRegistrado(_)
            | Change::ObjetivoEditado { .. }
            | Change::AccionRegistrada(_)
            | Change::AccionEditada { .. }
    )
}

/// The ruta is the order of OEI and AEI (Art. 7.k).
fn es_de_orden(fact: &Change) -> bool {
    matches!(
        fact,
        Change::ObjetivoEditado { ahora: CampoObjetivo::Orden(_), .. }
            | Change::AccionEditada { ahora: CampoAccion::Orden(_), .. }
    )
}

fn contenido(it: &Modificacion) -> Result<(), Rejection> {
    if it.cambios.len() > MAXIMO_DE_CAMBIOS {
        return Err(Rejection::Demasiadas { cuantas: it.cambios.len(), maximo: MAXIMO_DE_CAMBIOS });
    }
    if it.cambios.iter().all(Change::es_de_contenido) {
        Ok(())
    } else {
        Err(Rejection::Formato { detalle: "una modificación cambia solo el contenido del plan".into() })
    }
}

fn por_detallar<'a>(caso: &'a Caso<'_>) -> impl Iterator<Item = Rejection> + 'a {
    let lines = caso.actividades.iter().flat_map(|id| caso.resultado.insumos_de(*id));
    lines.filter_map(|line: &std::sync::Arc<Insumo>| linea_por_detallar(caso.resultado, line))
}

/// The units whose activities it writes in, where they were and where they are.
fn unidades(caso: &Caso<'_>) -> BTreeSet<Id<UnidadOrganica>> {
    let of = |plan: &Plan, id: &Id<Actividad>| plan.get(*id).map(|row| row.unidad);
    let both = |id| [of(caso.vigente, id), of(caso.resultado, id)];
    caso.actividades.iter().flat_map(both).flatten().collect()
}
