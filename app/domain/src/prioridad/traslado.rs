//! Money dragged from one activity to another (SPEC §7).

use super::tijera::Tijera;
use crate::{
    Command, Dinero, Id, Mes, Plan, Rejection,
    catalogo::{CodigoClasificador, CodigoRubro},
    plan::{Actividad, CampoInsumo, Estado, Insumo, Orden, Valor},
    texto::Nombre,
    valor::Doce,
};

/// What is dragged: so much of each month, in one rubro.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrasladoDinero {
    pub de: Id<Actividad>,
    pub a: Id<Actividad>,
    pub rubro: CodigoRubro,
    pub meses: Doce<Dinero>,
    pub destino: Destino,
}

/// Where it comes to: a line por detallar of this classifier, which is made if there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destino {
    pub clasificador: CodigoClasificador,
    /// The id of the line, should it be made.
    pub linea: Id<Insumo>,
}

/// What was asked for and could not be cut, month by month: whole units stay whole, and what is
/// committed stays.
pub type Resto = Doce<Dinero>;

/// The act that takes the money there, and what remains where it was.
///
/// # Errors
/// [`Rejection`] when an activity is not there or withdrawn, or nothing can be cut: then there is
/// no act to decide. Closed months and windows are for [`decide`](crate::decide()) to refuse.
pub fn trasladar_dinero(plan: &Plan, it: &TrasladoDinero) -> Result<(Command, Resto), Rejection> {
    let gives = vigente(plan, it.de)?;
    let receives = vigente(plan, it.a)?;
    let mut cut = Tijera::new(plan, it.de, it.rubro);
    for mes in Mes::todos().filter(|mes| !it.meses[*mes].es_cero()) {
        cut.cortar(mes, it.meses[mes]);
    }
    if it.de == it.a || cut.liberado.iter().all(|amount| amount.es_cero()) {
        return Err(Rejection::NadaQueTrasladar { actividad: gives.nombre.to_string(), rubro: it.rubro });
    }
    let mut resto = it.meses;
    for (left, freed) in resto.iter_mut().zip(cut.liberado) {
        *left = left.menos(freed);
    }
    let mut acts = cut.comandos();
    acts.extend(recibir(plan, receives, (it.rubro, &it.destino), &cut.liberado));
    Ok((Command::Varios(acts), resto))
}

fn vigente(plan: &Plan, id: Id<Actividad>) -> Result<&Actividad, Rejection> {
    let row = plan.get(id).ok_or_else(|| Rejection::NoExiste { que: "La actividad".into() })?;
    if row.estado.es_vigente() { Ok(row) } else { Err(Rejection::Retirada { nombre: row.nombre.to_string() }) }
}

/// A line por detallar that is there grows; else one is made, after the others.
pub(super) fn recibir(
    plan: &Plan,
    receives: &Actividad,
    (rubro, destino): (CodigoRubro, &Destino),
    freed: &Doce<Dinero>,
) -> Vec<Command> {
    let fits = |line: &&std::sync::Arc<Insumo>| {
        let open = line.estado.es_vigente() && matches!(line.valor, Valor::PorDetallar { .. });
        open && line.rubro == rubro && line.clasificador == destino.clasificador
    };
    let found = plan.insumos_de(receives.id).find(fits);
    if let Some((line, importes)) = found.and_then(|line| match &line.valor {
        Valor::PorDetallar { importes } => Some((line, *importes)),
        _ => None,
    }) {
        let grown = Mes::todos().filter(|mes| !freed[*mes].es_cero()).map(|mes| Command::EditarInsumo {
            id: line.id,
            seen: CampoInsumo::ImporteMes(mes, importes[mes]),
            nuevo: CampoInsumo::ImporteMes(mes, importes[mes].mas(freed[mes])),
        });
        return grown.collect();
    }
    let last = plan.insumos_de(receives.id).last().map(|line| &line.orden);
    vec![Command::CrearInsumo(Insumo {
        id: destino.linea,
        actividad: receives.id,
        clasificador: destino.clasificador.clone(),
        detalle: Nombre::new("Por detallar").unwrap_or_default(),
        unidad_medida: receives.indicador.unidad_medida,
        rubro,
        valor: Valor::PorDetallar { importes: *freed },
        orden: Orden::entre(last, None),
        estado: Estado::Vigente,
    })]
}
