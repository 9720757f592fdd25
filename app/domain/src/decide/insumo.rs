//! Lines of the cuadro de necesidades (Art. 8.2.2).

use super::{
    Decision,
    comun::{Visto, actividad_abierta, buscar, con_texto, libre, todas, vigente, visto},
    meta,
};
use crate::{
    Actor, Change, Dinero, Id, Mes, Plan, Rejection,
    catalogo::{CodigoClasificador, CodigoRubro, ResolucionError},
    plan::{Actividad, CampoInsumo, Campos, Insumo, Valor},
    valor::CantidadTotal,
};

pub(super) fn crear(plan: &Plan, actor: &Actor, row: &Insumo) -> Decision {
    let activity = actividad_abierta(plan, actor, row.actividad)?;
    libre(plan, row.id)?;
    todas([
        con_texto(&row.detalle, "El detalle del insumo"),
        clasificador_en_catalogo(plan, &row.clasificador),
        rubro_en_catalogo(plan, row.rubro),
        valor_valido(plan, activity, row),
        vigente(row.estado, &row.detalle),
    ])?;
    Ok(vec![Change::InsumoCreado(row.clone())])
}

pub(super) fn editar(plan: &Plan, actor: &Actor, id: Id<Insumo>, seen: &CampoInsumo, nuevo: &CampoInsumo) -> Decision {
    let row = buscar(plan, id, "El insumo")?;
    let activity = actividad_abierta(plan, actor, row.actividad)?;
    forma_compatible(row, nuevo)?;
    if let Visto::Igual = visto(plan, &**row, id.uuid(), seen, nuevo, |now| describe(plan, now))? {
        return Ok(vec![]);
    }
    if !matches!(nuevo, CampoInsumo::Estado(_)) {
        vigente(row.estado, &row.detalle)?;
    }
    match nuevo {
        CampoInsumo::Detalle(text) => con_texto(text, "El detalle del insumo")?,
        CampoInsumo::Clasificador(code) => clasificador_en_catalogo(plan, code)?,
        CampoInsumo::Rubro(rubro) => rubro_en_catalogo(plan, *rubro)?,
        CampoInsumo::Orden(_) => {}
        CampoInsumo::UnidadMedida(_)
        | CampoInsumo::Valor(_)
        | CampoInsumo::Precio(_)
        | CampoInsumo::CantidadMes(..)
        | CampoInsumo::ImporteMes(..)
        | CampoInsumo::Estado(_) => {
            let mut after = Insumo::clone(row);
            after.poner(nuevo.clone());
            valor_valido(plan, activity, &after)?;
        }
    }
    Ok(vec![Change::InsumoEditado { id, antes: row.leer(seen), ahora: nuevo.clone() }])
}

/// A line as a Modificacion leaves it.
pub(super) fn revisar(plan: &Plan, row: &Insumo) -> Result<(), Rejection> {
    let activity = buscar(plan, row.actividad, "La actividad")?;
    con_texto(&row.detalle, "El detalle del insumo")?;
    clasificador_en_catalogo(plan, &row.clasificador)?;
    rubro_en_catalogo(plan, row.rubro)?;
    if activity.estado.es_vigente() { valor_valido(plan, activity, row) } else { Ok(()) }
}

/// A price is for a line por cantidad, an amount for the others.
fn forma_compatible(row: &Insumo, nuevo: &CampoInsumo) -> Result<(), Rejection> {
    let por_cantidad = matches!(row.valor, Valor::PorCantidad { .. });
    let refuse =
        |forma: &str, campo: &str| Err(Rejection::FormaDeValor { forma: forma.to_owned(), campo: campo.to_owned() });
    match nuevo {
        CampoInsumo::Precio(_) if !por_cantidad => refuse("por importe", "precio"),
        CampoInsumo::CantidadMes(..) if !por_cantidad => refuse("por importe", "cantidades"),
        CampoInsumo::ImporteMes(..) if por_cantidad => refuse("por cantidad", "importes: se calculan"),
        _ => Ok(()),
    }
}

fn clasificador_en_catalogo(plan: &Plan, code: &CodigoClasificador) -> Result<(), Rejection> {
    if plan.clasificadores().contains_key(code) {
        Ok(())
    } else {
        Err(Rejection::Clasificador(ResolucionError::Desconocido { texto: code.to_string() }))
    }
}

fn rubro_en_catalogo(plan: &Plan, rubro: CodigoRubro) -> Result<(), Rejection> {
    if plan.rubros().contains_key(&rubro) { Ok(()) } else { Err(Rejection::RubroDesconocido { rubro }) }
}

/// Whole units whole, months inside the window, no negative amounts, no more than a line may cost.
fn valor_valido(plan: &Plan, activity: &Actividad, row: &Insumo) -> Result<(), Rejection> {
    let unit = buscar(plan, row.unidad_medida, "La unidad de medida")?;
    match &row.valor {
        Valor::PorCantidad { cantidades, .. } => {
            cantidades.iter().try_for_each(|cantidad| meta::cabe(*cantidad, unit))?;
        }
        Valor::PorImporte { importes } | Valor::PorDetallar { importes } => {
            if importes.iter().any(|amount| amount.es_negativo()) {
                return Err(Rejection::ImporteNegativo);
            }
        }
    }
    if !row.estado.es_vigente() {
        return Ok(());
    }
    let outside = Mes::todos().find(|mes| row.valor.ocupa(*mes) && !activity.ventana.contiene(*mes));
    if let Some(mes) = outside {
        return Err(Rejection::MesFueraDeVentana { mes, inicio: activity.ventana.inicio, fin: activity.ventana.fin });
    }
    if row.valor.cantidad_anual().is_some_and(CantidadTotal::excede) {
        return Err(Rejection::CantidadExcesiva);
    }
    let importes = row.valor.importes().ok_or(Rejection::ImporteExcesivo)?;
    cabe_en_actividad(plan, row, importes.iter().sum())
}

/// An activity costs no more than one line may: no total of a plan then comes near its edge.
fn cabe_en_actividad(plan: &Plan, row: &Insumo, importe: Dinero) -> Result<(), Rejection> {
    let before = plan.get(row.id).map(|line| line.total()).unwrap_or_default();
    let total = plan.totales().actividad(row.actividad).total().menos(before).mas(importe);
    if total > Dinero::MAXIMO && importe > before { Err(Rejection::ActividadExcesiva) } else { Ok(()) }
}

pub(crate) fn describe(plan: &Plan, campo: &CampoInsumo) -> (String, String) {
    let month = |mes: &Mes| format!("{mes}");
    match campo {
        CampoInsumo::Clasificador(code) => ("el clasificador".into(), code.to_string()),
        CampoInsumo::Detalle(text) => ("el detalle".into(), text.to_string()),
        CampoInsumo::UnidadMedida(id) => {
            let name = plan.get(*id).map(|unit| unit.nombre.to_string()).unwrap_or_default();
            ("la unidad de medida".into(), name)
        }
        CampoInsumo::Rubro(rubro) => ("el rubro".into(), rubro.to_string()),
        CampoInsumo::Valor(valor) => {
            let total: Dinero = valor.importes().unwrap_or_default().iter().sum();
            ("la valorización".into(), total.to_string())
        }
        CampoInsumo::Precio(precio) => ("el precio".into(), precio.to_string()),
        CampoInsumo::CantidadMes(mes, cantidad) => (month(mes), cantidad.to_string()),
        CampoInsumo::ImporteMes(mes, amount) => (month(mes), amount.to_string()),
        CampoInsumo::Orden(_) => ("el orden".into(), "otro".into()),
        CampoInsumo::Estado(estado) => ("el estado".into(), format!("{estado:?}").to_lowercase()),
    }
}
