//! Catalogues and holidays of the Ejercicio: the administrator's.

use chrono::NaiveDate;

use super::{
    Decision,
    comun::{con_texto, dia_posible, exigir, libre, no_mas_de, sin_repetir},
};
use crate::{
    Actor, Change, Command, Plan, Rejection, Rol,
    plan::{Celda, Genericas},
};

/// A third of a year.
const MAXIMO_DE_FERIADOS: usize = 120;

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
        Command::FijarFeriados { seen, nuevos } => return fijar_feriados(plan, seen, nuevos),
        _ => return Ok(vec![]),
    };
    Ok(vec![change])
}

fn fijar_feriados(plan: &Plan, seen: &[NaiveDate], nuevos: &[NaiveDate]) -> Decision {
    let now = plan.feriados();
    if nuevos == now {
        return Ok(vec![]);
    }
    if seen != now {
        let (campo, actual) = ("los feriados".into(), format!("{} días", now.len()));
        return Err(Rejection::CambioAjeno { campo, actual, autor: plan.autor(Celda::FERIADOS) }.into());
    }
    no_mas_de(nuevos.len(), MAXIMO_DE_FERIADOS, "Feriados")?;
    sin_repetir(nuevos, "Feriados")?;
    nuevos.iter().try_for_each(|day| dia_posible(*day))?;
    Ok(vec![Change::FeriadosFijados { antes: seen.to_vec(), ahora: nuevos.to_vec() }])
}

/// The yearly setting of SPEC §7, by the OPP or the administrator.
pub(super) fn fijar_genericas(plan: &Plan, actor: &Actor, seen: &Genericas, nuevas: &Genericas) -> Decision {
    let allowed = actor.rol == Rol::Administrador || actor.rol.conduce();
    exigir(allowed.into(), actor, "fijar las genéricas que no dan o no reciben")?;
    let current = plan.genericas();
    if nuevas == current {
        return Ok(vec![]);
    }
    if seen != current {
        let actual = format!("{} no dan y {} no reciben", current.no_dan.len(), current.no_reciben.len());
        let author = plan.autor(Celda::GENERICAS);
        return Err(Rejection::CambioAjeno { campo: "las genéricas".into(), actual, autor: author }.into());
    }
    for list in [&nuevas.no_dan, &nuevas.no_reciben] {
        sin_repetir(list, "Genéricas")?;
        if !list.is_sorted() || list.iter().any(|code| code.generica() != code.as_str()) {
            return Err(Rejection::Formato { detalle: "las genéricas tienen dos niveles y van en orden".into() }.into());
        }
    }
    Ok(vec![Change::GenericasFijadas { antes: seen.clone(), ahora: nuevas.clone() }])
}

fn repetido(codigo: &str) -> Rejection {
    Rejection::CodigoRepetido { codigo: codigo.to_owned(), otra: "otra fila del catálogo".into() }
}
