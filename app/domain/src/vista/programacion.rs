//! The spreadsheet of a unit: físico typed, S/ derived.

use serde::{Deserialize, Serialize};

use super::{
    Ambito, Edicion, Financiamiento, LineaFinanciamiento, Resumen, edicion, frase, linea_financiamiento, resumen,
};
use crate::{
    Actor, Cantidad, Dinero, Ejercicio, Id, Mes, Plan,
    catalogo::UnidadMedida,
    plan::{AccionEstrategica, Actividad, Agregacion, Orden, UnidadOrganica},
    texto::Nombre,
    valor::{Decimales, Doce},
};

/// How many rows travel with the page; the rest come with the replica.
pub const PRIMERAS_FILAS: usize = 100;

/// What deserves a look before presenting; none of them refuses anything in a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Aviso {
    /// The annual target is not yet broken down into months (Art. 8.1.3).
    PorDistribuir(Cantidad),
    SinMeta,
    SinInsumos,
    /// A line is still por detallar.
    PorDetallar,
    /// The indicator lacks its sujeto (Art. 8.1.2).
    IndicadorIncompleto,
    /// More than the one indicator the directive suggests.
    VariosIndicadores,
    SinResponsable,
    SinVerificacion,
    AccionRetirada,
}

impl Aviso {
    #[must_use]
    pub fn texto(&self) -> String {
        match self {
            Self::PorDistribuir(cantidad) => format!("Falta distribuir {cantidad} de la meta anual entre los meses."),
            Self::SinMeta => "Aún no tiene metas.".into(),
            Self::SinInsumos => "Aún no tiene insumos: su costo es cero.".into(),
            Self::PorDetallar => "Tiene líneas por detallar; no se podrá presentar así.".into(),
            Self::IndicadorIncompleto => "Complete el sujeto del indicador.".into(),
            Self::VariosIndicadores => "Se sugiere un solo indicador por actividad (Art. 8.1.2).".into(),
            Self::SinResponsable => "Falta el responsable.".into(),
            Self::SinVerificacion => "Falta el medio de verificación.".into(),
            Self::AccionRetirada => "Su acción estratégica fue retirada; elija otra.".into(),
        }
    }
}

/// One activity, two lines: físico and S/.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilaActividad {
    pub id: Id<Actividad>,
    pub codigo: String,
    pub nombre: Nombre,
    pub accion: Id<AccionEstrategica>,
    pub accion_codigo: String,
    pub indicador: String,
    pub unidad_medida: Id<UnidadMedida>,
    pub unidad_nombre: String,
    pub decimales: Decimales,
    pub agregacion: Agregacion,
    /// Set by hand; what a command on it must have `seen`.
    pub anual_fijada: Option<Cantidad>,
    /// The one set, or what the months amount to.
    pub anual: Option<Cantidad>,
    pub meses: Doce<Option<Cantidad>>,
    /// Months inside the window.
    pub abiertos: Doce<bool>,
    pub importes: Doce<Dinero>,
    pub costo: Dinero,
    /// 1 for the first in order of priority.
    pub puesto: usize,
    pub prioridad: Orden,
    pub financiamiento: Financiamiento,
    /// Cost of this and all before it.
    pub acumulado: Dinero,
    pub avisos: Vec<Aviso>,
}

/// An AEI to choose for an activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpcionAccion {
    pub id: Id<AccionEstrategica>,
    pub codigo: String,
    pub enunciado: String,
    pub objetivo: String,
}

/// Everything the page renders with before the replica arrives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaginaProgramacion {
    pub version: u64,
    pub ejercicio: Ejercicio,
    pub unidad: Id<UnidadOrganica>,
    /// All ids, in order of priority.
    pub esqueleto: Vec<Id<Actividad>>,
    /// The first rows ([`PRIMERAS_FILAS`]).
    pub filas: Vec<FilaActividad>,
    pub corte: Option<Id<Actividad>>,
    pub resumen: Resumen,
    pub acciones: Vec<OpcionAccion>,
    pub unidades_medida: Vec<UnidadMedida>,
    pub edicion: Edicion,
}

/// The page of a unit for a reader.
#[must_use]
pub fn programacion(plan: &Plan, actor: &Actor, unidad: Id<UnidadOrganica>) -> PaginaProgramacion {
    let line = linea_financiamiento(plan, unidad);
    PaginaProgramacion {
        version: plan.version(),
        ejercicio: plan.ejercicio(),
        unidad,
        esqueleto: esqueleto(&line),
        filas: filas(plan, &line).take(PRIMERAS_FILAS).collect(),
        corte: line.corte,
        resumen: resumen(plan, unidad, Ambito::Propio),
        acciones: opciones_de_accion(plan),
        unidades_medida: unidades_de_medida(plan),
        edicion: edicion(plan, actor, unidad),
    }
}

/// Ids in order of priority, withdrawn ones left out.
#[must_use]
pub fn esqueleto(line: &LineaFinanciamiento) -> Vec<Id<Actividad>> {
    line.filas.iter().map(|(id, _, _)| *id).collect()
}

/// Every row of a unit, lazily, in order.
pub fn filas<'a>(plan: &'a Plan, line: &'a LineaFinanciamiento) -> impl Iterator<Item = FilaActividad> + 'a {
    line.filas.iter().enumerate().filter_map(|(place, (id, state, running))| fila(plan, *id, place, state, *running))
}

/// One row; `place` counts from 0.
#[must_use]
pub fn fila(
    plan: &Plan,
    id: Id<Actividad>,
    place: usize,
    financiamiento: &Financiamiento,
    acumulado: Dinero,
) -> Option<FilaActividad> {
    let row = plan.get(id)?;
    let unit = plan.get(row.indicador.unidad_medida)?;
    let totals = plan.totales().actividad(id);
    Some(FilaActividad {
        id,
        codigo: row.codigo.to_string(),
        nombre: row.nombre.clone(),
        accion: row.accion,
        accion_codigo: plan.get(row.accion).map(|accion| accion.codigo.to_string()).unwrap_or_default(),
        indicador: frase(plan, &row.indicador),
        unidad_medida: unit.id,
        unidad_nombre: unit.nombre.to_string(),
        decimales: unit.decimales,
        agregacion: row.agregacion,
        anual_fijada: row.meta.anual,
        anual: row.meta.anual(row.agregacion),
        meses: row.meta.meses,
        abiertos: std::array::from_fn(|month| Mes::todos().nth(month).is_some_and(|mes| row.ventana.contiene(mes))),
        importes: totals.por_mes(),
        costo: totals.total(),
        puesto: place + 1,
        prioridad: row.prioridad.clone(),
        financiamiento: financiamiento.clone(),
        acumulado,
        avisos: avisos(plan, row),
    })
}

pub(super) fn avisos(plan: &Plan, row: &Actividad) -> Vec<Aviso> {
    let mut out = Vec::new();
    if plan.get(row.accion).is_some_and(|accion| !accion.estado.es_vigente()) {
        out.push(Aviso::AccionRetirada);
    }
    if row.indicador.sujeto.is_empty() {
        out.push(Aviso::IndicadorIncompleto);
    }
    if !row.otros_indicadores.is_empty() {
        out.push(Aviso::VariosIndicadores);
    }
    out.extend(por_distribuir(row).map(Aviso::PorDistribuir));
    if row.meta.anual(row.agregacion).is_none() {
        out.push(Aviso::SinMeta);
    }
    let mut lines = plan.insumos_de(row.id).filter(|line| line.estado.es_vigente()).peekable();
    if lines.peek().is_none() {
        out.push(Aviso::SinInsumos);
    }
    if lines.any(|line| matches!(line.valor, crate::plan::Valor::PorDetallar { .. })) {
        out.push(Aviso::PorDetallar);
    }
    if row.responsable.is_empty() {
        out.push(Aviso::SinResponsable);
    }
    if row.verificacion.is_empty() {
        out.push(Aviso::SinVerificacion);
    }
    out
}

/// What is left of an annual target set first, where months add up.
fn por_distribuir(row: &Actividad) -> Option<Cantidad> {
    let anual = row.meta.anual.filter(|_| row.agregacion == Agregacion::Suma)?;
    let suma: Cantidad = row.meta.meses.iter().flatten().copied().sum();
    anual.checked_sub(suma).filter(|left| !left.es_cero())
}

/// AEI in force, in the order of the ruta.
#[must_use]
pub fn opciones_de_accion(plan: &Plan) -> Vec<OpcionAccion> {
    let mut rows: Vec<_> = plan
        .todos::<AccionEstrategica>()
        .values()
        .filter(|accion| accion.estado.es_vigente())
        .filter_map(|accion| plan.get(accion.objetivo).map(|objetivo| (objetivo, accion)))
        .collect();
    rows.sort_by_key(|(objetivo, accion)| (objetivo.orden.clone(), accion.orden.clone(), accion.id));
    rows.into_iter()
        .map(|(objetivo, accion)| OpcionAccion {
            id: accion.id,
            codigo: accion.codigo.to_string(),
            enunciado: accion.enunciado.to_string(),
            objetivo: objetivo.codigo.to_string(),
        })
        .collect()
}

/// The catalogue of units of measure, by name.
#[must_use]
pub fn unidades_de_medida(plan: &Plan) -> Vec<UnidadMedida> {
    let mut rows: Vec<UnidadMedida> = plan.todos::<UnidadMedida>().values().map(|row| (**row).clone()).collect();
    rows.sort_by_key(|row| crate::texto::fold(&row.nombre));
    rows
}
