//! The draft of a Modificacion itself (Art. 8.2.3, SPEC §7): its members write it.

use std::collections::BTreeSet;

use super::{
    Decision, MAXIMO_DE_ACTOS,
    comun::{Visto, con_texto, exigir, libre, no_mas_de, visto},
};
use crate::{
    Change, Command, Context, Id, Online, Persona, Plan, Rejection, Rejections,
    command::Presentacion,
    plan::{Apertura, CampoBorrador, Causa, Celda, RevisionRuta},
    rama::{Cotejo, cotejar, presentacion, trae},
};

/// Drafts that one person is a member of.
const MAXIMO_DE_BORRADORES: usize = 100;
/// People who write one draft.
const MAXIMO_DE_MIEMBROS: usize = 50;
/// A refusal names so many fields.
const NOMBRADOS: usize = 20;

/// Whether a branch of the plan in force may be opened: by whoever formulates (Art. 8.2.3), and is a
/// member of `suyos` of them.
///
/// # Errors
/// All that is wrong with it.
pub fn abrir(plan: &Plan, context: &Context, it: &Apertura, suyos: usize) -> Result<(), Rejections> {
    if plan.rama().is_some() {
        return Err(Rejection::SoloEnVigente.into());
    }
    if context.online == Online::No {
        return Err(Rejection::SinConexion.into());
    }
    let mut wrong = Vec::new();
    wrong.extend(exigir(context.actor.rol.formula().into(), &context.actor, "abrir un borrador").err());
    wrong.extend(con_texto(&it.titulo, "El título de la modificación").err());
    wrong.extend(libre(plan, it.modificacion).err());
    wrong.extend(no_mas_de(suyos + 1, MAXIMO_DE_BORRADORES, "Borradores").err());
    if it.id == plan.id() || it.id.uuid().is_nil() {
        wrong.push(Rejection::IdentificadorRepetido);
    }
    Rejections::check(wrong)
}

/// Whether a presentation says what its branch says, which the plan in force cannot know: whoever
/// decides with authority asks this first. `rama` is the plan in force as the branch has it, and the
/// branch; none: there is no such branch.
///
/// # Errors
/// [`Rejection::BorradorAjeno`], [`Rejection::BorradorCambiado`], or why it cannot be presented.
pub fn conforme(rama: Option<(&Plan, &Plan)>, actor: Id<Persona>, it: &Presentacion) -> Result<(), Rejection> {
    let (base, punta) = rama.ok_or(Rejection::BorradorAjeno)?;
    if punta.rama().is_none_or(|rama| !rama.miembros.contains(&actor)) {
        return Err(Rejection::BorradorAjeno);
    }
    if presentacion(base, punta)? == *it { Ok(()) } else { Err(Rejection::BorradorCambiado) }
}

/// Whether an update brings what the plan in force says at its base, and nothing else: it makes no
/// author, and asks for no unit.
///
/// # Errors
/// [`Rejection::VersionPorVenir`]: the plan in force goes as far as `vigente`; [`Rejection::Formato`].
pub fn al_dia(vigente: u64, en_base: Option<&Plan>, cambios: &[Change]) -> Result<(), Rejection> {
    let nueva = en_base.ok_or(Rejection::VersionPorVenir { vigente })?;
    if cambios.iter().all(|change| trae(nueva, change)) {
        return Ok(());
    }
    Err(Rejection::Formato { detalle: "lo que trae no es lo que dice el plan vigente".into() })
}

/// Whether who is invited is somebody.
///
/// # Errors
/// [`Rejection::NoExiste`].
pub fn conocida(personas: &BTreeSet<Id<Persona>>, persona: Id<Persona>) -> Result<(), Rejection> {
    if personas.contains(&persona) { Ok(()) } else { Err(Rejection::NoExiste { que: "La persona".into() }) }
}

impl Command {
    /// One by one; itself, where it is no group.
    #[must_use]
    pub fn actos(&self) -> &[Self] {
        match self {
            Self::Varios(acts) => acts,
            single => std::slice::from_ref(single),
        }
    }
}

pub(super) fn editar(plan: &Plan, seen: &CampoBorrador, nuevo: &CampoBorrador) -> Decision {
    let rama = plan.rama().ok_or(Rejection::SoloEnBorrador)?;
    let celda = Celda::borrador(seen);
    match visto(plan, &rama.modificacion, celda.fila, seen, nuevo, describe)? {
        Visto::Igual => return Ok(vec![]),
        Visto::Vigente => {}
    }
    match nuevo {
        CampoBorrador::Titulo(text) => con_texto(text, "El título de la modificación")?,
        CampoBorrador::Causa(Some(Causa::Estrategias { evaluacion })) => {
            con_texto(evaluacion, "La evaluación en que se apoya la causa")?;
        }
        CampoBorrador::Ruta(Some(RevisionRuta::RevisadaSinCambio { motivo })) => {
            con_texto(motivo, "El motivo de no cambiar la ruta estratégica")?;
        }
        CampoBorrador::Causa(_) | CampoBorrador::Clase(_) | CampoBorrador::Sustento(_) | CampoBorrador::Ruta(_) => {}
    }
    Ok(vec![Change::BorradorEditado { antes: seen.clone(), ahora: nuevo.clone() }])
}

fn describe(campo: &CampoBorrador) -> (String, String) {
    let (name, value) = match campo {
        CampoBorrador::Titulo(text) => ("el título", text.to_string()),
        CampoBorrador::Causa(causa) => ("la causa", causa.as_ref().map_or("ninguna", Causa::nombre).to_owned()),
        CampoBorrador::Clase(clase) => ("la clase", clase.nombre().to_owned()),
        CampoBorrador::Sustento(text) => ("el sustento", text.to_string()),
        CampoBorrador::Ruta(None) => ("la revisión de la ruta", "ninguna".to_owned()),
        CampoBorrador::Ruta(Some(RevisionRuta::Cambiada)) => ("la revisión de la ruta", "cambiada".to_owned()),
        CampoBorrador::Ruta(Some(RevisionRuta::RevisadaSinCambio { .. })) => {
            ("la revisión de la ruta", "revisada sin cambio".to_owned())
        }
    };
    (name.into(), value)
}

pub(super) fn invitar(plan: &Plan, persona: Id<Persona>) -> Decision {
    let rama = plan.rama().ok_or(Rejection::SoloEnBorrador)?;
    if rama.miembros.contains(&persona) {
        return Ok(vec![]);
    }
    no_mas_de(rama.miembros.len() + 1, MAXIMO_DE_MIEMBROS, "Miembros")?;
    Ok(vec![Change::MiembroInvitado { persona }])
}

pub(super) fn retirar(plan: &Plan, persona: Id<Persona>) -> Decision {
    let rama = plan.rama().ok_or(Rejection::SoloEnBorrador)?;
    if !rama.miembros.contains(&persona) {
        return Ok(vec![]);
    }
    if rama.miembros.len() == 1 {
        return Err(Rejection::SinMiembros.into());
    }
    Ok(vec![Change::MiembroRetirado { persona }])
}

/// What its author took of the plan in force fits the fields as they are. Whether it is what
/// changed there does not matter: what is merged is the difference, judged on the plan in force.
pub(super) fn actualizar(plan: &Plan, base: u64, cambios: &[Change]) -> Decision {
    let rama = plan.rama().ok_or(Rejection::SoloEnBorrador)?;
    if base <= rama.base {
        return Err(Rejection::BaseAnterior { base: rama.base }.into());
    }
    if cambios.len() > MAXIMO_DE_ACTOS * 10 {
        return Err(Rejection::Demasiadas { cuantas: cambios.len(), maximo: MAXIMO_DE_ACTOS * 10 }.into());
    }
    if cambios.iter().any(Change::es_de_borrador) {
        return Err(Rejection::Formato { detalle: "lo que es de un borrador no viene del plan vigente".into() }.into());
    }
    let mut working = plan.clone();
    let (mut facts, mut wrong) = (Vec::new(), Vec::new());
    for change in cambios {
        match cotejar(&working, change) {
            Cotejo::Ya => {}
            Cotejo::Aplica => {
                working.apply(change);
                facts.push(change.clone());
            }
            Cotejo::Choca(conflicto) => wrong.push(Rejection::Conflicto(Box::new(conflicto))),
        }
    }
    wrong.truncate(NOMBRADOS);
    Rejections::check(wrong)?;
    facts.push(Change::BaseActualizada { antes: rama.base, ahora: base });
    Ok(facts)
}
