//! Catalogues and holidays of the Ejercicio: the administrator's.

use super::{
    Decision,
    comun::{con_texto, exigir, libre},
};
use crate::{Actor, Change, Command, Plan, Rejection, Rol};

pub(super) fn registrar(plan: &Plan, actor: &Actor, command: &Command) -> Decision {
    exigir((actor.rol == Rol::Administrador).into(), actor, "cambiar los catálogos del ejercicio")?;
    let change = match command {
        Command::RegistrarRubro(row) => {
            con_texto(&row.nombre, "El nombre del rubro")?;
            if plan.rubros().contains_key(&row.codigo) {
                return Err(repetido(&row.codigo.to_string()).into());
            }
            Change::RubroRegistrado(row.clone())
        }
        Command::RegistrarClasificador(row) => {
            con_texto(&row.nombre, "El nombre del clasificador")?;
            if plan.clasificadores().contains_key(&row.codigo) {
                return Err(repetido(row.codigo.as_str()).into());
            }
            Change::ClasificadorRegistrado(row.clone())
        }
        Command::RegistrarUnidadMedida(row) => {
            con_texto(&row.nombre, "El nombre de la unidad de medida")?;
            libre(plan, row.id)?;
            Change::UnidadMedidaRegistrada(row.clone())
        }
        Command::FijarFeriados { seen, nuevos } => {
            if seen != plan.feriados() {
                let actual = format!("{} días", plan.feriados().len());
                return Err(Rejection::CambioAjeno { campo: "los feriados".into(), actual, autor: None }.into());
            }
            Change::FeriadosFijados { antes: seen.clone(), ahora: nuevos.clone() }
        }
        _ => return Ok(vec![]),
    };
    Ok(vec![change])
}

fn repetido(codigo: &str) -> Rejection {
    Rejection::CodigoRepetido { codigo: codigo.to_owned(), otra: "otra fila del catálogo".into() }
}
